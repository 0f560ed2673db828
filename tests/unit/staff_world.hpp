#pragma once
// Accounts in memory, a key, a clock: what signing in needs.
#include <map>
#include <stdexcept>

#include "base/clock.hpp"
#include "staff/password.hpp"
#include "staff/sign_in.hpp"
#include "staff/totp.hpp"

namespace examhall::test {

inline const base::Instant kMorning = base::from_millis(1'684'546'200'000);
/// Cheap to check; every account has it unless a test says otherwise.
inline constexpr const char* kPassword = "kzwm4tqpxvae";

class MemoryAccounts final : public staff::AccountSource {
 public:
  std::map<std::string, staff::KnownAccount> accounts;
  bool broken = false;
  bool cannot_write = false;
  int found = 0;

  staff::KnownAccount& add(const std::string& login) {
    static const std::string hash = staff::hash_password(kPassword, {10, 8, 1});
    staff::KnownAccount& a = accounts[login];
    a.id = static_cast<std::int64_t>(accounts.size());
    a.login = login;
    a.name = "样例" + login;
    a.password = hash;
    a.epoch = 4;
    return a;
  }

  std::optional<staff::KnownAccount> find(std::string_view login) override {
    if (broken) throw std::runtime_error{"the database is away"};
    ++found;
    const auto known = accounts.find(std::string{login});
    if (known == accounts.end()) return std::nullopt;
    return known->second;
  }
  bool accept_totp_step(std::int64_t account, std::int64_t step) override {
    staff::KnownAccount& a = by_id(account);
    if (step <= a.totp_step) return false;
    a.totp_step = step;
    return true;
  }
  void replace_hash(std::int64_t account, std::string_view old, std::string_view hash) override {
    if (cannot_write) throw std::runtime_error{"read only"};
    staff::KnownAccount& a = by_id(account);
    if (a.password == old) a.password = hash;
  }

 private:
  staff::KnownAccount& by_id(std::int64_t id) {
    for (auto& [login, a] : accounts) {
      if (a.id == id) return a;
    }
    throw std::logic_error{"no such account"};
  }
};

inline base::Cipher test_cipher() {
  base::Cipher::Key key{};
  key[3] = 7;
  return base::Cipher{key};
}

inline staff::SignInAttempt attempt(const std::string& login, std::string_view password = kPassword,
                                    std::string_view code = {}, const std::string& address = "192.0.2.7") {
  return {login, staff::SecretText{password}, staff::SecretText{code}, address, ""};
}

}  // namespace examhall::test
