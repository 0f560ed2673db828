#pragma once
// The staff side of a running server, on a thread of its own: it watches the catalogue for new batches and
// candidates, carries the staff's requests to the hall and its answers back, and grades what was collected.
// The hall never touches the catalogue; the office never touches the hall but through HallLine.
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "base/clock.hpp"
#include "office/publication.hpp"

namespace examhall::office {

/// Ways into the hall. Each may be called from the office's thread and does its work on the hall's executor.
struct HallLine {
  std::function<void(std::vector<hall::Publication>)> publish;
  std::function<void(hall::StaffAct, std::function<void(const hall::StaffOutcome&)>)> act;
  std::function<void(std::int64_t batch, exam::Graded, std::function<void(std::string_view why)>)>
      note_graded;
};

class Office {
 public:
  Office(std::unique_ptr<store::Catalogue> catalogue, HallLine line, const base::Clock& clock);
  ~Office();

  /// Before start(), on the caller's thread: everything that the catalogue holds.
  std::vector<hall::Publication> first_publications() { return publisher_.changes(); }
  void start();
  using Answered = std::function<void(std::int64_t request, const hall::StaffOutcome&)>;
  /// An act that somebody asks for at the console: written down as a request, then carried out as every
  /// other. One whose key its author has used before is not done: it is answered as that one was, or will be.
  /// `done` is called on the office's thread. Any thread.
  void ask(hall::StaffAct act, Answered done);
  /// What became of the act that has this name; `unknown` if nobody wrote it down. As ask().
  void recall(std::string by, std::string key, Answered done, std::function<void()> unknown);
  /// A collected batch to grade. Any thread.
  void grade(hall::ClosedBatch batch);
  /// The journal names this batch's results: the catalogue's list, which a crash may have kept from it, says
  /// so too. Any thread.
  void was_graded(std::int64_t batch);
  /// Finishes what was begun and ends the thread. What is asked from now on waits for the next start.
  void stop();
  /// After stop(), on the caller's thread: writes down what the hall has answered since.
  void finish();

 private:
  void run();
  void post(std::function<void()> work);
  void answered(std::function<void()> work);
  bool attempt(const std::function<void()>& work);
  void until_done(std::function<void()> work);
  void do_owed();
  bool next(std::function<void()>& work);
  void look_at_catalogue();
  // requests.cpp
  void take_requests();
  void take(const store::Request& request);
  void carry(const store::Request& request);
  void follow_schedule(std::int64_t batch, const exam::Window& window);
  void settle(std::int64_t request, const hall::StaffOutcome& outcome);
  void write_down(const hall::StaffAct& act, const Answered& done);
  void answer_again(const store::Request& known, const Answered& done);
  void note_regrade(const store::Request& request);
  // grading.cpp
  void mark_graded(std::int64_t batch);
  void grade_now(const hall::ClosedBatch& batch);
  std::optional<std::int64_t> version_with(const store::ResultVersion& about, const std::string& digest);

  std::unique_ptr<store::Catalogue> catalogue_;
  HallLine line_;
  const base::Clock& clock_;
  Publisher publisher_;
  std::optional<std::uint64_t> stamp_;  // of the last look that succeeded
  std::int64_t last_request_ = 0;
  std::multimap<std::int64_t, Answered> asked_;  // by request: who waits for what becomes of it
  std::set<std::int64_t> in_hall_;               // requests that it decides now

  std::deque<std::function<void()>> owed_;  // what the catalogue could not take yet

  std::mutex mutex_;
  std::condition_variable woken_;
  std::deque<std::function<void()>> work_;  // guarded by mutex_
  bool stopping_ = false;                   // guarded by mutex_
  std::thread thread_;
};

}  // namespace examhall::office
