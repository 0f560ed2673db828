#include "client/window/relay.hpp"

#include <iterator>

namespace examhall::window {

using sheet::Desk;

Relay::Relay(std::function<void(std::function<void()>)> later, std::function<void()> ring, Keep keep_image)
    : later_{std::move(later)}, ring_{std::move(ring)}, keep_image_{std::move(keep_image)} {}

void Relay::dirty() {
  if (std::exchange(publish_due_, true)) return;
  later_([this] { publish(); });
}

void Relay::add(Event event) {
  events_.push_back(std::move(event));
  dirty();
}

void Relay::publish() {
  publish_due_ = false;
  auto snapshot =
      std::make_shared<const Snapshot>(Snapshot{sitting_->state(), line_, sitting_->handing_in()});
  bool first = false;
  {
    const std::lock_guard lock{mutex_};
    first = mail_.snapshot == nullptr;
    mail_.snapshot.swap(snapshot);  // the old one, if any, is freed outside the lock
    std::move(events_.begin(), events_.end(), std::back_inserter(mail_.events));
  }
  events_.clear();
  if (first) ring_();
}

Relay::Mail Relay::collect() {
  Mail out;
  const std::lock_guard lock{mutex_};
  std::swap(out, mail_);
  return out;
}

void Relay::line_changed(const client::LineReport& r) {
  line_ = r;
  dirty();
}

// Decoded here, for a large one takes longer than a keystroke may.
void Relay::image_arrived(const std::string& hash, const client::Picture& picture) {
  QImage image = QImage::fromData(QByteArrayView{*picture.bytes});
  if (image.isNull())
    return image_failed(
        hash,
        {"image_damaged", {"图片无法显示，请告知监考老师", "An image cannot be shown; tell the proctor"}});
  add([this, hash, image = std::move(image)](Desk& desk) {
    keep_image_(hash, image);
    emit desk.image_arrived(QString::fromStdString(hash));
  });
}

void Relay::image_failed(const std::string& hash, const client::ImageTrouble& trouble) {
  if (trouble.again) return;
  local_problem({trouble.id, {hash, "", 0, ""}, trouble.text, base::Severity::warning});
}

void Relay::answer_refused(const protocol::Error& e, const client::KeptAnswer& k) {
  add([e, k](Desk& desk) { emit desk.answer_refused(e, k); });
}

void Relay::superseded(const client::KeptAnswer& k) {
  add([k](Desk& desk) { emit desk.superseded(k); });
}

void Relay::deadline_changed(const protocol::Deadline& d) {
  add([d](Desk& desk) { emit desk.deadline_changed(d); });
}

void Relay::hand_in_refused(const protocol::Error& e) {
  add([e](Desk& desk) { emit desk.hand_in_refused(e); });
}

void Relay::told_off(const protocol::Error& e) {
  add([e](Desk& desk) { emit desk.told_off(e); });
}

void Relay::local_problem(const base::Problem& p) {
  add([p](Desk& desk) { emit desk.local_problem(p); });
}

void Relay::ended(const protocol::Ended& e, const std::optional<client::CheckedReceipt>& r) {
  add([e, r](Desk& desk) { emit desk.ended(e, r); });
}

void Relay::stopped(const client::Stop& s) {
  add([s](Desk& desk) { emit desk.stopped(s); });
}

}  // namespace examhall::window
