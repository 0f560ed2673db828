#include "store/manifest.hpp"

#include <algorithm>

#include "base/json.hpp"

namespace examhall::store {
namespace {

constexpr const char* kFormat = "examhall backup 1";

template <std::size_t N>
std::array<std::uint8_t, N> hex_member(base::Fields& fields, const char* name) {
  const auto bytes = base::from_hex(fields.text(name, 2 * N));
  std::array<std::uint8_t, N> out{};
  if (bytes && bytes->size() == N) {
    std::copy(bytes->begin(), bytes->end(), out.begin());
  } else {
    fields.complain(name, "backup_incomplete", {"备份清单有误", "the manifest is wrong here"});
  }
  return out;
}

BackupFile file_of(const base::Json& json, base::Place place, base::Problems& problems) {
  base::Fields fields{json, std::move(place), problems};
  BackupFile file;
  file.name = fields.text("name", 64);
  file.bytes = static_cast<std::uint64_t>(fields.integer("bytes", 0, INT64_MAX));
  file.sha256 = hex_member<32>(fields, "sha256");
  fields.finish();
  return file;
}

void read_files(base::Fields& fields, Manifest& manifest, base::Problems& problems) {
  for (const base::Json& json : fields.array("files", 8)) {
    if (json.is_object()) {
      manifest.files.push_back(file_of(json, fields.at("files"), problems));
    } else {
      fields.complain("files", "backup_incomplete", {"应为 JSON 对象", "an object is expected"});
    }
  }
}

}  // namespace

std::string to_text(const Manifest& manifest) {
  base::Json files = base::Json::array();
  for (const BackupFile& file : manifest.files) {
    files.push_back({{"name", file.name}, {"bytes", file.bytes}, {"sha256", base::to_hex(file.sha256)}});
  }
  return base::canonical({{"format", kFormat},
                          {"made_at", base::to_utc_text(manifest.made_at)},
                          {"journal", base::to_hex(manifest.journal)},
                          {"seq", manifest.head.seq},
                          {"link", base::to_hex(manifest.head.link)},
                          {"files", std::move(files)}}) +
         "\n";
}

base::Result<Manifest, base::Problems> manifest_from_text(std::string_view text) {
  const auto json = base::parse_json(text);
  if (!json) return base::Failure{base::Problems{json.error()}};
  base::Problems problems;
  if (!json->is_object()) {
    problems.push_back(
        {"backup_incomplete", {}, {"备份清单应为 JSON 对象", "the manifest must be an object"}});
    return base::Failure{problems};
  }
  base::Fields fields{*json, {}, problems};
  Manifest manifest;
  if (fields.text("format", 64) != kFormat) {
    fields.complain("format", "backup_incomplete",
                    {"不是备份清单，或版本较新", "not a manifest, or a newer one"});
  }
  const auto made_at = base::parse_utc_text(fields.text("made_at", 32));
  if (!made_at) fields.complain("made_at", "backup_incomplete", {"应为 UTC 时间", "a UTC time is expected"});
  manifest.made_at = made_at.value_or(base::Instant{});
  manifest.journal = hex_member<16>(fields, "journal");
  manifest.head.seq = static_cast<std::uint64_t>(fields.integer("seq", 0, INT64_MAX));
  manifest.head.link = hex_member<32>(fields, "link");
  read_files(fields, manifest, problems);
  fields.finish();
  if (base::has_errors(problems)) return base::Failure{problems};
  return manifest;
}

}  // namespace examhall::store
