// Custodians' keys and their files.
#include <filesystem>
#include <fstream>

#include "base/json.hpp"
#include "sealing_world.hpp"

using namespace examhall;
using namespace examhall::sealing;
using namespace examhall::sealing::test;

namespace {

struct File {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("custodian-" + base::to_hex(base::random_bytes(8)));
  explicit File(const std::string& text) { std::ofstream{path} << text; }
  ~File() { std::filesystem::remove(path); }
};

}  // namespace

TEST_CASE("a private key is read with its passphrase and with no other") {
  const File file{keys()[0].to_pem("正确的口令 right")};
  const auto back = CustodianKey::read(file.path, "正确的口令 right");
  REQUIRE(back);
  CHECK(back->public_part("甲").key_hash() == custodians()[0].key_hash());
  for (const char* wrong : {"", "wrong", "正确的口令 right ", "正确的口令"}) {
    const auto none = CustodianKey::read(file.path, wrong);
    REQUIRE_FALSE(none);
    CHECK(none.error().id == "passphrase_wrong");
  }
  CHECK(CustodianKey::read("/no/such/file", "x").error().id == "file_missing");
  const File rubbish{"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"};
  CHECK(CustodianKey::read(rubbish.path, "x").error().id == "passphrase_wrong");
}

TEST_CASE("the private key's file is under scrypt") {
  const std::string pem = keys()[0].to_pem("0123456789");
  CHECK(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
  std::string base64 = pem.substr(pem.find('\n') + 1);
  base64 = base64.substr(0, base64.find('-'));
  std::erase(base64, '\n');
  const auto der = base::from_base64(base64);
  REQUIRE(der);
  const std::array<std::uint8_t, 9> scrypt{0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x04, 0x0B};  // RFC 7914
  CHECK(std::search(der->begin(), der->end(), scrypt.begin(), scrypt.end()) != der->end());
}

TEST_CASE("the public part is read back") {
  const Custodian jia = custodians()[0];
  const auto back = Custodian::parse(jia.to_text(), "x.sealed");
  REQUIRE(back);
  CHECK(back->name() == "甲");
  CHECK(back->key_hash() == jia.key_hash());
  CHECK(back->key_hash().size() == 64);
}

TEST_CASE("what is no public part is refused with the place") {
  const auto wrong = [](const std::function<void(base::Json&)>& change) {
    base::Json json = *base::parse_json(base::trimmed(custodians()[0].to_text()));
    change(json);
    const auto r = Custodian::parse(json.dump(), "x.sealed");
    return r ? std::vector<std::string>{} : ids(r.error());
  };
  using Ids = std::vector<std::string>;
  CHECK(wrong([](base::Json&) {}).empty());
  CHECK(wrong([](base::Json& j) { j["format"] = "x"; }) == Ids{"format unknown_format"});
  CHECK(wrong([](base::Json& j) { j["name"] = " 甲"; }) == Ids{"name bad_name"});
  CHECK(wrong([](base::Json& j) { j["name"] = "甲\n乙"; }) == Ids{"name bad_name"});
  CHECK(wrong([](base::Json& j) { j["public_key"] = "AAAA"; }) == Ids{"public_key not_a_public_key"});
  CHECK(wrong([](base::Json& j) { j["public_key"] = j["public_key"].get<std::string>() + "AAAA"; }) ==
        Ids{"public_key not_a_public_key"});
  CHECK(wrong([](base::Json& j) { j["more"] = 1; }) == Ids{"more unknown_member"});
  CHECK_FALSE(Custodian::parse("", "x.sealed"));
}

TEST_CASE("a key of fewer bits than 3072 is refused") {
  // Of 2048 bits, made for this test and thrown away.
  const std::string weak =
      "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAneTXx6jvJMItY0cXI02AD4yYBsxmPqciUJnujFpgWXzhtbjcz0AQ"
      "UKAt4h09pUkgKHPw3UiiwdacUmAPLLJMw7kv31D5/BQUjmhOQh5fGMUjzh6KQIl3LvpFQM2Afhhja+g205Wch51JG/h/wy8A"
      "Lu1DF2tqV+gEAvL7B09GhRKefRyfoNjKsBJ37KYU+3rPF3F/N31S0dZYaG/X6tYdvZ8YlrOeLljWyQIMH3S4XFnfxBzW1qXb"
      "mNoyiw7PybnfAjj/hmJY7n10gjfvU14XNP2tq+vlf/1365BqG5gfAlJ4Sgy45dN7tTwtQDhBLk8ZpXYYNmi8TfXG25IHeO4g"
      "CwIDAQAB";
  const auto r = Custodian::parse(
      base::canonical({{"format", "examhall-custodian/1"}, {"name", "甲"}, {"public_key", weak}}),
      "x.sealed");
  REQUIRE_FALSE(r);
  CHECK(ids(r.error()) == std::vector<std::string>{"public_key not_a_public_key"});
}
