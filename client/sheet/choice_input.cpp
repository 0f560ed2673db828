#include "client/sheet/choice_input.hpp"

#include <algorithm>
#include <QVBoxLayout>

#include "client/sheet/look.hpp"
#include "client/sheet/option_button.hpp"

namespace examhall::sheet {

using base::Json;

ChoiceInput::ChoiceInput(const Question& question, Choose choose, const PictureMaker& pictures,
                         QWidget* parent)
    : AnswerInput{parent}, choose_{choose}, options_{question.options} {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(scaled(8));
  for (std::size_t place = 0; place < options_.size(); ++place) {
    std::vector<Piece> shown;
    const Piece text = line_of(options_[place].text, &shown);
    buttons_.push_back(make_button(options_[place], place, text));
    column->addWidget(buttons_.back());
    for (const Piece& picture : shown) column->addWidget(pictures(picture, this));
  }
}

QAbstractButton* ChoiceInput::make_button(const Option& option, std::size_t place, const Piece& text) {
  const QString letter = shown_letter(place);
  QAbstractButton* button = choose_ == Choose::one
                                ? static_cast<QAbstractButton*>(new RadioOption{letter, text, this})
                                : new CheckOption{letter, text, this};
  button->setObjectName(QString{"option_"} + QLatin1Char{option.letter});
  connect(button, &QAbstractButton::clicked, this, [this, place] { chosen(place); });
  return button;
}

// A second click on the one chosen does not take it back: that would be too easy to do by mistake.
void ChoiceInput::chosen(std::size_t place) {
  if (choose_ == Choose::one) {
    for (std::size_t i = 0; i < buttons_.size(); ++i) buttons_[i]->setChecked(i == place);
  }
  emit answered(response());
}

Json ChoiceInput::response() const {
  std::string letters;
  for (std::size_t i = 0; i < buttons_.size(); ++i) {
    if (buttons_[i]->isChecked()) letters += options_[i].letter;
  }
  if (letters.empty()) return nullptr;
  if (choose_ == Choose::one) return letters;
  std::sort(letters.begin(), letters.end());
  Json out = Json::array();
  for (const char letter : letters) out.push_back(std::string{letter});
  return out;
}

void ChoiceInput::show_response(const Json& response) {
  for (std::size_t i = 0; i < buttons_.size(); ++i) {
    const Json letter = std::string{options_[i].letter};
    const bool on = response.is_array()
                        ? std::find(response.begin(), response.end(), letter) != response.end()
                        : response == letter;
    buttons_[i]->setChecked(on);
  }
}

bool ChoiceInput::take_key(const QKeyEvent& key) {
  int place = -1;
  if (key.key() >= Qt::Key_A && key.key() <= Qt::Key_J) place = key.key() - Qt::Key_A;
  if (key.key() >= Qt::Key_1 && key.key() <= Qt::Key_9) place = key.key() - Qt::Key_1;
  if (place < 0 || static_cast<std::size_t>(place) >= buttons_.size()) return false;
  QAbstractButton* button = buttons_[static_cast<std::size_t>(place)];
  button->setFocus(Qt::ShortcutFocusReason);
  button->click();
  return true;
}

QWidget* ChoiceInput::first_control() {
  const auto chosen = std::find_if(buttons_.begin(), buttons_.end(), [](auto* b) { return b->isChecked(); });
  if (chosen != buttons_.end()) return *chosen;
  return buttons_.empty() ? nullptr : buttons_.front();
}

}  // namespace examhall::sheet
