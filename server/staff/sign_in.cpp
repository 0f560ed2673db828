#include "staff/sign_in.hpp"

#include <openssl/crypto.h>

#include <exception>

#include "staff/login.hpp"
#include "staff/password.hpp"
#include "staff/totp.hpp"

namespace examhall::staff {
namespace {

enum class Factor { absent, right, wrong };

struct Second {
  Factor factor = Factor::absent;
  std::int64_t step = 0;
};

/// A secret that does not open is a wrong code: the account is not let in without its second factor.
Second second_factor(const KnownAccount& account, std::string_view code, const base::Cipher& cipher,
                     base::Instant now) {
  if (account.totp_sealed.empty()) return {};
  auto secret = open_totp(cipher, account.login, account.totp_sealed);
  if (!secret) return {Factor::wrong};
  const auto step = matching_step(*secret, code, now, account.totp_step);
  OPENSSL_cleanse(secret->data(), secret->size());
  return step ? Second{Factor::right, *step} : Second{Factor::wrong};
}

/// Whoever is right is let in even if this fails: the next sign-in tries again.
void renew_hash(const KnownAccount& account, const SignInAttempt& attempt, AccountSource& source) {
  if (!is_outdated(account.password)) return;
  try {
    source.replace_hash(account.id, account.password, hash_password(attempt.password.view()));
  } catch (const std::exception&) {
  }
}

SignInOutcome checked(const SignInAttempt& attempt, AccountSource& source, const base::Cipher& cipher,
                      base::Instant now) {
  const bool possible =
      !wrong_with_login(attempt.login) && attempt.password.view().size() <= kMaxPasswordBytes;
  const auto account = possible ? source.find(attempt.login) : std::nullopt;
  const std::string_view password = possible ? attempt.password.view() : std::string_view{};
  const bool right = is_password(password, account ? account->password : decoy_hash());
  if (!account) return WrongCredentials{"unknown_account"};
  const Second second = second_factor(*account, attempt.code.view(), cipher, now);
  if (!right) return WrongCredentials{"wrong_password"};
  if (account->disabled) return WrongCredentials{"disabled"};
  if (second.factor == Factor::wrong) return WrongCredentials{"wrong_code"};
  // Last of all: nobody without the password uses a step up.
  if (second.factor == Factor::right && !source.accept_totp_step(account->id, second.step)) {
    return WrongCredentials{"code_used"};
  }
  renew_hash(*account, attempt, source);
  return SignedIn{account->id, account->login, account->name, account->epoch};
}

}  // namespace

SignInOutcome check(const SignInAttempt& attempt, AccountSource& source, const base::Cipher& cipher,
                    base::Instant now) {
  try {
    return checked(attempt, source, cipher, now);
  } catch (const std::exception&) {
    return Unavailable{};
  }
}

}  // namespace examhall::staff
