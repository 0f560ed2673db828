#include "client/window/receipt_page.hpp"

#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

#include "client/sheet/look_sheet.hpp"
#include "client/window/closing_page.hpp"
#include "client/window/language.hpp"

namespace examhall::window {
namespace {

// Two scripts of what a receipt may be worth: said to the candidate as plainly as it can be.
struct Worth {
  const char* role;
  QString words;
};

Worth worth_of(const std::optional<client::CheckedReceipt>& receipt) {
  if (!receipt)
    return {"bad", ReceiptPage::tr("The server sent no receipt. Tell the proctor before you leave.")};
  if (!receipt->valid())
    return {"bad", ReceiptPage::tr("The receipt's signature could not be confirmed on this machine. Write "
                                   "down the check code and tell "
                                   "the proctor.")};
  if (!receipt->answers_match)
    return {"warn",
            ReceiptPage::tr(
                "The signature holds. The answers on the receipt are not exactly those that this machine saw "
                "confirmed, as after a change of seats; the proctor can compare.")};
  return {"good",
          ReceiptPage::tr(
              "The signature holds, and the receipt covers exactly the answers that were confirmed here.")};
}

QString usual_folder() {
  const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  return documents.isEmpty() || !QDir{documents}.exists() ? QDir::homePath() : documents;
}

// Whatever is typed, no other kind of file is written over. A bare name goes where the suggested one would:
// in the folder where the program happens to run nobody finds it.
QString file_for(const QString& typed) {
  const QString file = QDir{usual_folder()}.absoluteFilePath(typed);
  return file.endsWith(".json") ? file : file + ".json";
}

}  // namespace

ReceiptPage::ReceiptPage(QWidget* parent) : PageFrame{"receipt_page", parent} {
  words_ = add_text("receipt_words");
  unconfirmed_ = add_text("receipt_unconfirmed", "bad");
  facts_ = new Facts;
  for (const char* name :
       {"receipt_code", "receipt_ticket", "receipt_batch", "receipt_at", "receipt_answered"})
    facts_->add(name);
  column()->addWidget(facts_);
  signature_ = add_text("receipt_signature");
  path_label_ = add_text("receipt_path_label");
  auto* row = new QHBoxLayout;
  path_ = new QLineEdit;
  path_->setObjectName("receipt_path");
  path_label_->setBuddy(path_);
  save_ = add_button("receipt_save", true);
  row->addWidget(path_, 1);
  row->addWidget(save_);
  column()->addLayout(row);
  saved_label_ = add_text("receipt_saved");
  next_ = add_button("receipt_next_try");
  finish_ = add_button("receipt_finish");
  add_buttons({next_, finish_});
  connect(save_, &QPushButton::clicked, this, &ReceiptPage::save);
  connect(path_, &QLineEdit::returnPressed, this, &ReceiptPage::save);
  connect(next_, &QPushButton::clicked, this, &ReceiptPage::next_try);
  connect(finish_, &QPushButton::clicked, this, &ReceiptPage::finished);
  retranslate();
}

void ReceiptPage::show_end(const protocol::Ended& ended, const std::optional<client::CheckedReceipt>& receipt,
                           const std::string& zone) {
  ended_ = ended;
  receipt_ = receipt;
  zone_ = zone;
  unconfirmed_count_ = 0;
  saved_ = {};
  if (receipt && receipt->content) path_->setText(usual_receipt_file(*receipt->content));
  retranslate();
}

void ReceiptPage::show_unconfirmed(std::size_t count) {
  unconfirmed_count_ = count;
  retranslate();
}

void ReceiptPage::retranslate() {
  const std::string how = ended_ ? ended_->how : "";
  if (how == "handed_in") {
    set_title(tr("Handed in"));
    set_words(*words_, tr("Your paper is handed in. You may leave when the proctor allows it."));
  } else if (how == "collected") {
    set_title(tr("Time is up: the paper was collected"));
    set_words(*words_, tr("The system collected your paper with every answer that was stored."));
  } else if (how == "terminated") {
    set_title(tr("Your attempt was terminated"));
    set_words(*words_, tr("Staff ended your attempt. Speak to the proctor."));
  } else {
    set_title(tr("The exam has ended"));
    set_words(*words_, {});
  }
  set_words(*unconfirmed_, unconfirmed_words(unconfirmed_count_));
  unconfirmed_->setVisible(unconfirmed_count_ > 0);
  facts_->set_caption("receipt_code", tr("Check code"));
  facts_->set_caption("receipt_ticket", tr("Ticket number"));
  facts_->set_caption("receipt_batch", tr("Exam"));
  facts_->set_caption("receipt_at", tr("Time"));
  facts_->set_caption("receipt_answered", tr("Answered"));
  set_words(*path_label_, tr("Save the &receipt as a file"));
  path_->setAccessibleName(tr("File for the receipt"));
  set_words(*save_, tr("&Save"));
  set_words(*saved_label_, words(saved_));
  set_words(*next_,
            ended_ && ended_->tries_left ? tr("&Another try (%1 left)").arg(*ended_->tries_left) : QString{});
  next_->setVisible(ended_ && ended_->tries_left);
  set_words(*finish_, tr("&Finish"));
  show_receipt();
}

void ReceiptPage::show_receipt() {
  const Worth worth = worth_of(receipt_);
  sheet::set_role(*signature_, worth.role);
  set_words(*signature_, worth.words);
  const bool content = receipt_ && receipt_->content;
  facts_->setVisible(receipt_.has_value());
  for (QWidget* w : std::initializer_list<QWidget*>{path_label_, path_, save_, saved_label_})
    w->setVisible(receipt_.has_value());
  if (!receipt_) return;
  facts_->set_value("receipt_code", QString::fromStdString(receipt_->check_code), "heading");
  const QString unknown = "—";
  facts_->set_value("receipt_ticket", content ? QString::fromStdString(receipt_->content->ticket) : unknown);
  facts_->set_value("receipt_batch", content ? QString::fromStdString(receipt_->content->batch) : unknown);
  facts_->set_value(
      "receipt_at",
      ended_ ? date_and_time(ended_->at, zone_) + clock_time(ended_->at, zone_).mid(5) : unknown);
  facts_->set_value(
      "receipt_answered",
      content ? tr("%1 of %2 questions").arg(receipt_->content->answered).arg(receipt_->content->items)
              : unknown);
}

void ReceiptPage::save() {
  if (!receipt_) return;
  const std::string path = file_for(path_->text().trimmed()).toStdString();
  try {
    client::save_receipt(*receipt_, path);
    saved_ = {"已保存到 " + path, "Saved to " + path};
    sheet::set_role(*saved_label_, "good");
  } catch (const std::exception& e) {
    saved_ = {std::string{"无法保存（"} + e.what() + "）；请换一个位置，或抄下核对码",
              std::string{"It cannot be saved ("} + e.what() +
                  "); choose another place, or write down the check code"};
    sheet::set_role(*saved_label_, "bad");
  }
  set_words(*saved_label_, words(saved_));
}

QString usual_receipt_file(const protocol::Receipt& receipt) {
  const bool says_the_batch = receipt.ticket.starts_with(receipt.batch);
  QString name = QString::fromStdString("examhall-receipt-" + (says_the_batch ? "" : receipt.batch + "-") +
                                        receipt.ticket);
  if (receipt.round > 1) name += QString{"-%1"}.arg(receipt.round);  // one of an earlier try stays
  name.replace(QRegularExpression{"[^A-Za-z0-9._-]"}, "_");
  return QDir{usual_folder()}.filePath(name + ".json");
}

}  // namespace examhall::window
