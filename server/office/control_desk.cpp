#include "office/control_desk.hpp"

namespace examhall::office {

void ControlDesk::handle(control::Request request, const Reply& reply) {
  const auto what = request.body.find("do");
  if (what == request.body.end() || !what->is_string()) return reply(control::refusal("bad_request"));
  if (*what == "paper_status") return status(request.body, reply);
  if (*what == "paper_release") return release(std::move(request), reply);
  reply(control::refusal("unknown_request"));
}

void ControlDesk::status(const base::Json& body, const Reply& reply) {
  base::Problems problems;
  base::Fields fields{body, {}, problems};
  fields.text("do", 32);
  const std::string code = fields.text("batch", 64);
  fields.finish();
  if (!problems.empty()) return reply(control::refusal("bad_request"));
  const auto status = hall_.paper_status(code);
  if (!status) return reply(control::refusal("no_such_batch"));
  base::Json released = base::Json::array();
  for (const exam::Custodian& c : status->released) released.push_back({{"name", c.name}, {"key", c.key}});
  reply({{"ok", true},
         {"paper", status->paper},
         {"start", base::to_millis(status->start)},
         {"sealed", status->sealed},
         {"opened", status->opened},
         {"released", std::move(released)}});
}

void ControlDesk::release(control::Request request, const Reply& reply) {
  base::Problems problems;
  base::Fields fields{request.body, {}, problems};
  fields.text("do", 32);
  const std::string code = fields.text("batch", 64);
  Release release;
  release.key = fields.text("key", 64);
  release.start = base::from_millis(fields.integer("start", 0, INT64_MAX));
  fields.finish();
  if (!problems.empty() || !exam::in_calendar(release.start)) return reply(control::refusal("bad_request"));
  const auto status = hall_.paper_status(code);
  if (!status) return reply(control::refusal("no_such_batch"));
  release.batch = status->batch;
  release.halves = std::move(request.secrets);
  vault_.release(std::move(release), [to_hall = to_hall_, reply](std::string_view why) {
    to_hall([reply, why = std::string{why}] {
      reply(why.empty() ? base::Json{{"ok", true}} : control::refusal(why));
    });
  });
}

}  // namespace examhall::office
