#include "client/window/practice_desk.hpp"

#include <QFile>
#include <QTimer>
#include <stdexcept>

#include "client/window/practice_image.hpp"
#include "client/window/practice_paper.hpp"

namespace examhall::window {
namespace {

constexpr std::size_t kAll = 1000;  // answers under way at once: no limit that a person meets

PracticePaper own_paper(base::Language language) {
  QFile file{":/examhall/practice.json"};
  if (!file.open(QIODevice::ReadOnly)) throw std::runtime_error{"the practice paper is not in the program"};
  return read_practice_paper(file.readAll().toStdString(), language);
}

}  // namespace

PracticeDesk::PracticeDesk(const PracticeRoom& room, const base::Clock& clock, base::Span ack_after,
                           QObject* parent)
    : Desk{parent}, clock_{clock}, language_{room.language}, ack_after_{ack_after} {
  const base::Instant now = clock_.now();
  PracticePaper paper = own_paper(language_);
  protocol::Welcome welcome;
  welcome.person = room.person;
  welcome.batch.code = "PRACTICE";
  welcome.batch.title = paper.outline.title;
  welcome.batch.zone = room.zone;
  welcome.server_time = welcome.batch.start = now + room.clock_offset;
  welcome.batch.end = welcome.server_time + kTime;
  welcome.deadline = welcome.batch.end;
  welcome.status = "sitting";
  state_.apply(welcome, now);
  state_.apply(paper.outline, now);
  for (std::uint32_t i = 0; i < paper.bodies.size(); ++i)
    state_.item_arrived(i, std::make_shared<const base::Json>(std::move(paper.bodies[i])));
  shown_ = state_;
}

void PracticeDesk::soon(std::function<void()> action) {
  QTimer::singleShot(ack_after_, this, std::move(action));
}

// As with a real exam nothing is different before the call has returned.
void PracticeDesk::change(const std::function<void()>& action) {
  action();
  if (std::exchange(change_due_, true)) return;
  QTimer::singleShot(0, this, [this] {
    change_due_ = false;
    shown_ = state_;
    emit changed();
  });
}

bool PracticeDesk::open(std::uint32_t item) const {
  return state_.phase() == client::Phase::sitting && item < state_.answers().size();
}

void PracticeDesk::typing(std::uint32_t item) {
  if (open(item)) change([this, item] { state_.answers().typing(item); });
}

void PracticeDesk::flag(std::uint32_t item, bool on) {
  if (open(item)) change([this, item, on] { state_.answers().flag(item, on); });
}

void PracticeDesk::answer(std::uint32_t item, base::Json response) {
  if (!open(item)) return;
  change([&] {
    state_.answers().give(item, std::move(response), server_time());
    while (const client::KeptAnswer* next = state_.answers().next_to_send(now(), kAll))
      state_.answers().sent(std::uint32_t{next->no});
  });
  soon([this] { change([this] { confirm(); }); });
}

void PracticeDesk::confirm() {
  for (const client::KeptAnswer& answer : state_.answers().unconfirmed())
    state_.answers().acknowledged(answer.no, server_time());
}

void PracticeDesk::hand_in() {
  if (state_.phase() != client::Phase::sitting || handing_in_) return;
  change([this] { handing_in_ = true; });
  soon([this] {
    handing_in_ = false;
    confirm();
    state_.apply(protocol::Ended{"handed_in", server_time(), std::nullopt, std::nullopt}, now());
    shown_ = state_;
    emit changed();
    emit ended(*state_.ended(), std::nullopt);
  });
}

void PracticeDesk::leave() {
  QTimer::singleShot(0, this, [this] { emit stopped({client::StopReason::left, {}, {}}); });
}

void PracticeDesk::read_notice(std::uint32_t id) {
  change([&] {
    for (sheet::Notice& notice : notices_) notice.read = notice.read || notice.id == id;
  });
}

void PracticeDesk::call_proctor(bool wanted) {
  change([&] { call_ = wanted ? sheet::CallState::calling : sheet::CallState::none; });
  if (!wanted) return;
  soon([this] {
    if (call_ != sheet::CallState::calling) return;
    change([this] { call_ = sheet::CallState::recorded; });
    // So that the way of a message is learned as well.
    const auto id = static_cast<std::uint32_t>(notices_.size()) + 1;
    notices_.push_back(
        {id,
         language_ == base::Language::zh
             ? "（练习）监考老师已看到您的举手。正式考试中，老师会来到您的座位。"
             : "(Practice) The proctor has seen your call. In the real exam a proctor comes to your seat.",
         server_time(), "you", false});
    emit notice_arrived(notices_.back());
  });
}

QImage PracticeDesk::image(const std::string& hash) {
  if (hash != practice_image_hash("sales.png")) return {};
  if (chart_.isNull()) chart_ = draw_sales_chart(language_);
  return chart_;
}

}  // namespace examhall::window
