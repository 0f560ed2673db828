#pragma once
// What the pages around the paper have in common: one column of readable width in the middle, a title, words
// that change with the language, and scrolling when the text is large. The window's thread.
#include <QFormLayout>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWidget>

namespace examhall::window {

class PageFrame : public QWidget {
  Q_OBJECT
 public:
  /// `name` is the page's object name; its title is "<name>_title".
  explicit PageFrame(const char* name, QWidget* parent = nullptr);

  /// All words of the page in the present language. Called on a change of language and by whoever made the
  /// page.
  virtual void retranslate() = 0;
  /// What the keyboard acts on when the page comes up.
  virtual QWidget* first_control() { return nullptr; }

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

  QVBoxLayout* column() { return column_; }
  void set_title(const QString& words);
  /// A paragraph that wraps; its words come with retranslate().
  QLabel* add_text(const char* name, const char* role = nullptr);
  /// A field to type into, with its label before it.
  QLineEdit* add_line(const char* name, QLabel* label);
  QPushButton* add_button(const char* name, bool primary = false);
  /// Buttons beside each other under the column's text.
  void add_buttons(std::initializer_list<QPushButton*> buttons);

 private:
  void fit_width();

  QFrame* middle_;
  QVBoxLayout* column_;
  QLabel* title_;
};

/// Words, and the same as accessible name.
void set_words(QLabel& label, const QString& words);
void set_words(QPushButton& button, const QString& words);

/// Rows of a name and what it says, both readable by a screen reader.
class Facts : public QWidget {
 public:
  explicit Facts(QWidget* parent = nullptr);
  /// A row; `name` is the object name of the value.
  void add(const char* name);
  void set_caption(const char* name, const QString& words);
  void set_value(const char* name, const QString& words, const char* role = nullptr);
  void show_row(const char* name, bool visible);

 private:
  QLabel* caption(const char* name) const;
  QLabel* label(const char* name) const;
  QFormLayout* rows_;
};

}  // namespace examhall::window
