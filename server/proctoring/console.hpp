#pragma once
// The proctors' console inside the server: signs people in, serves the page, and speaks with each open page
// (docs/console-protocol.md). Hall's executor only. It holds no rule of the exam: what may be done stands in
// staff/, what comes of it is decided by the hall.
#include <map>
#include <memory>
#include <unordered_map>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "net/pages.hpp"
#include "proctoring/card.hpp"
#include "proctoring/feed.hpp"
#include "proctoring/messages.hpp"
#include "proctoring/reception.hpp"
#include "proctoring/target.hpp"

namespace examhall::proctoring {

/// A file of the page.
struct PageFile {
  std::string_view path, media, etag, bytes;
};

class Console final : public net::Pages, private hall::Door {
 public:
  struct Settings {
    std::vector<std::string> origins;  ///< exact values of Origin; without one of them nobody signs in
    std::vector<PageFile> files;       ///< the first is the page itself
  };
  Console(Reception& reception, const base::Clock& clock, Settings settings);

  /// What the hall shows to.
  hall::Watcher& watcher() { return feed_; }
  /// Ten times a second.
  void tick();
  /// Everybody who is signed in now, with what they may do: whoever is not among them is shown out.
  void standing(const std::vector<Visitor>& signed_in);

  // ---- net::Pages
  bool own(std::string_view path) const override;
  void answer(net::PageRequest request, std::function<void(net::PageReply)> reply) override;
  void opened(const std::shared_ptr<hall::Link>& link, const std::shared_ptr<const void>& visitor) override;
  hall::Door& door() override { return *this; }

 private:
  using Reply = std::function<void(net::PageReply)>;
  /// One batch as one account sees it.
  struct Outlook {
    Sight sight;
    Card::Json card;  ///< as it was told; null: the page does not know of the batch
  };
  /// The incidents of the batch that a page watches. It counts its own: what others see leaves no gap.
  struct Noted {
    std::size_t looked_at = 0;  ///< so many of the batch's
    std::uint32_t told = 0;
    std::vector<std::string> waiting;  ///< to be told, until a message is full
    std::size_t bytes = 0;             ///< of these
    bool complete = false;             ///< from here on they come singly
  };
  /// How far a page knows the history that it was told last, so that the next reading begins there.
  struct HistoryTold {
    std::int64_t attempt = 0;
    std::uint64_t last = 0;     ///< number of its last entry
    std::uint64_t read_to = 0;  ///< until there the journal has no later one; the page does not learn this
  };
  /// Of what staff did in the batch, for a page that has asked.
  struct DeedsTold {
    bool asked = false, wanted = false;  ///< at all; again, for older ones
    std::size_t first = 0, next = 0;     ///< from there up to there it was looked through for this page
  };
  /// One open page.
  struct Desk {
    std::shared_ptr<hall::Link> link;
    Visitor who;
    bool out = false;        ///< shown out: nothing more is done or shown
    std::int64_t batch = 0;  ///< that it watches; 0: none
    std::unique_ptr<Feed::Watching> watching;
    base::Instant seen{};
    bool reading = false;  ///< a history is being read for it: one at a time, for each costs a disk a second
    std::optional<Timeline> next;  ///< the last one that was asked for meanwhile
    HistoryTold history;
    DeedsTold deeds;
    std::map<std::int64_t, Outlook> outlooks;  ///< by batch
    Noted noted;
    base::Json requests = base::Json::array();  ///< as it was told
    std::unordered_map<const hall::Seat*, base::Instant> unsaved;  ///< since when, as it was told
    /// Requests of the catalogue that it was told of: by their place here, from 1, it calls them. The
    /// catalogue's own numbers would count what others ask for.
    std::vector<std::int64_t> known_requests;
  };

  /// What is answered to an act that is not done.
  struct Refusal {
    base::Json said;
    std::optional<exam::Noted> note{};  ///< for the record
  };

  // hall::Door
  void opened(const std::shared_ptr<hall::Link>&) override {}
  void received(const std::shared_ptr<hall::Link>& link, std::string_view frame, base::Instant at) override;
  void closed(const std::shared_ptr<hall::Link>& link) override { desks_.erase(link.get()); }
  void too_fast(const std::shared_ptr<hall::Link>& link, std::string_view frame) override;
  void stopping(const std::shared_ptr<hall::Link>&) override {}
  std::optional<hall::Image> image(std::string_view, const base::Digest&) override { return std::nullopt; }

  // page_requests.cpp
  net::PageReply file(const net::PageRequest& request) const;
  void sign_in(net::PageRequest request, Reply reply);
  void open_feed(const net::PageRequest& request, Reply reply);

  // console.cpp
  void handle(Desk& desk, const Watch& m);
  void show(Desk& desk, const hall::LiveBatch& batch, Outlook& seen);
  void handle(Desk& desk, const Ping& m);
  // console_timeline.cpp
  void handle(Desk& desk, const Timeline& m);
  void tell_history(Desk& desk, const Timeline& m, std::int64_t attempt, const History& history);
  // console_acts.cpp
  void handle(Desk& desk, const Act& m);
  void handle(Desk& desk, const Approve& m);
  Reception::Answered answer_to(const Desk& desk, std::uint32_t no);
  void refuse(const Desk& desk, std::uint32_t no, const std::string& key, Refusal refusal);
  // console_record.cpp
  void tell_records();
  void tell_incidents(Desk& desk, const hall::LiveBatch& batch, std::size_t at_most);
  static void say_incidents(Desk& desk);
  static void tell_requests(Desk& desk, const hall::LiveBatch& batch);
  static std::uint32_t number_of(Desk& desk, std::int64_t request);
  static std::int64_t request_of(const Desk& desk, std::uint32_t number);
  // console_cards.cpp
  void say_hello(Desk& desk);
  Outlook* outlook(Desk& desk, const hall::LiveBatch& batch);
  Card card_of(const hall::LiveBatch& batch);
  void tell_cards(base::Instant now);
  void tell_card(const hall::LiveBatch& batch);
  Seated seated(std::int64_t batch) const { return {batch, feed_.seating(batch)}; }
  // console_deeds.cpp
  void handle(Desk& desk, const Deeds& m);
  void tell_deeds(Desk& desk);
  void tell_older_deeds(Desk& desk, const hall::LiveBatch& batch);
  void tell_new_deeds(Desk& desk, const hall::LiveBatch& batch);
  // console_unsaved.cpp
  void watch_unsaved(base::Instant now);
  static void tell_unsaved(Desk& desk, const std::vector<const hall::Seat*>& late);
  // console.cpp
  Desk* still_there(const std::weak_ptr<hall::Link>& link);
  static void say(const Desk& desk, const base::Json& message);
  static base::Json error(std::string_view id, std::optional<std::uint32_t> no = {});
  static void say_error(const Desk& desk, std::string_view id, std::optional<std::uint32_t> no = {}) {
    say(desk, error(id, no));
  }

  Reception& reception_;
  const base::Clock& clock_;
  Settings settings_;
  Feed feed_;
  std::unordered_map<const hall::Link*, Desk> desks_;
  bool storage_ok_ = true;  // as the pages were told
  /// A batch as it was when it was last looked at.
  struct Course {
    bool has_changed = true;                  ///< perhaps; told with the next tick, whatever it was
    exam::Phase phase = exam::Phase::sealed;  ///< as long as it does not depend on people
    bool depends_on_people = false;
    base::Instant ends_at{};          ///< when they were looked up
    std::vector<base::Instant> ends;  ///< by place
  };
  std::map<std::int64_t, Course> courses_;
  base::Instant look_for_unsaved_{};
};

}  // namespace examhall::proctoring
