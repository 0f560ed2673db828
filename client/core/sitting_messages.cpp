// What the server says, one function a message; what it refuses is in sitting_refusals.cpp.
#include "client/core/sitting.hpp"
#include "protocol/error_id.hpp"

namespace examhall::client {
namespace {

base::Problem not_understood(const protocol::Malformed& why) {
  return {"message_not_understood",
          {},
          {"收到无法识别的服务器消息（" + why.type + "），请更新客户端",
           "A message of the server was not understood (" + why.type + "): " + why.detail +
               "; update the client"},
          base::Severity::warning};
}

}  // namespace

void Sitting::line_received(std::string_view frame) {
  if (line_state_ == LineState::stopped || line_state_ == LineState::offline) return;
  heard_at_ = parts_.clock.now();
  pinged_ = false;
  if (const ItemBodies::Known* known = parts_.bodies->find(frame)) {
    item_came(known->item, known->body);
    return wake();
  }
  auto message = protocol::decode_server(frame);
  if (!message) {
    parts_.observer.local_problem(not_understood(message.error()));
    return;
  }
  const Instant now = parts_.clock.now();
  if (auto* item = std::get_if<protocol::Item>(&*message)) {
    const ItemBodies::Known& known = parts_.bodies->add(frame, item->item, std::move(item->body));
    item_came(known.item, known.body);
  } else {
    std::visit([&](const auto& m) { take(m, now); }, *message);
  }
  wake();
}

void Sitting::phase_may_have_changed(Phase before) {
  images_.set_open(state_.phase() == Phase::sitting);
  if (state_.phase() != before) parts_.observer.phase_changed(state_.phase());
}

void Sitting::take(const protocol::Welcome& m, Instant now) {
  const Phase before = state_.phase();
  state_.apply(m, now);
  next_no_ = m.next_no;
  who_.next_try = false;  // never a further one by reconnecting
  online_since_ = now;
  hand_in_sent_ = false;
  set_line({LineState::online});
  if (parts_.server_key && base::public_key_from_base64(m.public_key) != parts_.server_key) {
    parts_.observer.local_problem(
        {"server_key_differs",
         {},
         {"服务器的签名公钥与考场设置不符，请告知监考老师",
          "The server's signing key is not the one in the room's settings; tell the proctor"},
         base::Severity::warning});
  }
  images_.admitted(m.image_token, state_.phase() == Phase::sitting);
  ask_for_notices();
  parts_.observer.welcomed(m);
  phase_may_have_changed(before);
}

void Sitting::take(const protocol::TimeReply& m, Instant now) {
  state_.apply(m, now);
  parts_.observer.clock_changed();
}

void Sitting::take(const protocol::Start& m, Instant now) {
  const Phase before = state_.phase();
  state_.apply(m, now);
  phase_may_have_changed(before);
}

void Sitting::take(const protocol::Outline& m, Instant now) {
  if (!state_.welcome()) return;
  state_.apply(m, now);
  reconcile();
  parts_.observer.outline_arrived();
  if (state_.paper_complete()) parts_.observer.paper_complete();
  flush(now);
  try_hand_in(now);
}

void Sitting::take(const protocol::Item& m, Instant) {
  item_came(m.item, std::make_shared<const Json>(m.body));
}

void Sitting::item_came(std::uint32_t item, std::shared_ptr<const Json> body) {
  const std::size_t before = state_.items_here();
  state_.item_arrived(item, std::move(body));
  if (state_.items_here() == before) return;
  parts_.observer.item_arrived(item);
  if (state_.paper_complete()) parts_.observer.paper_complete();
}

void Sitting::take(const protocol::PaperEnd& m, Instant now) { state_.apply(m, now); }

void Sitting::take(const protocol::Ack& m, Instant now) {
  const auto answer = state_.answers().acknowledged(m.no, m.at);
  if (!answer) return;
  guarded([&] { parts_.keeper.settle(answer->item, answer->no); });
  parts_.observer.acknowledged(m, *answer);
  parts_.observer.answer_changed(answer->item);
  flush(now);
  try_hand_in(now);
}

void Sitting::take(const protocol::Deadline& m, Instant now) {
  const Phase before = state_.phase();
  state_.apply(m, now);
  parts_.observer.deadline_changed(m);
  phase_may_have_changed(before);
  say_end_shown();
  flush(now);
}

// Whatever the screen shows by now: an announcement that came since is confirmed with it.
void Sitting::say_end_shown() {
  end_shown_again_at_.reset();
  if (const auto ends_at = state_.deadline()) say(protocol::DeadlineShown{*ends_at});
}

void Sitting::take(const protocol::PausedNow& m, Instant now) {
  const Phase before = state_.phase();
  state_.apply(m, now);
  phase_may_have_changed(before);
}

void Sitting::take(const protocol::Storage& m, Instant now) {
  state_.apply(m, now);
  parts_.observer.storage_changed(m.ok);
  if (!m.ok) return;
  state_.answers().hurry();
  if (hand_in_wanted_) hand_in_not_before_ = {};
  flush(now);
  try_hand_in(now);
}

void Sitting::take(const protocol::Ended& m, Instant now) {
  const Phase before = state_.phase();
  state_.apply(m, now);
  hand_in_wanted_ = false;
  const auto receipt = check_receipt(state_, who_.ticket, parts_.server_key);
  receipt_valid_ = receipt && receipt->valid();
  forget_if_done();
  parts_.observer.ended(m, receipt);
  phase_may_have_changed(before);
  stop_at_ = now + (state_.answers().waiting() ? tuning_.last_words : Span{0});
}

void Sitting::take(const protocol::TakenOver& m, Instant) {
  base::Text text = protocol::error_entry("seat_taken_over").text;
  text.zh += "（" + m.machine + "）";
  text.en += " (" + m.machine + ")";
  stop(StopReason::taken_over, std::move(text));
}

}  // namespace examhall::client
