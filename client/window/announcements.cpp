#include "client/window/announcements.hpp"

#include <algorithm>
#include <QEvent>
#include <QHBoxLayout>

#include "client/sheet/look_sheet.hpp"
#include "client/window/language.hpp"
#include "client/window/page.hpp"

namespace examhall::window {

Announcements::Announcements(QWidget* parent) : QFrame{parent}, words_{new QLabel}, read_{new QPushButton} {
  setObjectName("announcements");
  sheet::set_role(*this, "notice");
  auto* row = new QHBoxLayout{this};
  words_->setObjectName("announcement_words");
  words_->setWordWrap(true);
  words_->setTextFormat(Qt::PlainText);
  read_->setObjectName("announcement_read");
  row->addWidget(words_, 1);
  row->addWidget(read_);
  connect(read_, &QPushButton::clicked, this, &Announcements::dismiss);
  retranslate();
}

void Announcements::show_desk(const sheet::Desk* desk) {
  notice_.reset();
  if (desk != nullptr) {
    const auto& all = desk->notices();
    const auto unread = std::find_if(all.begin(), all.end(), [](const sheet::Notice& n) { return !n.read; });
    if (unread != all.end()) notice_ = *unread;
  }
  retranslate();
}

void Announcements::add_problem(const base::Problem& problem) {
  if (std::find(problems_.begin(), problems_.end(), problem.text) == problems_.end())
    problems_.push_back(problem.text);
  retranslate();
}

void Announcements::forget() {
  notice_.reset();
  problems_.clear();
  retranslate();
}

void Announcements::dismiss() {
  if (notice_)
    emit read(notice_->id);
  else if (!problems_.empty())
    problems_.pop_front();
  retranslate();
  emit changed();
}

void Announcements::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

void Announcements::retranslate() {
  if (notice_)
    set_words(*words_, tr("The proctor: %1").arg(QString::fromStdString(notice_->text)));
  else
    set_words(*words_, problems_.empty() ? QString{} : words(problems_.front()));
  set_words(*read_, notice_ ? tr("I have &read this") : tr("Cl&ose"));
}

}  // namespace examhall::window
