#include "load/hostile.hpp"

#include "protocol/server_messages.hpp"

namespace examhall::load {
namespace {

constexpr std::size_t kFlood = 1'000;  // past the burst and the patience of the default limits
constexpr Micros kPatience{15'000'000};
constexpr Micros kRest{1'000'000};
constexpr int kStubborn = 20;  // answers after the seat is lost

std::string close_text(std::uint16_t code) {
  return code == 0 ? "dropped" : "closed_" + std::to_string(code);
}

std::string answer(std::uint32_t no, std::uint32_t item) {
  return protocol::encode(protocol::Answer{no, item, "A", 0});
}

}  // namespace

const char* to_text(Breach breach) {
  constexpr const char* kNames[kBreaches] = {"garbage", "oversized",    "binary",       "flood",
                                             "silence", "no_such_item", "foreign_fence"};
  return kNames[static_cast<int>(breach)];
}

Hostile::Hostile(Shared& shared, Ticket ticket, std::uint64_t seed)
    : shared_{shared},
      ticket_{std::move(ticket)},
      chooser_{seed, 0.0, {}},
      timer_{shared.context.get_executor()} {}

void Hostile::begin() {
  if (stopped_) return;
  breach_ = static_cast<Breach>(chooser_.between(0, kBreaches - 1));
  ++shared_.figures.hostile.breaches[to_text(breach_)];
  line_ = new_line(true);
  wait(kPatience, &Hostile::give_up);
}

std::shared_ptr<RoughLine> Hostile::new_line(bool first) {
  RoughLine::Events events;
  if (first) {
    events.opened = [this] { opened(); };
    events.heard = [this](std::string_view frame) { heard(frame); };
    events.over = [this](std::uint16_t code) { over(code); };
  } else {
    events.opened = [this] {
      if (other_) log_in(*other_);
    };
  }
  return RoughLine::open(shared_.context, *shared_.tls, shared_.options.server, std::move(events));
}

void Hostile::log_in(RoughLine& line) {
  line.send_text(protocol::encode(protocol::Login{ticket_.number, ticket_.code, "examhall-load", "hostile"}));
}

// What needs no seat is done at once; the rest once the welcome is there.
void Hostile::opened() {
  if (breach_ == Breach::silence) return;
  if (breach_ == Breach::flood || breach_ == Breach::no_such_item || breach_ == Breach::foreign_fence)
    return log_in(*line_);
  break_the_rule();
}

void Hostile::heard(std::string_view frame) {
  const auto message = protocol::decode_server(frame);
  if (!message) return;
  if (std::holds_alternative<protocol::Welcome>(*message)) return break_the_rule();
  if (const auto* error = std::get_if<protocol::Error>(&*message))
    ++shared_.figures.hostile.answers[error->id];
  if (std::holds_alternative<protocol::TakenOver>(*message)) {
    for (std::uint32_t no = 1; no <= kStubborn; ++no) line_->send_text(answer(no, 0));
  }
}

void Hostile::break_the_rule() {
  std::string noise(200, '\0');
  for (char& c : noise) c = static_cast<char>(chooser_.between(0, 255));
  switch (breach_) {
    case Breach::garbage:
      line_->send_text(noise);
      return line_->send_text(R"({"type":"answer","no":-1,"no":1})");
    case Breach::oversized:
      return line_->send_text(std::string(protocol::kMaxClientFrame + 1, ' '));
    case Breach::binary:
      return line_->send_binary(noise);
    case Breach::flood:
      for (std::size_t i = 0; i < kFlood; ++i) line_->send_text(R"({"type":"time","t0":1})");
      return;
    case Breach::no_such_item:
      return line_->send_text(answer(1, 4'000'000'000U));
    case Breach::foreign_fence:
      other_ = new_line(false);
      return;
    case Breach::silence:
      return;
  }
}

void Hostile::over(std::uint16_t close_code) {
  ++shared_.figures.hostile.answers[close_text(close_code)];
  rest();
}

// It was borne to the end of our patience, as a wrong answer is.
void Hostile::give_up() {
  ++shared_.figures.hostile.answers["borne"];
  rest();
}

void Hostile::rest() {
  for (auto* line : {&line_, &other_}) {
    if (*line) std::exchange(*line, nullptr)->drop();
  }
  wait(kRest + Micros{chooser_.between(0, kRest.count())}, &Hostile::begin);
}

void Hostile::wait(Micros time, void (Hostile::*then)()) {
  if (stopped_) return;
  timer_.expires_after(time);
  timer_.async_wait([this, then](const client::ErrorCode& error) {
    if (!error && !stopped_) (this->*then)();
  });
}

void Hostile::stop() {
  stopped_ = true;
  timer_.cancel();
  for (auto* line : {&line_, &other_}) {
    if (*line) std::exchange(*line, nullptr)->drop();
  }
}

}  // namespace examhall::load
