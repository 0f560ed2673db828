// What is kept of passwords and second factors, and what people type for them. Input: a text as the database
// has it, a line feed, what was typed. Hashes are looked into only at the least cost that there is.
#include "staff/login.hpp"
#include "staff/password.hpp"
#include "staff/session.hpp"
#include "staff/totp.hpp"
#include "target.hpp"

#include "base/digest.hpp"

namespace staff_secrets_target {

using namespace examhall;

constexpr staff::ScryptCost kLeast{10, 1, 1};
constexpr std::string_view kLeastText = "scrypt$ln=10,r=1,p=1$";
constexpr base::Instant kNow = base::from_millis(1'684'546'200'000);

void passwords(std::string_view stored, std::string_view typed) {
  static const std::string kept = staff::hash_password("a good long one", kLeast);
  // A text at another cost than today's is what is_outdated() says yes to, so it was understood.
  const bool understood = staff::is_outdated(stored);
  if (understood && stored.starts_with(kLeastText)) staff::is_password(typed, stored);
  fuzz::require(staff::is_password(typed, kept) == (typed == "a good long one"), "one password fits a hash");
  for (const auto& problem : staff::wrong_with_password(typed, "zhao", "赵")) {
    fuzz::require(!problem.id.empty() && base::is_utf8(problem.text.zh), "what is wrong can be said");
  }
  fuzz::require(typed.size() >= staff::kMinPasswordCharacters ||
                    !staff::wrong_with_password(typed, "zhao", "赵").empty(),
                "a short password is none");
}

void logins(std::string_view typed) {
  const std::string login = staff::normalised_login(typed);
  fuzz::require(base::is_utf8(login), "a login is a text");
  if (staff::wrong_with_login(login)) return;
  fuzz::require(login.size() <= 64 && staff::normalised_login(login) == login, "a login has one form");
}

void codes(std::string_view stored, std::string_view typed) {
  const base::Digest hash = base::sha256(stored);
  const base::ByteView secret{hash.data(), 20};
  const std::int64_t now = staff::totp_step(kNow);
  const auto step = staff::matching_step(secret, typed, kNow, now - 1);
  fuzz::require(!step || (*step > now - 1 && *step <= now + 1), "no code is good twice, nor at another time");
  std::string digits{typed};
  std::erase(digits, ' ');
  fuzz::require(!step || digits == staff::totp_code(secret, *step), "a code is the right one");
  fuzz::require(staff::matching_step(secret, staff::totp_code(secret, now), kNow, now - 1) == now,
                "the right code is accepted");
  static const base::Cipher cipher{base::Cipher::Key{7}};
  fuzz::require(!staff::open_totp(cipher, "zhao", stored), "what was not sealed does not open");
}

void run(std::string_view input) {
  std::string_view typed = input;
  const std::string_view stored = fuzz::next_part(typed, '\n');
  passwords(stored, typed);
  logins(typed);
  codes(stored, typed);
  fuzz::require(!staff::session_digest(typed) || typed.size() == 64, "a token has its length");
}

std::vector<std::string> seeds() {
  const std::string kept = staff::hash_password("a good long one", kLeast);
  fuzz::require(staff::is_outdated(kept) && kept.starts_with(kLeastText), "the seed is sound");
  const base::Digest hash = base::sha256(std::string_view{"s"});
  return {
      kept + "\na good long one", kept + "\n正确的口令",
      "scrypt$ln=15,r=8,p=1$AAECAwQFBgcICQoLDA0ODw==$Ub7AzpfAI4nMfLKHCm4RSG+YEzVOv1BgvttznZYgOIk=\nＺhao.１ ",
      "s\n" + staff::totp_code({hash.data(), 20}, staff::totp_step(kNow)), "x\n" + std::string(64, 'a')};
}

const fuzz::Registration registration{{"staff_secrets", run, seeds}};

}  // namespace staff_secrets_target
