#include "client/core/local_journal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"

namespace examhall::client {
namespace {

constexpr std::string_view kMagic = "EHJ1";
constexpr std::size_t kSalt = 16;
constexpr std::size_t kHeader = kMagic.size() + kSalt;
constexpr std::size_t kLength = 4;
constexpr std::size_t kLargestRecord = 64 * 1024;

std::uint32_t read_length(std::string_view at) {
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < kLength; ++i)
    n |= static_cast<std::uint32_t>(static_cast<unsigned char>(at[i])) << (8 * i);
  return n;
}

Json to_json(const AttemptName& a) {
  return {{"batch", a.batch}, {"ticket", a.ticket}, {"context", a.context}};
}

Json to_json(const KeptAnswer& a) {
  return {{"no", a.no}, {"item", a.item}, {"response", a.response}, {"at", a.at}};
}

// The seal vouches that this program wrote the record, so its members are as written below.
void fold(const Json& record, Recalled& out) {
  if (const auto a = record.find("answer"); a != record.end()) {
    out.answers.push_back({a->at("no").get<std::uint32_t>(), a->at("item").get<std::uint32_t>(),
                           a->at("response"), a->at("at").get<std::int64_t>()});
  } else if (const auto s = record.find("settled"); s != record.end()) {
    const auto item = s->at("item").get<std::uint32_t>();
    const auto no = s->at("no").get<std::uint32_t>();
    std::erase_if(out.answers, [&](const KeptAnswer& k) { return k.item == item && k.no <= no; });
    out.settled_up_to = std::max(out.settled_up_to, no);
  } else if (const auto r = record.find("reached"); r != record.end()) {
    out.settled_up_to = std::max(out.settled_up_to, r->get<std::uint32_t>());
  } else if (const auto f = record.find("flag"); f != record.end()) {
    const auto item = f->at("item").get<std::uint32_t>();
    out.flagged.erase(item);
    if (f->at("on").get<bool>()) out.flagged.insert(item);
  }
}

base::Problem problem(const std::filesystem::path& path, std::string id, base::Text text) {
  return {std::move(id), {path.filename().string()}, std::move(text), base::Severity::warning};
}

}  // namespace

struct LocalJournal::Reading {
  bool begun = false;  ///< the first record is whole; before it there can be no answer
  bool ours = false;   ///< it opened
  bool same_attempt = false;
  std::uint64_t end = 0;  ///< of the last whole record
  std::uint64_t records = 0;
  Recalled recalled{};
};

LocalJournal::LocalJournal(std::filesystem::path folder, std::string access_code)
    : folder_{std::move(folder)}, access_code_{std::move(access_code)} {}

LocalJournal::~LocalJournal() = default;

std::filesystem::path LocalJournal::path_in(const std::filesystem::path& folder, const AttemptName& attempt) {
  base::Sha256 hash;
  const base::Digest name = hash.add("examhall client journal")
                                .add_u64(attempt.batch.size())
                                .add(attempt.batch)
                                .add(attempt.ticket)
                                .finish();
  return folder / (base::to_hex(base::ByteView{name}.first(16)) + ".answers");
}

Recalled LocalJournal::open(const AttemptName& attempt) {
  path_ = path_in(folder_, attempt);
  file_ = std::make_unique<LocalFile>(path_);
  const std::string content = file_->read_all();
  if (content.size() < kHeader || !content.starts_with(kMagic)) {
    start(attempt);
    return {};
  }
  const std::string_view salt = std::string_view{content}.substr(kMagic.size(), kSalt);
  seal_ = std::make_unique<Seal>(attempt.ticket, access_code_, base::bytes_of(salt));
  Reading found = read(content, attempt);
  if (found.ours && found.same_attempt) {
    file_->truncate(found.end);
    next_record_ = found.records;
    std::sort(found.recalled.answers.begin(), found.recalled.answers.end(),
              [](const KeptAnswer& a, const KeptAnswer& b) { return a.no < b.no; });
    return std::move(found.recalled);
  }
  Recalled fresh;
  if (found.begun && !found.ours) {
    set_aside("sealed");
    fresh.problems.push_back(
        problem(path_, "journal_sealed_by_another",
                {"本机上的作答记录由另一登录码加密，无法读取，已另存保留；请告知监考老师",
                 "the answers kept on this machine were sealed under another access code and cannot be read; "
                 "they were set "
                 "aside; tell the proctor"}));
  } else if (!found.recalled.answers.empty()) {
    set_aside("earlier");
    fresh.problems.push_back(problem(path_, "journal_of_another_attempt",
                                     {"本机上的作答记录属于另一次作答，已另存保留，不会提交",
                                      "the answers kept on this machine belong to another attempt; they were "
                                      "set aside and are not sent"}));
  }
  start(attempt);
  return fresh;
}

LocalJournal::Reading LocalJournal::read(std::string_view content, const AttemptName& attempt) {
  Reading out;
  out.end = kHeader;
  std::size_t at = kHeader;
  while (at + kLength <= content.size()) {
    const std::uint32_t size = read_length(content.substr(at));
    if (size < Seal::kOverhead || size > kLargestRecord || at + kLength + size > content.size()) break;
    const auto plain = seal_->open(content.substr(at + kLength, size), out.records);
    if (out.records == 0) {
      out.begun = plain || at + kLength + size < content.size();
      if (!plain) return out;
      out.ours = true;
      out.same_attempt = Json::parse(*plain).at("attempt") == to_json(attempt);
    } else if (plain) {
      fold(Json::parse(*plain), out.recalled);
    } else if (at + kLength + size == content.size()) {
      break;  // the length reached the disk and the rest did not
    } else {
      out.recalled.problems.push_back(problem(path_, "journal_damaged",
                                              {"本机作答记录中有一条已损坏，请检查各题是否显示已保存",
                                               "a record of the answers kept on this machine is damaged; "
                                               "check that every item shows as stored"}));
    }
    at += kLength + size;
    ++out.records;
    out.end = at;
  }
  return out;
}

void LocalJournal::start(const AttemptName& attempt) {
  const base::Bytes salt = base::random_bytes(kSalt);
  seal_ = std::make_unique<Seal>(attempt.ticket, access_code_, salt);
  next_record_ = 0;
  file_->truncate(0);
  file_->append(base::bytes_of(kMagic));
  file_->append(salt);
  append({{"attempt", to_json(attempt)}}, true);
  file_->sync_folder();
}

void LocalJournal::set_aside(std::string_view why) {
  const std::string stamp = base::to_hex(base::random_bytes(4));
  std::filesystem::rename(path_, fmt::format("{}.{}-{}", path_.string(), why, stamp));
  file_ = std::make_unique<LocalFile>(path_);
}

void LocalJournal::append(const Json& record, bool sync) {
  if (!file_) return;
  const std::string sealed = seal_->close(base::canonical(record), next_record_);
  std::string out;
  for (std::size_t i = 0; i < kLength; ++i) out += static_cast<char>(sealed.size() >> (8 * i));
  out += sealed;
  file_->append(base::bytes_of(out));
  ++next_record_;
  if (sync) file_->sync();
}

void LocalJournal::keep(const KeptAnswer& answer) { append({{"answer", to_json(answer)}}, true); }

void LocalJournal::settle(std::uint32_t item, std::uint32_t no) {
  append({{"settled", {{"item", item}, {"no", no}}}}, false);
}

void LocalJournal::reached(std::uint32_t no) { append({{"reached", no}}, false); }

void LocalJournal::flag(std::uint32_t item, bool on) {
  append({{"flag", {{"item", item}, {"on", on}}}}, false);
}

void LocalJournal::forget() {
  if (!file_) return;
  std::filesystem::remove(path_);
  file_->sync_folder();
  file_.reset();
}

}  // namespace examhall::client
