#pragma once
// The desk of a real exam: a client::Client on a thread of its own, seen from the window. Every action is
// posted and returns at once; disk and network are waited for on the other thread only. The window's thread.
#include <future>
#include <map>
#include <thread>

#include "client/core/client.hpp"
#include "client/sheet/desk.hpp"
#include "client/window/correspondence.hpp"
#include "client/window/relay.hpp"

namespace examhall::window {

class LiveDesk final : public sheet::Desk {
  Q_OBJECT
 public:
  /// Begins to connect. The clock lives longer.
  LiveDesk(client::ClientSettings settings, const base::Clock& clock, QObject* parent = nullptr);
  /// Leaves the seat if the attempt is still open, and waits at most a second and a half for the goodbye.
  ~LiveDesk() override;

  const client::ExamState& state() const override { return view_->state; }
  const client::LineReport& line() const override { return view_->line; }
  base::Instant now() const override { return clock_.now(); }
  const std::vector<sheet::Notice>& notices() const override { return correspondence_.notices(); }
  sheet::CallState call_state() const override { return state().board().call_state(); }
  bool handing_in() const override { return view_->handing_in; }

  void typing(std::uint32_t item) override;
  void answer(std::uint32_t item, base::Json response) override;
  void visit(std::uint32_t item) override;
  void flag(std::uint32_t item, bool on) override;
  void report(const std::string& kind, const std::string& detail) override;
  void hand_in() override;
  void leave() override;
  void read_notice(std::uint32_t id) override;
  void call_proctor(bool wanted) override;
  QImage image(const std::string& hash) override;

 private:
  void run();
  void deliver();

  const base::Clock& clock_;
  std::shared_ptr<const Snapshot> view_ = std::make_shared<const Snapshot>();
  Correspondence correspondence_;
  std::map<std::string, QImage> images_;  // null: asked for

  client::asio::io_context context_{1};
  client::asio::executor_work_guard<client::Executor> alive_{context_.get_executor()};
  Relay relay_;
  client::Client client_;
  std::promise<void> done_;
  std::thread thread_;
};

}  // namespace examhall::window
