#pragma once
// Everything that runs for the server is counted here, so that shutdown can wait until nothing does. A
// coroutine or a handler that outlives its io_context is how servers crash at the end. The network's thread.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <exception>
#include <functional>
#include <utility>

#include "net/asio.hpp"

namespace examhall::net {

class TaskGroup {
 public:
  using Report = std::function<void(std::exception_ptr)>;

  /// `report` is given what a coroutine threw.
  TaskGroup(Executor executor, Report report) : executor_{executor}, report_{std::move(report)} {}
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;

  /// While one lives the group is not empty. For operations that complete into a handler.
  class Member {
   public:
    explicit Member(TaskGroup& group) : group_{&group} { ++group.members_; }
    Member(const Member& other) : Member{*other.group_} {}
    Member(Member&& other) noexcept : group_{std::exchange(other.group_, nullptr)} {}
    Member& operator=(Member) = delete;
    ~Member() {
      if (group_) group_->left();
    }

   private:
    TaskGroup* group_;
  };

  Member join() { return Member{*this}; }

  void spawn(Task task) { asio::co_spawn(executor_, std::move(task), Finished{join(), this}); }

  std::size_t size() const { return members_; }

  /// Calls `done` from the executor once the group is empty. One waiter at a time.
  void when_empty(std::function<void()> done) {
    done_ = std::move(done);
    if (members_ == 0) announce();
  }

 private:
  struct Finished {
    Member member;
    TaskGroup* group;
    void operator()(std::exception_ptr thrown) const {
      if (thrown) group->report_(thrown);
    }
  };

  void left() {
    if (--members_ == 0 && done_) announce();
  }
  void announce() { asio::post(executor_, std::exchange(done_, nullptr)); }

  Executor executor_;
  Report report_;
  std::size_t members_ = 0;
  std::function<void()> done_;
};

}  // namespace examhall::net
