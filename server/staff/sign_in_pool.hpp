#pragma once
// The threads that check passwords: two, so that a morning's forty proctors take two seconds and neither the
// candidates' thread nor 64 MiB more of memory. Belongs to one thread; the desk that it serves outlives it.
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "staff/sign_in_desk.hpp"

namespace examhall::staff {

class SignInPool {
 public:
  /// Called on each thread, which alone uses what it returns; again after that has thrown.
  using MakeSource = std::function<std::unique_ptr<AccountSource>()>;

  SignInPool(SignInDesk& desk, MakeSource make_source, std::size_t threads = 2);
  /// Closes the desk, and waits for the attempts that are being checked.
  ~SignInPool();
  SignInPool(const SignInPool&) = delete;
  SignInPool& operator=(const SignInPool&) = delete;

 private:
  SignInDesk& desk_;
  std::vector<std::thread> threads_;
};

}  // namespace examhall::staff
