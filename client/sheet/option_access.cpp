#include "client/sheet/option_access.hpp"

#include <QAccessible>
#include <QAccessibleWidget>

#include "client/sheet/option_button.hpp"

namespace examhall::sheet {
namespace {

class RadioAccess final : public QAccessibleWidget {
 public:
  explicit RadioAccess(QAbstractButton& button)
      : QAccessibleWidget{&button, QAccessible::RadioButton}, button_{button} {}

  QAccessible::State state() const override {
    QAccessible::State state = QAccessibleWidget::state();
    state.checkable = true;
    state.checked = button_.isChecked();
    return state;
  }

  QStringList actionNames() const override {
    QStringList names = QAccessibleWidget::actionNames();
    if (button_.isEnabled()) names.prepend(toggleAction());
    return names;
  }

  void doAction(const QString& action) override {
    if (action == toggleAction()) return button_.click();
    QAccessibleWidget::doAction(action);
  }

 private:
  QAbstractButton& button_;
};

QAccessibleInterface* access_of(const QString&, QObject* object) {
  auto* option = dynamic_cast<RadioOption*>(object);
  return option != nullptr ? new RadioAccess{*option} : nullptr;
}

}  // namespace

void install_option_access() {
  [[maybe_unused]] static const bool once = (QAccessible::installFactory(access_of), true);
}

}  // namespace examhall::sheet
