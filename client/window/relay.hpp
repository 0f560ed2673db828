#pragma once
// Carries what the sitting tells from the client's thread to the window's. Changes of the state are gathered:
// however many messages come at once, the window gets one copy of the last state and the events in their
// order. Observer and publish() on the client's thread, collect() on the window's; nothing waits but for a
// mutex that is held for the exchange of two pointers.
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "client/core/sitting.hpp"
#include "client/sheet/desk.hpp"

namespace examhall::window {

/// All of a sitting that pages look at. Never changed once it is made.
struct Snapshot {
  client::ExamState state;
  client::LineReport line;
  bool handing_in = false;
};

class Relay final : public client::Observer {
 public:
  using Event = std::function<void(sheet::Desk&)>;
  struct Mail {
    std::shared_ptr<const Snapshot> snapshot;  ///< null: as before
    std::vector<Event> events;
  };

  using Keep = std::function<void(const std::string& hash, QImage image)>;

  /// `later` runs publish() on the client's thread when the present message is dealt with; `ring` tells the
  /// window, from the client's thread, that there is mail.
  /// `keep_image` is called on the window's thread, before image_arrived.
  Relay(std::function<void(std::function<void()>)> later, std::function<void()> ring, Keep keep_image);
  /// Before the sitting begins.
  void watch(const client::Sitting& sitting) { sitting_ = &sitting; }

  Mail collect();
  /// Something that no callback tells has changed.
  void touch() { dirty(); }

  void line_changed(const client::LineReport& r) override;
  void welcomed(const protocol::Welcome&) override { dirty(); }
  void clock_changed() override { dirty(); }
  void phase_changed(client::Phase) override { dirty(); }
  void outline_arrived() override { dirty(); }
  void item_arrived(std::uint32_t) override { dirty(); }
  void paper_complete() override { dirty(); }
  void answer_changed(std::uint32_t) override { dirty(); }
  void storage_changed(bool) override { dirty(); }
  void notice_arrived(const client::Notice&) override { dirty(); }
  void notice_changed(const client::Notice&) override { dirty(); }
  void call_changed(client::CallState) override { dirty(); }
  void image_arrived(const std::string& hash, const client::Picture& picture) override;
  void image_failed(const std::string& hash, const client::ImageTrouble& trouble) override;
  void answer_refused(const protocol::Error& e, const client::KeptAnswer& k) override;
  void superseded(const client::KeptAnswer& k) override;
  void deadline_changed(const protocol::Deadline& d) override;
  void hand_in_refused(const protocol::Error& e) override;
  void told_off(const protocol::Error& e) override;
  void local_problem(const base::Problem& p) override;
  void ended(const protocol::Ended& e, const std::optional<client::CheckedReceipt>& r) override;
  void stopped(const client::Stop& s) override;

 private:
  void dirty();
  void add(Event event);
  void publish();

  std::function<void(std::function<void()>)> later_;
  std::function<void()> ring_;
  Keep keep_image_;
  // the client's thread
  const client::Sitting* sitting_ = nullptr;
  client::LineReport line_;
  std::vector<Event> events_;
  bool publish_due_ = false;
  // both
  std::mutex mutex_;
  Mail mail_;
};

}  // namespace examhall::window
