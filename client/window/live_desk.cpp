#include "client/window/live_desk.hpp"

#include <boost/asio/post.hpp>

namespace examhall::window {
namespace {

constexpr std::chrono::milliseconds kGoodbye{1500};

}  // namespace

LiveDesk::LiveDesk(client::ClientSettings settings, const base::Clock& clock, QObject* parent)
    : Desk{parent},
      clock_{clock},
      relay_{[this](std::function<void()> action) { client::asio::post(context_, std::move(action)); },
             [this] { QMetaObject::invokeMethod(this, &LiveDesk::deliver, Qt::QueuedConnection); },
             [this](const std::string& hash, QImage image) { images_[hash] = std::move(image); }},
      client_{context_, std::move(settings), clock, client::system_random(), relay_} {
  relay_.watch(client_.sitting());
  client_.post([](client::Sitting& sitting) { sitting.begin(); });
  thread_ = std::thread{[this] { run(); }};
}

LiveDesk::~LiveDesk() {
  client::asio::post(context_, [this] {
    if (client_.sitting().line() != client::LineState::stopped) client_.sitting().leave();
    alive_.reset();
  });
  if (done_.get_future().wait_for(kGoodbye) != std::future_status::ready) context_.stop();
  thread_.join();
}

void LiveDesk::run() {
  for (bool over = false; !over;) {
    try {
      context_.run();
      over = true;
    } catch (const std::exception& e) {  // a defect; the exam goes on with the next message
      relay_.local_problem({"internal", {}, {e.what(), e.what()}, base::Severity::warning});
    }
  }
  done_.set_value();
}

void LiveDesk::deliver() {
  Relay::Mail mail = relay_.collect();
  if (!mail.snapshot) return;
  view_ = std::move(mail.snapshot);
  const std::vector<sheet::Notice> news = correspondence_.take(view_->state.board());
  emit changed();
  for (const sheet::Notice& notice : news) emit notice_arrived(notice);
  for (const auto& event : mail.events) event(*this);
}

void LiveDesk::typing(std::uint32_t item) {
  client_.post([item](client::Sitting& sitting) { sitting.typing(item); });
}

void LiveDesk::answer(std::uint32_t item, base::Json response) {
  client_.post([item, response = std::move(response)](client::Sitting& sitting) mutable {
    sitting.answer(item, std::move(response));
  });
}

void LiveDesk::visit(std::uint32_t item) {
  client_.post([item](client::Sitting& sitting) { sitting.visit(item); });
}

void LiveDesk::flag(std::uint32_t item, bool on) {
  client_.post([item, on](client::Sitting& sitting) { sitting.flag(item, on); });
}

void LiveDesk::report(const std::string& kind, const std::string& detail) {
  client_.post([kind, detail](client::Sitting& sitting) { sitting.report(kind, detail); });
}

void LiveDesk::hand_in() {
  client_.post([this](client::Sitting& sitting) {
    sitting.hand_in();
    relay_.touch();
  });
}

void LiveDesk::leave() {
  client_.post([](client::Sitting& sitting) { sitting.leave(); });
}

void LiveDesk::read_notice(std::uint32_t id) {
  if (correspondence_.read_here(id)) {
    emit changed();
    return;
  }
  client_.post([id](client::Sitting& sitting) { sitting.read_notice(id); });
}

void LiveDesk::call_proctor(bool wanted) {
  client_.post([wanted](client::Sitting& sitting) { sitting.call_proctor(wanted); });
}

QImage LiveDesk::image(const std::string& hash) {
  const auto [place, first] = images_.try_emplace(hash);
  if (first) client_.post([hash](client::Sitting& sitting) { sitting.want_image(hash); });
  return place->second;
}

}  // namespace examhall::window
