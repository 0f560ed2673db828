#include "client/sheet/question_view.hpp"

#include <QEvent>
#include <QScrollBar>
#include <utility>

#include "client/sheet/look_sheet.hpp"
#include "client/sheet/picture.hpp"
#include "client/sheet/text_view.hpp"
#include "client/sheet/words.hpp"

namespace examhall::sheet {

QuestionView::QuestionView(Paper& paper, AlarmMaker alarms, QWidget* parent)
    : QWidget{parent},
      paper_{paper},
      alarms_{std::move(alarms)},
      place_{new QLabel{this}},
      state_{new QLabel{this}},
      clear_{new QPushButton{this}},
      scroll_{new QScrollArea{this}} {
  auto* column = new QVBoxLayout{this};
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(place_);
  column->addWidget(scroll_, 1);
  auto* foot = new QHBoxLayout;
  foot->addWidget(state_, 1);
  foot->addWidget(clear_);
  column->addLayout(foot);
  place_->setObjectName("question_place");
  place_->setWordWrap(true);
  set_role(*place_, "heading");
  state_->setObjectName("answer_state");
  state_->setWordWrap(true);
  clear_->setObjectName("clear_answer");
  scroll_->setObjectName("question_scroll");
  scroll_->setWidgetResizable(true);
  scroll_->setFocusPolicy(Qt::NoFocus);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  connect(clear_, &QPushButton::clicked, this, [this] { clear(); });
  connect(&paper_, &Paper::current_changed, this, &QuestionView::open_current);
  connect(&paper_, &Paper::changed, this, &QuestionView::refresh);
  open_current();
}

void QuestionView::open_current() {
  give_now();
  shown_ = paper_.current();
  question_ = shown_ ? question_of(paper_.state(), *shown_) : std::nullopt;
  input_ = nullptr;
  body_ = new QWidget;
  body_->setObjectName("question_body");
  auto* column = new QVBoxLayout{body_};
  column->setSpacing(scaled(10));
  if (question_) {
    build(*question_);
  } else {
    auto* absent = new QLabel{tr("This question has not arrived yet. It appears here by itself."), body_};
    absent->setObjectName("question_absent");
    absent->setWordWrap(true);
    column->addWidget(absent);
  }
  column->addStretch(1);
  scroll_->setWidget(body_);
  scroll_->verticalScrollBar()->setValue(0);
  order_tabs();
  refresh();
}

// A new widget is the window's last for Tab; those of a question belong where the question is.
void QuestionView::order_tabs() {
  const auto reachable = [](const QWidget& w) { return (w.focusPolicy() & Qt::TabFocus) != 0; };
  QWidget* before = clear_->previousInFocusChain();
  while (before != clear_ && (!reachable(*before) || body_->isAncestorOf(before)))
    before = before->previousInFocusChain();
  if (before == clear_) return;  // not in a window yet
  for (QWidget* control : body_->findChildren<QWidget*>()) {
    if (reachable(*control)) setTabOrder(std::exchange(before, control), control);
  }
  setTabOrder(before, clear_);
}

void QuestionView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  order_tabs();
}

void QuestionView::build(const Question& question) {
  add_text(question);
  add_input(question);
}

void QuestionView::add_text(const Question& question) {
  std::vector<QString> named;
  for (const Piece& piece : pieces_of(question.text)) {
    if (piece.is_image()) {
      named.push_back(piece.image);
      body_->layout()->addWidget(make_picture(piece, body_));
      continue;
    }
    auto* text = new TextView{body_};
    text->setObjectName("question_text");
    set_role(*text, "question");
    text->show_piece(piece);
    body_->layout()->addWidget(text);
  }
  for (const Option& option : question.options) {
    std::vector<Piece> pictures;
    line_of(option.text, &pictures);
    for (const Piece& picture : pictures) named.push_back(picture.image);
  }
  for (const PictureName& picture : question.pictures) {
    if (std::find(named.begin(), named.end(), picture.name) != named.end()) continue;
    body_->layout()->addWidget(make_picture({{}, {}, picture.name}, body_));
  }
}

void QuestionView::add_input(const Question& question) {
  const auto pictures = [this](const Piece& picture, QWidget* parent) {
    return make_picture(picture, parent);
  };
  input_ = make_input(question, alarms_, pictures, body_);
  if (input_ == nullptr) {
    auto* unknown =
        new QLabel{tr("This program cannot show a question of the kind \"%1\". Please call the proctor; "
                      "the other questions can be answered.")
                       .arg(question.type),
                   body_};
    unknown->setObjectName("question_unknown");
    unknown->setTextFormat(Qt::PlainText);
    unknown->setWordWrap(true);
    set_role(*unknown, "bad");
    body_->layout()->addWidget(unknown);
    return;
  }
  input_->setObjectName("answer_input");
  body_->layout()->addWidget(input_);
  const std::uint32_t item = question.item;
  connect(input_, &AnswerInput::typed, this, [this, item] { paper_.typing(item); });
  connect(input_, &AnswerInput::answered, this,
          [this, item](const base::Json& response) { paper_.answer(item, response); });
}

QWidget* QuestionView::make_picture(const Piece& piece, QWidget* parent) {
  const PictureName* named = question_->picture(piece.image);
  auto* picture =
      new Picture{paper_.desk(), named != nullptr ? named->hash : std::string{}, piece.plain, parent};
  connect(picture, &Picture::wanted, this, &QuestionView::picture_wanted);
  return picture;
}

// A question that was absent may be here now; otherwise only its answer is looked at again.
void QuestionView::refresh() {
  if (shown_ && !question_ && paper_.state().item(*shown_) != nullptr) return open_current();
  show_heading();
  show_state();
  if (input_ != nullptr) {
    input_->setEnabled(paper_.open());
    input_->show_response(paper_.response(*shown_));
  }
}

void QuestionView::show_heading() {
  if (!shown_) return place_->clear();
  const auto* section = section_of(paper_.state(), *shown_);
  QString text = tr("Question %1 of %2").arg(paper_.state().display_number(*shown_)).arg(paper_.size());
  if (section != nullptr) {
    text += " · " + QString::fromStdString(section->title) + " · " +
            tr("%1 points").arg(QString::fromStdString(section->points));
  }
  if (paper_.standing(*shown_).flagged) text += " · ⚑ " + tr("flagged");
  place_->setText(text);
}

void QuestionView::show_state() {
  const Told told = shown_ ? answer_in_words(paper_, *shown_) : Told{};
  state_->setText(told.text);
  set_role(*state_, told.role);
  clear_->setText(tr("Clear the answer"));
  clear_->setVisible(input_ != nullptr);
  clear_->setEnabled(input_ != nullptr && paper_.open() && paper_.standing(*shown_).answered);
}

void QuestionView::clear() {
  if (!shown_ || input_ == nullptr || !clear_->isEnabled()) return;
  input_->give_now();
  paper_.answer(*shown_, nullptr);
  focus_answer();
}

bool QuestionView::take_key(const QKeyEvent& key) {
  if (input_ == nullptr || !input_->isEnabled() || !input_->take_key(key)) return false;
  if (QWidget* control = focusWidget()) scroll_->ensureWidgetVisible(control);
  return true;
}

void QuestionView::give_now() {
  if (input_ != nullptr) input_->give_now();
}

void QuestionView::focus_answer() {
  if (input_ != nullptr && input_->first_control() != nullptr)
    input_->first_control()->setFocus(Qt::OtherFocusReason);
}

void QuestionView::scroll(int lines) {
  QScrollBar& bar = *scroll_->verticalScrollBar();
  bar.setValue(bar.value() + lines * fontMetrics().lineSpacing());
}

void QuestionView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::LanguageChange) return;
  // Without an input the page is a sentence of ours, to be said anew.
  if (input_ == nullptr) return open_current();
  refresh();
}

}  // namespace examhall::sheet
