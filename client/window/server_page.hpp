#pragma once
// Where no settings of the room were found, or wrong ones: staff type the server and name its authority. No
// dialog looks for the file: on a locked machine that would be a way to every other file.
#include "client/window/page.hpp"
#include "client/window/room.hpp"

namespace examhall::window {

class ServerPage final : public PageFrame {
  Q_OBJECT
 public:
  explicit ServerPage(RoomFound found, QWidget* parent = nullptr);
  void retranslate() override;
  QWidget* first_control() override { return address_; }

 signals:
  void chosen(const examhall::client::RoomSettings& room);
  void quit();

 private:
  void go_on();

  RoomFound found_;
  base::Problems typed_problems_;
  QLabel *why_, *places_, *address_label_, *authority_label_, *problems_;
  QLineEdit *address_, *authority_;
  QPushButton *continue_, *quit_;
};

}  // namespace examhall::window
