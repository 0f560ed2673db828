#include "client/headless/run.hpp"

#include <fmt/format.h>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <cstdio>

#include "base/file.hpp"
#include "client/headless/fanout.hpp"
#include "client/headless/player.hpp"
#include "client/headless/record.hpp"
#include "client/headless/voice.hpp"

namespace examhall::client {
namespace {

// After the end the goodbye on the line still has to go out: no longer than this is waited for it.
constexpr std::chrono::seconds kGoodbye{3};

ExitCode exit_code_of(const Stop& stop, const std::optional<protocol::Ended>& ended, bool receipt_holds) {
  switch (stop.reason) {
    case StopReason::left:
      return ExitCode::left;
    case StopReason::taken_over:
      return ExitCode::taken_over;
    case StopReason::refused:
    case StopReason::incompatible:
      return ExitCode::refused;
    case StopReason::too_late:
      return ExitCode::too_late;
    case StopReason::terminated:
      return ExitCode::terminated;
    case StopReason::ended:
    case StopReason::attempt_ended:
      break;
  }
  if (ended && ended->how == "terminated") return ExitCode::terminated;
  return receipt_holds ? ExitCode::receipt : ExitCode::no_receipt;
}

// Saves the receipt, turns the end into an exit code, gives up after the time that the caller set.
class Ending final : public Observer {
 public:
  Ending(asio::io_context& context, const HeadlessOptions& options, Voice& voice)
      : context_{context}, options_{options}, voice_{voice}, give_up_{context.get_executor()} {
    arm();
  }

  void line_changed(const LineReport& r) override {
    if (r.state == LineState::online) give_up_.cancel();
    if (was_online_ && r.state == LineState::offline) arm();
    was_online_ = r.state == LineState::online;
  }

  void ended(const protocol::Ended& e, const std::optional<CheckedReceipt>& receipt) override {
    ended_ = e;
    receipt_holds_ = receipt && receipt->valid();
    if (!receipt || !options_.receipt) return;
    try {
      save_receipt(*receipt, *options_.receipt);
    } catch (const std::exception& error) {
      voice_.say("problem", {std::string{"回执无法保存："} + error.what(),
                             std::string{"The receipt cannot be saved: "} + error.what()});
    }
  }

  void stopped(const Stop& s) override { finish(exit_code_of(s, ended_, receipt_holds_)); }

  ExitCode code() const { return code_; }

 private:
  void arm() {
    if (!options_.give_up_after) return;
    give_up_.expires_after(*options_.give_up_after);
    give_up_.async_wait([this](const ErrorCode& error) {
      if (error) return;
      voice_.say("gave_up", {"长时间连接不上服务器，已放弃", "No connection for too long; giving up"});
      code_ = ExitCode::gave_up;
      context_.stop();
    });
  }

  void finish(ExitCode code) {
    code_ = code;
    give_up_.cancel();
    over = true;
    if (on_over) on_over();
  }

 public:
  bool over = false;
  std::function<void()> on_over;

 private:
  asio::io_context& context_;
  const HeadlessOptions& options_;
  Voice& voice_;
  Timer give_up_;
  bool was_online_ = false;
  std::optional<protocol::Ended> ended_;
  bool receipt_holds_ = false;
  ExitCode code_ = ExitCode::internal;
};

ClientSettings client_settings(const HeadlessOptions& o) {
  ClientSettings s;
  s.server = o.room.server;
  s.tls = std::make_shared<TlsClient>(o.room.ca);
  s.server_key = o.room.server_key;
  s.who = {o.ticket, o.code, o.room.machine, kProgram, o.next_try};
  s.journal_folder = o.journal_folder;
  return s;
}

}  // namespace

ExitCode run_headless(const HeadlessOptions& options) {
  asio::io_context context{1};
  base::AnchoredClock clock;
  Voice voice{{options.language, options.json, options.log}, [](const std::string& line) {
                std::puts(line.c_str());
                std::fflush(stdout);
              }};
  Record record;
  Ending ending{context, options, voice};
  Timer step_timer{context.get_executor()};
  Player player{{options.steps, options.think_least, options.think_most},
                Chooser{options.seed, options.skill, options.sheet},
                [&step_timer](Span time, std::function<void()> action) {
                  step_timer.expires_after(time);
                  step_timer.async_wait([action = std::move(action)](const ErrorCode& error) {
                    if (!error) action();
                  });
                }};
  Fanout all;
  for (Observer* o : std::initializer_list<Observer*>{&voice, &record, &ending, &player}) all.add(*o);

  Client client{context, client_settings(options), clock, system_random(), all};
  voice.watch(client.sitting());
  record.watch(client.sitting());
  player.play(client.sitting());
  asio::signal_set signals{context, SIGINT, SIGTERM};
  signals.async_wait([&](const ErrorCode& error, int) {
    if (!error) client.sitting().leave();
  });
  ending.on_over = [&] {
    signals.cancel();
    step_timer.cancel();
  };
  client.sitting().begin();
  while (!ending.over && context.run_one() > 0) {
  }
  context.run_for(kGoodbye);
  if (options.report) {
    const Json report = record.to_json(static_cast<int>(ending.code()));
    base::write_file_atomically(*options.report,
                                report.dump(1, ' ', false, Json::error_handler_t::replace) + "\n", 0600);
  }
  return ending.code();
}

}  // namespace examhall::client
