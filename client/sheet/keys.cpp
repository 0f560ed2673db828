#include "client/sheet/keys.hpp"

namespace examhall::sheet {
namespace {

struct Keys {
  Q_DECLARE_TR_FUNCTIONS(examhall::sheet::Keys)
 public:
  static std::vector<std::pair<QString, QString>> all() {
    return {{tr("Page Down, Alt →"), tr("next question")},
            {tr("Page Up, Alt ←"), tr("previous question")},
            {tr("A to J, or 1 to 9"), tr("choose or take back an option")},
            {tr("T or Y, F or N"), tr("true, false")},
            {tr("Delete"), tr("clear the answer")},
            {tr("Enter"), tr("in the number field: keep the number at once; on a picture: enlarge it")},
            {tr("F4 or Ctrl M"), tr("flag the question, or take the flag off")},
            {tr("Ctrl ↑, Ctrl ↓"), tr("scroll a long question")},
            {tr("Tab, Shift Tab"), tr("to the next or previous control; Space presses it")},
            {tr("F2"), tr("all questions; arrow keys and Enter choose one")},
            {tr("F6"), tr("calculator; Esc closes it")},
            {tr("F7"), tr("high contrast on and off")},
            {tr("Ctrl +, Ctrl −"), tr("larger or smaller text")},
            {tr("F8"), tr("I have read the message")},
            {tr("F9"), tr("call the proctor, or take the call back")},
            {tr("F10"), tr("review and hand in")},
            {tr("F1"), tr("this page")}};
  }
};

}  // namespace

QString keys_title() { return Keys::tr("Keys"); }

QString keys_html() {
  QString rows;
  for (const auto& [key, effect] : Keys::all()) {
    rows += "<tr><td><b>" + key.toHtmlEscaped() + "</b></td><td>" + effect.toHtmlEscaped() + "</td></tr>";
  }
  return "<table cellpadding=\"6\">" + rows + "</table>";
}

QString history_title() { return Keys::tr("Messages so far"); }

QString history_html(const Messages& messages, const client::ExamState& state) {
  QString html;
  for (auto m = messages.all().rbegin(); m != messages.all().rend(); ++m) {
    html += "<p><b>" + Words::time_of_day(state, m->at) + "</b> " +
            m->text().toHtmlEscaped().replace('\n', "<br/>") + "</p>";
  }
  return html.isEmpty() ? "<p>" + Keys::tr("There are none.").toHtmlEscaped() + "</p>" : html;
}

}  // namespace examhall::sheet
