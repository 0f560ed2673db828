// What the client's programs are given by others than the server: scripts, the practice paper, lists of
// tickets, addresses.
#include "client/core/tls_client.hpp"
#include "client/headless/script.hpp"
#include "client/window/practice_paper.hpp"
#include "load/tickets.hpp"
#include "target.hpp"

#include <stdexcept>

namespace client_files_target {

using namespace examhall;

void said(const base::Problems& problems) {
  fuzz::require(!problems.empty(), "a refusal says why");
  for (const auto& problem : problems)
    fuzz::require(!base::to_line(problem, base::Language::en).empty(), "and can be said");
}

void practice(std::string_view input) {
  for (const auto language : {base::Language::zh, base::Language::en}) {
    try {
      const auto paper = window::read_practice_paper(input, language);
      fuzz::require(paper.outline.order.size() == paper.bodies.size() &&
                        paper.outline.options.size() == paper.bodies.size(),
                    "every item of a practice paper has its place");
    } catch (const std::runtime_error&) {
    }
  }
}

void addresses(std::string_view input) {
  const auto address = client::parse_server(input);
  if (!address) return;
  const auto again = client::parse_server(address->authority());
  fuzz::require(again && again->host == address->host && again->port == address->port,
                "an address written again is the same");
}

void run(std::string_view input) {
  const auto script = client::read_script(input, "script.json");
  if (!script) said(script.error());
  const auto tickets = load::parse_tickets(input, "tickets.csv");
  if (!tickets) said(tickets.error());
  if (tickets) {
    for (const auto& t : *tickets)
      fuzz::require(!t.number.empty() && !t.code.empty(), "a ticket has a number and a code");
  }
  practice(input);
  addresses(input);
}

std::vector<std::string> seeds() {
  return {
      R"([{"answer":3,"response":"B"},{"answer_item":0},{"answer_all":true},{"wait_ms":5},)"
      R"({"drop_connection":2000},{"report":"focus_lost","detail":""},{"read_notices":true},)"
      R"({"call":true,"text":"x"},{"type_until_deadline":true},{"hand_in":"once"},{"exit":true}])",
      R"({"title":{"zh":"练习","en":"Practice"},"sections":[{"title":{"zh":"一","en":"one"},"type":"single",)"
      R"("points":"2","items":[{"text":{"zh":"甲","en":"a"},"options":[{"zh":"对","en":"yes"}],"image":"x.png"},)"
      R"({"text":{"zh":"乙","en":"b"},"unit":{"zh":"元","en":"yuan"}}]}]})",
      "\xEF\xBB\xBF姓名,准考证号,登录码\r\n\"张, 三\",T1,AB-1\r\n李四, T2 ,\"C\"\"D\"\r\n", "localhost:8443",
      "[2001:db8::7]:8443"};
}

const fuzz::Registration registration{{"client_files", run, seeds}};

}  // namespace client_files_target
