// What a page of the console sends: anybody who is signed in can send anything.
#include "exam/attempt.hpp"
#include "exam/incident.hpp"
#include "proctoring/messages.hpp"
#include "target.hpp"

namespace console_messages_target {

using namespace examhall;

void holds(const std::string& text, std::size_t most) {
  fuzz::require(text.size() <= most && base::is_utf8(text), "a text is bounded and can be recorded");
}
void holds(const std::optional<std::string>& text, std::size_t most) {
  if (text) holds(*text, most);
}

// Whatever members a message has now or gets later.
template <class M>
void look_at(const M& m) {
  if constexpr (requires { m.batch; }) holds(m.batch, 128);
  if constexpr (requires { m.key; }) holds(m.key, 64);
  if constexpr (requires { m.kind; }) holds(m.kind, 32);
  if constexpr (requires { m.ticket; }) holds(m.ticket, 64);
  if constexpr (requires { m.target; }) holds(m.target, 2 * exam::kLongestPlace);
  if constexpr (requires { m.reason; }) holds(m.reason, exam::kLongestNotice);
  if constexpr (requires { m.room; }) holds(m.room, exam::kLongestPlace);
  if constexpr (requires { m.seat; }) holds(m.seat, exam::kLongestPlace);
  if constexpr (requires { m.attachment; }) holds(m.attachment, exam::kLongestAttachment);
}

void run(std::string_view frame) {
  fuzz::require(!proctoring::is_key(frame) || (frame.size() <= 64 && base::is_utf8(frame)),
                "a key is short and plain");
  const auto message = proctoring::decode_page(frame);
  if (message) {
    fuzz::require(frame.size() <= proctoring::kMaxPageFrame, "a long frame is refused");
    return std::visit([](const auto& m) { look_at(m); }, *message);
  }
  fuzz::require(!message.error().error.empty(), "a refusal has an id");
  fuzz::require(message.error().detail.size() <= 512 && base::is_utf8(message.error().detail),
                "what goes back to the sender is short and can be sent");
}

std::vector<std::string> seeds() {
  std::vector<std::string> out{
      R"({"type":"watch","batch":"2023-04-J"})",
      R"({"type":"ping","t0":1684546200000})",
      R"({"type":"timeline","no":1,"ticket":"T1"})",
      R"({"type":"timeline","no":1,"ticket":"T1","before":7})",
      R"({"type":"act","no":1,"batch":"B","key":"0a1b2c3d-0001","kind":"message","scope":"room","target":"305","reason":"请保持安静"})",
      R"({"type":"act","no":2,"batch":"B","key":"0a1b2c3d-0002","kind":"extend","scope":"person","target":"T1","reason":"停电","time":300000})",
      R"({"type":"act","no":3,"batch":"B","key":"0a1b2c3d-0003","kind":"move","scope":"person","target":"T1","reason":"x","room":"306","seat":"7"})",
      R"({"type":"act","no":4,"batch":"B","key":"0a1b2c3d-0004","kind":"incident","scope":"person","target":"T1","reason":"x","category":"technical","attachment":"a.png"})",
      R"({"type":"approve","no":5,"batch":"B","key":"0a1b2c3d-0005","request":9,"yes":true,"reason":""})"};
  for (const std::string& seed : out)
    fuzz::require(bool{proctoring::decode_page(seed)}, "the seeds are understood");
  out.emplace_back("0a1b2c3d-0001");
  return out;
}

const fuzz::Registration registration{{"console_messages", run, seeds}};

}  // namespace console_messages_target
