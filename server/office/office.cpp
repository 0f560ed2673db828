#include "office/office.hpp"

#include <spdlog/spdlog.h>

namespace examhall::office {
namespace {
constexpr auto kLookEvery = std::chrono::milliseconds{300};
}  // namespace

Office::Office(std::unique_ptr<store::Catalogue> catalogue, HallLine line, const base::Clock& clock)
    : catalogue_{std::move(catalogue)}, line_{std::move(line)}, clock_{clock}, publisher_{*catalogue_} {}

Office::~Office() { stop(); }

void Office::start() {
  stamp_ = catalogue_->change_stamp();
  thread_ = std::thread{[this] { run(); }};
}

void Office::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  woken_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Office::post(std::function<void()> work) {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_) return;
    work_.push_back(std::move(work));
  }
  woken_.notify_all();
}

// The hall's answers come while and after the thread ends, for they wait for the journal.
void Office::answered(std::function<void()> work) {
  {
    const std::lock_guard lock{mutex_};
    work_.push_back(std::move(work));
  }
  woken_.notify_all();
}

void Office::finish() {
  std::function<void()> work;
  while (next(work)) attempt(work);
  do_owed();
}

// True with work to do, or with an empty function when it is time to look at the catalogue; false at the end.
bool Office::next(std::function<void()>& work) {
  std::unique_lock lock{mutex_};
  woken_.wait_for(lock, kLookEvery, [&] { return stopping_ || !work_.empty(); });
  work = {};
  if (!work_.empty()) {
    work = std::move(work_.front());
    work_.pop_front();
    return true;
  }
  return !stopping_;
}

void Office::run() {
  std::function<void()> work;
  attempt([this] { take_requests(); });
  while (next(work)) attempt(work ? work : [this] { look_at_catalogue(); });
}

// False if the catalogue is away: the exam goes on without it, and what was asked stays pending in it.
bool Office::attempt(const std::function<void()>& work) {
  try {
    work();
  } catch (const store::StorageError& e) {
    spdlog::error("the office failed at a task and tries again why={}", e.what());
    stamp_.reset();  // whatever it was, the next look sees all of it
    return false;
  } catch (const std::exception& e) {
    spdlog::error("the office failed at a task why={}", e.what());
  }
  return true;
}

// For what may be done twice, and not left undone.
void Office::until_done(std::function<void()> work) {
  if (!owed_.empty() || !attempt(work)) owed_.push_back(std::move(work));
}

void Office::do_owed() {
  while (!owed_.empty() && attempt(owed_.front())) owed_.pop_front();
}

void Office::look_at_catalogue() {
  do_owed();
  const std::uint64_t stamp = catalogue_->change_stamp();
  if (stamp == stamp_) return;
  auto publications = publisher_.changes();
  if (!publications.empty()) line_.publish(std::move(publications));
  take_requests();
  stamp_ = stamp;
}

}  // namespace examhall::office
