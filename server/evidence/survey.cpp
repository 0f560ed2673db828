#include "evidence/survey.hpp"

#include <fmt/format.h>

namespace examhall::evidence {

base::Result<Survey, base::Problem> survey(journal::EventReader& journal, std::int64_t batch,
                                           bool unfinished) {
  Survey out;
  journal.read_batch(batch, [&](const journal::Event& event) {
    out.last_seq = event.seq;
    ++out.events;
    if (event.attempt != 0) {
      if (event.kind == "registered") out.attempts.insert(event.attempt);
    } else if (const auto known = exam::read_batch_event(event.kind, event.body)) {
      exam::fold_into(out.batch, *known, event.at);
    }
    return true;
  });
  if (out.batch.batch.id != batch) {
    return base::Failure{base::Problem{
        "batch_not_in_journal",
        {},
        {"日志中没有该批次：它从未发布过", "the journal has no such batch: it was never published"}}};
  }
  if (!out.batch.closed && !unfinished) {
    return base::Failure{
        base::Problem{"batch_not_closed",
                      {},
                      {fmt::format("批次 {} 尚未结束，收卷完成之后才能导出证据", out.batch.batch.code),
                       fmt::format("batch {} is not closed yet; export its evidence once every paper is in",
                                   out.batch.batch.code)}}};
  }
  return out;
}

}  // namespace examhall::evidence
