#pragma once
// Small invented content of a catalogue.
#include <catch2/catch.hpp>

#include "database.hpp"

namespace examhall::contract {

inline const base::Instant kNow = base::from_millis(1'684'546'200'000);

inline base::Digest digest(std::string_view of) { return base::sha256(of); }

inline store::Bank bank(std::vector<std::string> items) {
  store::Bank bank;
  bank.about = {"efar-junior", 0, "初级题库", "zh", "第一次导入", kNow, 0};
  for (const std::string& item : items)
    bank.items.push_back({"q-" + item, digest(item), R"({"stem":")" + item + "\"}"});
  return bank;
}

inline store::Paper paper(const std::string& title) {
  return {{digest(title), title, "初级", kNow}, R"({"items":[]})"};
}

inline store::SealedPaper sealed_paper(const std::string& title, const std::string& header) {
  return {paper(title).heading, header, std::string("\0\xff body of ", 11) + header};
}

/// A batch with a code of its own; its id.
inline std::int64_t add_batch(store::Catalogue& catalogue, const std::string& code) {
  store::Batch batch;
  batch.code = code;
  batch.settings = R"({"start":"09:30"})";
  batch.status = "draft";
  return *catalogue.add_batch(batch);
}

inline store::Candidate candidate(const std::string& ticket) {
  store::Candidate c;
  c.ticket = ticket;
  c.name = "样例甲";
  c.site = "S1";
  c.room = "R1";
  c.seat = "17";
  c.id_number_sealed = std::string("\1\0\xff\xfe", 4);
  c.id_number_masked = "1101**********4514";
  c.access_code = digest(ticket);
  c.seed = -77;
  c.extra_time = std::chrono::seconds{600};
  return c;
}

}  // namespace examhall::contract
