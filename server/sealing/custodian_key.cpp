#include "sealing/custodian_key.hpp"

#include "base/digest.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace examhall::sealing {
namespace {

constexpr std::string_view kKeyFormat = "examhall-custodian/1";
constexpr std::size_t kMaxKeyFile = 16 * 1024;

}  // namespace

std::optional<base::Text> wrong_with_name(std::string_view name) {
  if (name.empty() || name.size() > kMaxName || base::trimmed(name) != name || !base::is_utf8(name) ||
      base::has_unprintable(name) || name.find_first_of("\t\n") != std::string_view::npos) {
    return base::Text{"应为 1 到 120 字节的姓名，首尾没有空格",
                      "a name of 1 to 120 bytes without spaces at its ends is expected"};
  }
  return std::nullopt;
}

Custodian::Custodian(std::string name, RsaKey key)
    : name_{std::move(name)}, key_{std::move(key)}, key_hash_{base::to_hex(base::sha256(public_der(key_)))} {}

std::string Custodian::to_text() const {
  return base::canonical(
             {{"format", kKeyFormat}, {"name", name_}, {"public_key", base::to_base64(public_der(key_))}}) +
         "\n";
}

base::Result<Custodian, base::Problems> Custodian::parse(std::string_view text, const std::string& file) {
  const auto json = base::parse_json(base::trimmed(text), {.max_bytes = kMaxKeyFile, .max_depth = 2});
  if (!json) {
    base::Problem problem = json.error();
    problem.place.file = file;
    return base::Failure{base::Problems{problem}};
  }
  base::Problems problems;
  base::Fields fields{*json, {.file = file}, problems};
  if (fields.text("format", 64) != kKeyFormat) {
    fields.complain("format", "unknown_format", {"不是保管员公钥文件", "this is no custodian's public key"});
  }
  std::string name = fields.text("name", kMaxName);
  if (const auto wrong = wrong_with_name(name)) fields.complain("name", "bad_name", *wrong);
  const auto der = base::from_base64(fields.text("public_key", kMaxKeyFile));
  RsaKey key = der ? rsa_from_der(*der) : nullptr;
  if (!key) {
    fields.complain("public_key", "not_a_public_key",
                    {"应为 3072 位或更长的 RSA 公钥", "an RSA public key of 3072 bits or more is expected"});
  }
  fields.finish();
  if (!problems.empty()) return base::Failure{std::move(problems)};
  return Custodian{std::move(name), std::move(key)};
}

base::Result<Custodian, base::Problems> Custodian::read(const std::filesystem::path& file) {
  const auto text = base::read_file(file, kMaxKeyFile);
  if (!text) return base::Failure{base::Problems{text.error()}};
  return parse(*text, file.string());
}

base::Result<CustodianKey, base::Problem> CustodianKey::read(const std::filesystem::path& file,
                                                             std::string_view passphrase) {
  const auto pem = base::read_file(file, kMaxKeyFile);
  if (!pem) return base::Failure{pem.error()};
  RsaKey key = rsa_from_pem(*pem, passphrase);
  if (key) return CustodianKey{std::move(key)};
  return base::Failure{base::Problem{
      "passphrase_wrong",
      {.file = file.string()},
      {"口令不对，或者这不是保管员私钥", "the passphrase is wrong, or this is no custodian's private key"}}};
}

}  // namespace examhall::sealing
