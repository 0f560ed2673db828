// Times and spans as staff type them. Input: the zone, a line feed, the time.
#include "exam/batch.hpp"
#include "examctl/when.hpp"
#include "target.hpp"

#include "base/text.hpp"

namespace times_target {

using namespace examhall;

constexpr base::Instant kNow = base::from_millis(1'684'546'200'000);

void run(std::string_view input) {
  std::string_view rest = input;
  const std::string zone{fuzz::next_part(rest, '\n')};
  const std::string text{rest};
  if (const auto utc = base::parse_utc_text(text)) {
    fuzz::require(exam::in_calendar(*utc), "a UTC time is in the calendar");
    fuzz::require(base::parse_utc_text(base::to_utc_text(*utc)) == *utc,
                  "a UTC time written again is the same");
  }
  if (const auto span = examctl::parse_span(text)) {
    fuzz::require(span->count() >= 0, "no span is negative");
    fuzz::require(examctl::parse_when("+" + text, zone, kNow) == kNow + *span,
                  "a span may be a time from now");
  }
  const auto when = examctl::parse_when(text, zone, kNow);
  if (!when || !exam::in_calendar(*when)) return;
  const std::string local = examctl::local_text(*when, zone);
  fuzz::require(base::is_utf8(local), "a time can be shown");
  // Of an hour that comes twice no time is taken, but one from now may fall into it. In a zone that is none
  // it is UTC, to the millisecond.
  const auto again = examctl::parse_when(local, zone, kNow);
  const base::Instant shown =
      examctl::zone_exists(zone) ? base::Instant{std::chrono::floor<std::chrono::seconds>(*when)} : *when;
  fuzz::require(!again || *again == shown, "a time shown is the same");
}

std::vector<std::string> seeds() {
  fuzz::require(examctl::parse_when("2023-05-20 09:30", "Asia/Shanghai", kNow) == kNow, "the zone is known");
  return {"Asia/Shanghai\n2023-05-20 09:30",
          "Asia/Shanghai\n2023-05-20T09:30:15",
          "Europe/Berlin\n2023-03-26 02:30",
          "Europe/Berlin\n2023-10-29 02:30:00",
          "\n2023-05-20T01:30:00.000Z",
          "\n2024-02-29T23:59:59Z",
          "UTC\n+90s",
          "Nowhere/Atall\n2023-05-20 09:30",
          "\n999999999h",
          "\n500ms"};
}

const fuzz::Registration registration{{"times", run, seeds}};

}  // namespace times_target
