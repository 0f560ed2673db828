#include "client/window/checks_page.hpp"

#include <algorithm>

#include "client/sheet/look_sheet.hpp"

namespace examhall::window {
namespace {

const char* role_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::good:
      return "good";
    case Verdict::fair:
      return "warn";
    case Verdict::poor:
      break;
  }
  return "bad";
}

}  // namespace

ChecksPage::ChecksPage(QWidget* parent) : PageFrame{"checks_page", parent} {
  verdict_ = add_text("checks_verdict");
  facts_ = new Facts;
  for (const Finding& finding : findings({})) facts_->add(finding.name);
  column()->addWidget(facts_);
  continue_ = add_button("checks_continue", true);
  add_buttons({continue_});
  connect(continue_, &QPushButton::clicked, this, &ChecksPage::done);
  retranslate();
}

void ChecksPage::show_measured(const Measured& measured) {
  measured_ = measured;
  retranslate();
}

void ChecksPage::retranslate() {
  set_title(tr("Check of this machine"));
  facts_->set_caption("check_connection", tr("Connection"));
  facts_->set_caption("check_round_trip", tr("Round trip to the server"));
  facts_->set_caption("check_clock", tr("Difference of the clocks"));
  facts_->set_caption("check_screen", tr("Screen"));
  facts_->set_caption("check_disk", tr("Disk"));
  facts_->set_caption("check_fonts", tr("Fonts"));
  Verdict worst = Verdict::good;
  for (const Finding& finding : findings(measured_)) {
    worst = std::max(worst, finding.verdict);
    const QString mark = finding.verdict == Verdict::good   ? tr("good")
                         : finding.verdict == Verdict::fair ? tr("will do")
                                                            : tr("tell the proctor");
    QString line = tr("%1: %2").arg(mark, finding.value);
    if (!finding.advice.isEmpty()) line += "\n" + finding.advice;
    facts_->set_value(finding.name, line, role_of(finding.verdict));
  }
  set_words(*verdict_,
            worst == Verdict::poor
                ? tr("Something is not as it should be. Tell the proctor; you can go on all the same.")
                : tr("This machine is fit for the exam."));
  sheet::set_role(*verdict_, worst == Verdict::poor ? "bad" : "text");
  set_words(*continue_, tr("&Continue"));
}

}  // namespace examhall::window
