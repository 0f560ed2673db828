#include "load/careless.hpp"

#include <algorithm>

namespace examhall::load {
namespace {

constexpr int kMostWrongCodes = 3;   // five end the connection
constexpr double kSlipsOfAll = 0.3;  // of the answers, so many come with a slip
constexpr Micros kReload{300'000};   // as long as a page takes to come back
constexpr Micros kCableOut{3'000'000};

}  // namespace

class Careless::SecondMachine final : public client::TransportEvents {
 public:
  SecondMachine(Shared& shared, const Ticket& ticket)
      : ticket_{ticket}, line_{shared.context, shared.tls, shared.options.server} {
    line_.set_events(*this);
    line_.open();
  }
  void line_opened() override {
    line_.send(protocol::encode(protocol::Login{ticket_.number, ticket_.code, "examhall-load", "second"}));
  }
  void line_received(std::string_view) override {}
  void line_heard() override {}
  void line_closed(const client::LineLoss&) override {}

 private:
  Ticket ticket_;
  client::Connection line_;
};

Careless::Careless(Shared& shared, Ticket ticket, std::uint64_t seed)
    : shared_{shared},
      ticket_{std::move(ticket)},
      chooser_{seed, 0.0, {}},
      line_{shared.context, shared.tls, shared.options.server},
      timer_{shared.context.get_executor()},
      wrong_codes_{static_cast<int>(chooser_.between(0, kMostWrongCodes))} {
  line_.set_events(*this);
}

Careless::~Careless() = default;

void Careless::leave() {
  if (over_) return;
  say(protocol::Leave{});
  over(false);
}

void Careless::line_opened() { log_in(); }

// A code goes wrong as codes do: one character more. The rest of the way is the same line's.
void Careless::log_in() {
  protocol::Login login{ticket_.number, ticket_.code, "examhall-load", "careless"};
  if (wrong_codes_ > 0) {
    login.code += "7";
    slipped("wrong_code");
  }
  say(login);
}

void Careless::line_received(std::string_view frame) {
  const auto message = protocol::decode_server(frame);
  if (message && !over_) std::visit([this](const auto& m) { take(m); }, *message);
}

void Careless::line_closed(const client::LineLoss&) {
  if (!over_) come_back_after(Micros{chooser_.between(kReload.count(), kCableOut.count())});
}

void Careless::come_back_after(Micros pause) {
  sitting_ = false;
  timer_.expires_after(pause);
  timer_.async_wait([this](const client::ErrorCode& error) {
    if (error || over_) return;
    line_.open();
  });
}

void Careless::take(const protocol::Welcome& m) {
  second_.reset();
  next_no_ = std::max(next_no_, m.next_no);
}

void Careless::take(const protocol::Outline& m) { order_ = m.order; }
void Careless::take(const protocol::Item& m) { responses_[m.item] = chooser_.any_response(m.body); }

// Of one that comes back the whole paper is asked again: a page that was reloaded has forgotten it.
void Careless::take(const protocol::PaperEnd&) {
  sitting_ = !order_.empty();
  for (const Given& g : given_) {
    if (!g.acked) say(g);
  }
  think();
}

void Careless::take(const protocol::Ack& m) {
  const auto found = std::find_if(given_.begin(), given_.end(), [&](const Given& g) { return g.no == m.no; });
  if (found == given_.end() || std::exchange(found->acked, true)) return;
  ++shared_.figures.careless.acked;
  shared_.figures.careless.ack.add(shared_.watch.now() - found->at);
}

void Careless::take(const protocol::Ended&) { over(true); }

void Careless::take(const protocol::Error& m) {
  ++shared_.figures.careless.errors[m.id];
  const std::string about = m.about ? m.about->type : "";
  if (m.id == "login_refused" && wrong_codes_-- > 0) return log_in();
  if (about == "login" && (m.id == "entry_too_late" || m.id == "batch_over" || m.id == "attempt_ended" ||
                           m.id == "attempt_terminated" || m.id == "login_refused"))
    return over(m.id == "attempt_ended");
  if (about == "login") return wait(kCableOut, &Careless::log_in);
  if (about == "hand_in") wait(Micros{1'000'000}, &Careless::finish);
}

void Careless::say(const protocol::ClientMessage& message) { line_.send(protocol::encode(message)); }

void Careless::say(const Given& g) {
  say(protocol::Answer{g.no, g.item, g.response, base::to_millis(shared_.watch.clock().now())});
}

void Careless::wait(Micros time, void (Careless::*then)()) {
  timer_.expires_after(time);
  timer_.async_wait([this, then](const client::ErrorCode& error) {
    if (!error && !over_) (this->*then)();
  });
}

void Careless::think() {
  const Micros least = shared_.options.think_least, most = shared_.options.think_most;
  wait(Micros{chooser_.between(least.count(), most.count())}, &Careless::act);
}

void Careless::act() {
  if (!sitting_) return;
  if (given_.size() >= shared_.options.answers) return finish();
  give_one();
  if (chooser_.chance() < kSlipsOfAll) slip();
  if (sitting_) think();
}

void Careless::give_one() {
  const std::uint32_t item = order_[given_.size() % order_.size()];
  given_.push_back({next_no_++, item, responses_[item], shared_.watch.now()});
  say(given_.back());
  ++shared_.figures.careless.given;
}

void Careless::slip() {
  switch (chooser_.between(0, 4)) {
    case 0:
      return slipped("repeated"), say(given_.back());
    case 1:
      return slipped("stale"), say(given_.front());
    case 2:
      return slipped("second_machine"), second_ = std::make_unique<SecondMachine>(shared_, ticket_), void();
    case 3:
      return slipped("reload"), line_.abort(), come_back_after(kReload);
    default:
      return slipped("dropped"), line_.abort(), come_back_after(kCableOut);
  }
}

void Careless::finish() {
  if (shared_.options.at_end == AtEnd::leave) return say(protocol::Leave{}), over(true);
  if (shared_.options.at_end == AtEnd::hand_in) say(protocol::HandIn{0});
}

void Careless::over(bool ended) {
  over_ = true;
  sitting_ = false;
  timer_.cancel();
  second_.reset();
  line_.close();
  ++(ended ? shared_.figures.careless.ended : shared_.figures.careless.unended);
  shared_.on_finished();
}

}  // namespace examhall::load
