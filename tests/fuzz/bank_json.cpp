// Question banks, blueprints and papers in JSON, as staff write them and the store keeps them.
#include "bank/assembly.hpp"
#include "bank/json_reader.hpp"
#include "bank/json_writer.hpp"
#include "target.hpp"

namespace bank_json_target {

using namespace examhall;

void read_bank(std::string_view input) {
  const auto reading = bank::parse_bank_json(input, "bank.json");
  for (const auto& problem : reading.problems) {
    fuzz::require(!problem.id.empty() && base::is_utf8(base::to_line(problem, base::Language::zh)),
                  "a problem can be shown");
  }
  if (!reading.usable()) return;
  const auto again = bank::parse_bank_json(bank::write_bank_json(reading.bank), "again.json");
  fuzz::require(again.usable() && again.bank == reading.bank, "a bank written again is the same");
}

void read_paper(std::string_view input) {
  const auto json = base::parse_json(input, {.max_bytes = 1U << 20U, .max_depth = 32});
  if (!json) return;
  const auto paper = bank::paper_from_json(*json);
  if (!paper) return;
  const auto again = bank::paper_from_json(bank::to_json(*paper));
  fuzz::require(again && again->hash() == paper->hash(), "a paper written again is the same");
}

void run(std::string_view input) {
  read_bank(input);
  read_paper(input);
  if (const auto blueprint = bank::parse_blueprint(input, "blueprint.json")) blueprint->total();
}

const char* const kBank =
    R"raw({"format":"examhall-bank/1","bank":"t","title":"测试","language":"zh-CN","note":"n",
"images":{"v.png":{"media":"image/png","base64":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="}},
"items":[
{"id":"S-1","type":"single","topic":"发票","difficulty":2,"text":"**甲** ![图](v.png)",
                  "options" : [ "甲", "乙", "丙" ],
                  "answer" : "B",
                  "points" : "2",
                  "explanation" : "因为",
                  "keep_order" : true
},
{"id":"M-1","type":"multiple","topic":"发票","difficulty":5,"text":"哪些？\n\n| a | b |\n|---|---|\n| 1 | 2 |","options":["甲","乙","丙","丁"],"answer":"ABD","points":"1.5","under_selection":"per_option","per_option":"0.5"},
{"id":"T-1","type":"true_false","topic":"税","difficulty":1,"text":"对吗","answer":true,"points":"1"},
{"id":"N-1","type":"numeric","topic":"税","difficulty":3,"text":"多少","answer":"1234.50","unit":"元","compare":"absolute","tolerance":"0.01","points":"2"}]})raw";

const char* const kBlueprint =
    R"raw({"format":"examhall-blueprint/1","title":"初级","certificate":"efar","level":"初级","pass":"1","sections":[
{"title":"单选","type":"single","count":1,"points":"2","topics":{"发票":1},"difficulty":{"min":1,"max":3}},
{"title":"多选","type":"multiple","count":1,"points":"2","topics":{},"under_selection":"share"}]})raw";

std::vector<std::string> seeds() {
  std::vector<std::string> out{kBank, kBlueprint};
  const auto reading = bank::parse_bank_json(kBank, "bank.json");
  const auto blueprint = bank::parse_blueprint(kBlueprint, "blueprint.json");
  fuzz::require(reading.usable() && blueprint, "the seeds are sound");
  const auto paper = bank::assemble(*blueprint, {reading.bank}, 7);
  fuzz::require(bool{paper}, "a paper can be made of the seeds");
  out.push_back(base::canonical(bank::to_json(*paper)));
  return out;
}

const fuzz::Registration registration{{"bank_json", run, seeds}};

}  // namespace bank_json_target
