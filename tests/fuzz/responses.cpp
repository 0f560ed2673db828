// A candidate's responses against every type of item, accepted or not, through grading and its written form.
// Each line of input is the JSON of one response; the n-th is to the n-th item.
#include "bank/json_reader.hpp"
#include "grading/sheet.hpp"
#include "target.hpp"

namespace responses_target {

using namespace examhall;

const char* const kItems = R"({"format":"examhall-bank/1","bank":"t","title":"t","items":[
{"id":"S","type":"single","topic":"x","difficulty":1,"text":"a","options":["甲","乙","丙"],"answer":"B","points":"2"},
{"id":"M","type":"multiple","topic":"x","difficulty":1,"text":"b","options":["甲","乙","丙","丁"],"answer":"ABD","points":"2"},
{"id":"T","type":"true_false","topic":"x","difficulty":1,"text":"c","answer":true,"points":"1"},
{"id":"N","type":"numeric","topic":"x","difficulty":1,"text":"d","answer":"1234.50","unit":"元","compare":"relative","tolerance":"0.01","points":"2"}]})";

bank::Paper make_paper() {
  const auto reading = bank::parse_bank_json(kItems, "items");
  fuzz::require(reading.usable(), "the items are sound");
  bank::PaperContent content{.title = "t", .certificate = "t", .level = "t", .pass = {300}};
  for (const auto& item : reading.bank.items)
    content.sections.push_back(
        {.title = item.id, .type = item.view.type, .points = item.points, .items = {{item}}});
  return bank::Paper{std::move(content)};
}

void run(std::string_view input) {
  static const bank::Paper paper = make_paper();
  grading::Answers answers;
  for (std::size_t i = 0; i < paper.item_count() && !input.empty(); ++i) {
    const auto response = base::parse_json(fuzz::next_part(input, '\n'));
    if (!response) continue;
    const bank::Item& item = paper.item(i).item;
    bank::find_item_type(item.view.type)->accepts(item.view, *response);
    answers[i] = *response;
  }
  const grading::ScoreSheet sheet = grading::grade(paper, answers);
  fuzz::require(sheet.total <= sheet.full && sheet.total.hundredths >= 0, "nobody earns more than there is");
  const std::string text = grading::canonical(sheet);
  fuzz::require(text == base::canonical(grading::to_json(sheet)), "both ways of writing a sheet agree");
  const auto json = base::parse_json(text, {.max_bytes = 1U << 22U, .max_depth = 32});
  const auto again = json ? grading::sheet_from_json(*json) : base::Failure{base::Problems{}};
  fuzz::require(again && *again == sheet, "a sheet written can be read");
}

std::vector<std::string> seeds() {
  return {"\"B\"\n\"ABD\"\ntrue\n\"1,234.5\"", "\"D\"\n\"A\"\nfalse\n\"（1234.50元）\"",
          "null\n[\"A\",\"B\"]\n1\n1234.5", "{\"a\":[]}\n\"\"\n\"对\"\n\"￥１２３４．５\""};
}

const fuzz::Registration registration{{"responses", run, seeds}};

}  // namespace responses_target
