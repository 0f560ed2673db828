#include "staff/sign_in_pool.hpp"

#include <type_traits>

namespace examhall::staff {
namespace {

/// Opens the real one at the first attempt, and anew after it failed: a database that was away comes back.
class LateSource final : public AccountSource {
 public:
  explicit LateSource(SignInPool::MakeSource make) : make_{std::move(make)} {}

  std::optional<KnownAccount> find(std::string_view login) override {
    return with([&](AccountSource& s) { return s.find(login); });
  }
  bool accept_totp_step(std::int64_t account, std::int64_t step) override {
    return with([&](AccountSource& s) { return s.accept_totp_step(account, step); });
  }
  void replace_hash(std::int64_t account, std::string_view old, std::string_view hash) override {
    with([&](AccountSource& s) { s.replace_hash(account, old, hash); });
  }

 private:
  template <class Use>
  std::invoke_result_t<Use, AccountSource&> with(Use use) {
    try {
      if (!source_) source_ = make_();
      return use(*source_);
    } catch (...) {
      source_.reset();
      throw;
    }
  }

  SignInPool::MakeSource make_;
  std::unique_ptr<AccountSource> source_;
};

void work(SignInDesk& desk, const SignInPool::MakeSource& make) {
  LateSource source{make};
  while (desk.work_next(source)) {
  }
}

}  // namespace

SignInPool::SignInPool(SignInDesk& desk, MakeSource make_source, std::size_t threads) : desk_{desk} {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back(work, std::ref(desk), make_source);
}

SignInPool::~SignInPool() {
  desk_.close();
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace examhall::staff
