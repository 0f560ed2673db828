#include "evidence/event_row.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "evidence/format.hpp"
#include "exam/batch.hpp"

namespace examhall::evidence {
namespace {

constexpr std::size_t kMaxProof = 64;

template <class Array>
Array hex_member(base::Fields& fields, const char* name) {
  Array out{};
  const auto bytes = base::from_hex(fields.text(name, out.size() * 2));
  if (bytes && bytes->size() == out.size()) {
    std::copy(bytes->begin(), bytes->end(), out.begin());
  } else {
    fields.complain(name, "not_hex",
                    {"应为定长的十六进制数", "hexadecimal digits of a fixed number are expected"});
  }
  return out;
}

std::vector<base::Digest> read_proof(base::Fields& fields) {
  std::vector<base::Digest> out;
  const base::Json& proof = fields.array("proof", kMaxProof);
  for (const base::Json& step : proof) {
    const auto digest =
        step.is_string() ? base::digest_from_hex(step.get_ref<const std::string&>()) : std::nullopt;
    if (!digest) fields.complain("proof", "not_hex", {"应为哈希值的数组", "an array of hashes is expected"});
    out.push_back(digest.value_or(base::Digest{}));
  }
  return out;
}

std::string time_text(base::Instant at) {
  return exam::in_calendar(at) ? base::to_utc_text(at) : fmt::format("{} ms", base::to_millis(at));
}

}  // namespace

base::Digest link_after(const base::Digest& before, const EventRow& row, std::uint64_t first) {
  if (row.event) {
    if (first == row.event->seq) return journal::next_link(before, journal::leaf_of(*row.event));
    journal::Event moved = *row.event;
    moved.seq = first;
    return journal::next_link(before, journal::leaf_of(moved));
  }
  base::Digest link = before;
  for (const base::Digest& leaf : row.leaves) link = journal::next_link(link, leaf);
  return link;
}

std::optional<EventRow> read_event_row(const base::Json& line, bool with_proof, base::Problems& problems) {
  const std::size_t before = problems.size();
  base::Fields fields{line, {}, problems};
  fields.text("t", 16);
  EventRow row;
  journal::Event& event = row.event.emplace();
  event.seq = row.first = static_cast<std::uint64_t>(fields.integer("seq", 1, kMaxSeq));
  event.at = base::from_millis(fields.integer("at", INT64_MIN, INT64_MAX));
  event.batch = fields.integer("batch", INT64_MIN, INT64_MAX);
  event.attempt = fields.integer("attempt", INT64_MIN, INT64_MAX);
  event.kind = fields.text("kind", 64);
  event.body = fields.text("body", kMaxEventLine);
  event.salt = hex_member<journal::Salt>(fields, "salt");
  event.link = row.link = hex_member<base::Digest>(fields, "link");
  if (with_proof) {
    row.before = static_cast<std::uint64_t>(fields.integer("before", 0, kMaxSeq));
    row.proof = read_proof(fields);
  }
  fields.finish();
  return problems.size() == before ? std::optional{std::move(row)} : std::nullopt;
}

std::optional<EventRow> read_leaf_row(const base::Json& line, base::Problems& problems) {
  const std::size_t before = problems.size();
  base::Fields fields{line, {}, problems};
  fields.text("t", 16);
  EventRow row;
  row.first = static_cast<std::uint64_t>(fields.integer("seq", 1, kMaxSeq));
  row.link = hex_member<base::Digest>(fields, "link");
  const auto bytes = base::from_hex(fields.text("leaves", kMaxOtherLine));
  fields.finish();
  constexpr std::size_t kSize = base::Digest{}.size();
  if (!bytes || bytes->empty() || bytes->size() % kSize != 0) {
    fields.complain("leaves", "not_hex", {"应为若干个哈希值", "whole hashes are expected"});
    return std::nullopt;
  }
  row.leaves.resize(bytes->size() / kSize);
  for (std::size_t i = 0; i < row.leaves.size(); ++i) {
    std::copy_n(bytes->begin() + static_cast<std::ptrdiff_t>(i * kSize), kSize, row.leaves[i].begin());
  }
  return problems.size() == before ? std::optional{std::move(row)} : std::nullopt;
}

base::Text describe(const journal::Event& e) {
  const std::string kind = base::to_utf8_lossy(e.kind);
  const std::string at = time_text(e.at);
  if (e.attempt == 0) {
    return {fmt::format("第 {} 号事件（{}，{}）", e.seq, kind, at),
            fmt::format("event {} (kind {}, at {})", e.seq, kind, at)};
  }
  return {fmt::format("第 {} 号事件（{}，考生编号 {}，{}）", e.seq, kind, e.attempt, at),
          fmt::format("event {} (kind {}, attempt {}, at {})", e.seq, kind, e.attempt, at)};
}

base::Text describe(const EventRow& row) {
  if (row.event) return describe(*row.event);
  if (row.first == row.last()) {
    return {fmt::format("其他批次第 {} 号事件的哈希值", row.first),
            fmt::format("the hash of event {}, which is another batch's,", row.first)};
  }
  return {
      fmt::format("其他批次第 {} 至 {} 号事件的哈希值之一", row.first, row.last()),
      fmt::format("one of the hashes of events {} to {}, which are other batches',", row.first, row.last())};
}

}  // namespace examhall::evidence
