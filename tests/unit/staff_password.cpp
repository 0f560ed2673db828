// Passwords: what is kept of them, what is asked of them, and the names that they go with.
#include <set>

#include "staff/login.hpp"
#include "staff/password.hpp"

#include <catch2/catch.hpp>

using namespace examhall;
using namespace examhall::staff;

namespace {

constexpr ScryptCost kCheap{10, 8, 1};

std::set<std::string> wrong(std::string_view password, std::string_view login = "lin.a",
                            std::string_view name = "样例甲") {
  std::set<std::string> out;
  for (const base::Problem& p : wrong_with_password(password, login, name)) {
    CHECK(p.severity == base::Severity::error);
    out.insert(p.id);
  }
  return out;
}

using Ids = std::set<std::string>;

}  // namespace

TEST_CASE("a password fits its hash, and nothing near it does") {
  const std::string stored = hash_password("a good long one", kCheap);
  CHECK(stored.starts_with("scrypt$ln=10,r=8,p=1$"));
  CHECK(is_password("a good long one", stored));
  for (const char* other : {"", "a good long on", "a good long one ", "A good long one"})
    CHECK_FALSE(is_password(other, stored));
  CHECK_FALSE(is_password(std::string_view{"a good long one\0", 16}, stored));
  CHECK(hash_password("a good long one", kCheap) != stored);
}

TEST_CASE("hashes that another implementation of scrypt made are read") {
  CHECK(is_password(
      "正确的口令 correct",
      "scrypt$ln=15,r=8,p=1$AAECAwQFBgcICQoLDA0ODw==$Ub7AzpfAI4nMfLKHCm4RSG+YEzVOv1BgvttznZYgOIk="));
  CHECK(is_password(
      "正确的口令 correct",
      "scrypt$ln=10,r=8,p=1$AAECAwQFBgcICQoLDA0ODw==$/MRIUWHhGu07H7W4r+RQDQpAM9sr+NoZTcCQnf/9ns8="));
}

TEST_CASE("today's cost is the costly one; hashes at another are outdated") {
  CHECK(ScryptCost{}.log2_n == 15);
  CHECK(hash_password("a good long one").starts_with("scrypt$ln=15,r=8,p=1$"));
  CHECK_FALSE(is_outdated(hash_password("a good long one")));
  CHECK(is_outdated(hash_password("a good long one", kCheap)));
  CHECK_FALSE(is_outdated("nonsense"));
}

TEST_CASE("a text that is no hash fits no password, not even the empty one") {
  const std::string whole = hash_password("x", kCheap);
  const std::string rest = whole.substr(whole.find('$', 8));
  for (const std::string& text :
       {std::string{}, std::string{"x"}, whole.substr(0, whole.size() - 1), whole + "=", " " + whole,
        "scrypt$ln=9,r=8,p=1" + rest, "scrypt$ln=40,r=8,p=1" + rest, "scrypt$ln=10,r=0,p=1" + rest,
        "scrypt$ln=10,r=8,p=99" + rest, "scrypt$ln=-1,r=8,p=1" + rest, std::string{"scrypt$ln=10,r=8,p=1"},
        std::string{"scrypt$ln=10,r=8,p=1$$"}, "scrypt$ln=10,r=8" + rest, "argon2$ln=10,r=8,p=1" + rest}) {
    CAPTURE(text);
    CHECK_FALSE(is_password("x", text));
    CHECK_FALSE(is_password("", text));
  }
  CHECK(is_password("x", whole));
}

TEST_CASE("the decoy costs what a real hash costs and fits nothing") {
  CHECK(decoy_hash().starts_with("scrypt$ln=15,r=8,p=1$"));
  CHECK_FALSE(is_password("", decoy_hash()));
  CHECK_FALSE(is_outdated(decoy_hash()));
  CHECK(&decoy_hash() == &decoy_hash());
}

TEST_CASE("a drawn password is long, satisfies the rules, and never comes twice") {
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) {
    const SecretText drawn = draw_password();
    CHECK(drawn.view().size() == 24);
    CHECK(wrong(drawn.view()).empty());
    seen.insert(std::string{drawn.view()});
  }
  CHECK(seen.size() == 50);
}

TEST_CASE("the length of a password is counted in characters") {
  CHECK(wrong("kzwm4tqpxva") == Ids{"password_too_short"});
  CHECK(wrong("kzwm4tqpxvae").empty());
  CHECK(wrong("春眠不觉晓处处闻啼鸟") == Ids{"password_too_short"});
  CHECK(wrong("春眠不觉晓处处闻啼鸟夜来").empty());
  CHECK(wrong("") == Ids{"password_too_short"});
  std::string longest;
  while (longest.size() < kMaxPasswordBytes) longest += "kzwm4tqp";
  CHECK(wrong(longest).empty());
  CHECK(wrong(longest + "x") == Ids{"password_too_long"});
}

TEST_CASE("what is tried first is refused, and no kind of character is demanded") {
  for (const char* common : {"administrator", "Password1234", "1QAZ2wsx3edc", "aaaaaaaaaaaa", "121212121212",
                             "123456789012", "abcdefghijklm", "987654321098", "woaini1314520"}) {
    CAPTURE(common);
    CHECK(wrong(common) == Ids{"password_too_common"});
  }
  for (const char* good : {"correct horse battery", "kzwmtqpxvaeh", "728194630528"})
    CHECK(wrong(good).empty());
}

TEST_CASE("the account's own name is no password") {
  CHECK(wrong("lin.a.2023.xy", "lin.a.2023") == Ids{"password_names_account"});
  CHECK(wrong("xyLin.A.2023!", "lin.a.2023") == Ids{"password_names_account"});
  CHECK(wrong("zhaoxiaoming9", "zxm", "ZhaoXiaoming") == Ids{"password_names_account"});
  CHECK(wrong("lin.a.2023 kzwm4tqp", "lin.a.2023").empty());
  CHECK(wrong("kzwmli4tqpxvae", "li").empty());
}

TEST_CASE("what nobody can type is refused") {
  CHECK(wrong("kzwm4tqpxv\nae") == Ids{"password_unreadable"});
  CHECK(wrong("kzwm4tqpxv\tae") == Ids{"password_unreadable"});
  CHECK(wrong(std::string_view{"kzwm4tqpxv\0ae", 13}) == Ids{"password_unreadable"});
  CHECK(wrong("kzwm4tqpxv\xffzz") == Ids{"password_unreadable"});
}

TEST_CASE("a login is one name however it is typed") {
  for (const char* typed : {"lin.a", " Lin.A ", "ＬＩＮ.ａ", "　lin.a　"})
    CHECK(normalised_login(typed) == "lin.a");
  for (const char* good : {"ab", "lin.a", "13800000000", "lin@school-1.example", "0_"})
    CHECK_FALSE(wrong_with_login(good));
  for (const std::string& bad : {std::string{}, std::string{"a"}, std::string{".ab"}, std::string{"-ab"},
                                 std::string{"a b"}, std::string{"Lin"}, std::string{"赵老师"},
                                 std::string{"a/b"}, std::string{"a\nb"}, std::string(65, 'a')}) {
    CAPTURE(bad);
    CHECK(wrong_with_login(bad));
  }
  CHECK_FALSE(wrong_with_login(std::string(64, 'a')));
  CHECK(wrong_with_login(normalised_login("\xff\xfe")));
}
