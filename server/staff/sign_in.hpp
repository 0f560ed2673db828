#pragma once
// Whether somebody is who they say: password and second factor against the account. Whatever is wrong,
// unknown account included, the answer is the same and has cost the same. Takes tens of milliseconds and asks
// a database: on threads of its own (sign_in_desk.hpp).
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/cipher.hpp"
#include "base/time.hpp"
#include "staff/secret_text.hpp"

namespace examhall::staff {

struct KnownAccount {
  std::int64_t id = 0;
  std::string login;
  std::string name;
  std::string password;     ///< hash_password's text
  std::string totp_sealed;  ///< seal_totp's bytes; empty: no second factor
  std::int64_t totp_step = 0;
  bool disabled = false;
  std::int64_t epoch = 0;
};

/// Where accounts are kept. Each thread has one of its own; all may throw, which is told as `unavailable`.
class AccountSource {
 public:
  virtual ~AccountSource() = default;
  virtual std::optional<KnownAccount> find(std::string_view login) = 0;
  /// True once for each step; returns when it is durable.
  virtual bool accept_totp_step(std::int64_t account, std::int64_t step) = 0;
  virtual void replace_hash(std::int64_t account, std::string_view old, std::string_view hash) = 0;
};

/// As it came from the page.
struct SignInAttempt {
  std::string login;  ///< normalised_login
  SecretText password;
  SecretText code;      ///< empty if none was typed
  std::string address;  ///< of the other end
  std::string device;   ///< the browser's mark of this account (device.hpp), empty if it has none
};

struct SignedIn {
  std::int64_t account = 0;
  std::string login;
  std::string name;
  std::int64_t epoch = 0;  ///< for the session
};
struct WrongCredentials {
  /// For the record, never for who asks: unknown_account | wrong_password | disabled | wrong_code | code_used.
  std::string_view why;
};
/// The database does not answer.
struct Unavailable {};
using SignInOutcome = std::variant<SignedIn, WrongCredentials, Unavailable>;

SignInOutcome check(const SignInAttempt& attempt, AccountSource& source, const base::Cipher& cipher,
                    base::Instant now);

}  // namespace examhall::staff
