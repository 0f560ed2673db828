#pragma once
// Single and multiple choice: options in the candidate's order, responses in stored letters. The window's
// thread.
#include <QAbstractButton>
#include <vector>

#include "client/sheet/answer_input.hpp"

namespace examhall::sheet {

enum class Choose { one, many };

class ChoiceInput final : public AnswerInput {
  Q_OBJECT
 public:
  ChoiceInput(const Question& question, Choose choose, const PictureMaker& pictures, QWidget* parent);
  void show_response(const base::Json& response) override;
  /// A–J and 1–9: the options as they stand on the screen.
  bool take_key(const QKeyEvent& key) override;
  QWidget* first_control() override;

 private:
  QAbstractButton* make_button(const Option& option, std::size_t place, const Piece& text);
  void chosen(std::size_t place);
  base::Json response() const;

  Choose choose_;
  std::vector<Option> options_;
  std::vector<QAbstractButton*> buttons_;
};

}  // namespace examhall::sheet
