#pragma once
// The end: what was handed in, with the receipt's check code. No score is shown, for the server sends none.
#include <QLineEdit>

#include "client/core/observer.hpp"
#include "client/window/page.hpp"

namespace examhall::window {

class ReceiptPage final : public PageFrame {
  Q_OBJECT
 public:
  explicit ReceiptPage(QWidget* parent = nullptr);
  void retranslate() override;
  QWidget* first_control() override { return save_; }

  /// `zone`: in which times are shown; empty if nobody was logged in while the exam ran.
  void show_end(const protocol::Ended& ended, const std::optional<client::CheckedReceipt>& receipt,
                const std::string& zone);
  void show_unconfirmed(std::size_t count);

 signals:
  void next_try();
  void finished();

 private:
  void save();
  void show_receipt();

  std::optional<protocol::Ended> ended_;
  std::optional<client::CheckedReceipt> receipt_;
  std::string zone_;
  std::size_t unconfirmed_count_ = 0;
  base::Text saved_{};
  QLabel *words_, *signature_, *unconfirmed_, *path_label_, *saved_label_;
  Facts* facts_;
  QLineEdit* path_;
  QPushButton *save_, *next_, *finish_;
};

/// Where a receipt is saved unless somebody types another place: the person's documents, or the home folder.
QString usual_receipt_file(const protocol::Receipt& receipt);

}  // namespace examhall::window
