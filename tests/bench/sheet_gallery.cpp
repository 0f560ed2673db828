// Draws the candidate's pages in their states, sizes and languages into a folder, to be looked at:
// sheet_gallery <folder> [<bank.json>].
#include <cstdio>
#include <fstream>
#include <QAbstractButton>
#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QTest>
#include <QTranslator>

#include "../unit/sheet_desk.hpp"
#include "client/sheet/exam_page.hpp"
#include "client/sheet/look.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

QImage voucher() {
  QImage image{900, 360, QImage::Format_RGB32};
  image.fill(Qt::white);
  QPainter painter{&image};
  painter.setFont(QFont{"WenQuanYi Micro Hei", 20});
  painter.drawText(image.rect(), Qt::AlignHCenter, "记 账 凭 证");
  for (int row = 0; row < 6; ++row) painter.drawRect(30, 60 + 48 * row, 840, 48);
  for (int column = 1; column < 4; ++column) painter.drawLine(30 + 210 * column, 60, 30 + 210 * column, 348);
  return image;
}

// Sixty questions: those of a bank where one is given.
void fill(FakeDesk& desk, const char* bank) {
  std::map<std::string, std::vector<Json>> by_type;
  if (bank != nullptr) {
    std::ifstream file{bank};
    const Json whole = Json::parse(file);
    for (const Json& item : whole["items"]) {
      Json body{{"type", item["type"]},
                {"text", item["text"]},
                {"content", Json::object()},
                {"images", Json::array()}};
      for (const char* member : {"options", "unit"}) {
        if (item.contains(member)) body["content"][member] = item[member];
      }
      by_type[item["type"]].push_back(std::move(body));
    }
  }
  const std::pair<const char*, const char*> sections[]{{"single", "一、单项选择题"},
                                                       {"multiple", "二、多项选择题"},
                                                       {"true_false", "三、判断题"},
                                                       {"numeric", "四、计算填空题"}};
  protocol::Outline outline;
  outline.paper = std::string(64, 'b');
  outline.title = "初级 样卷";
  desk.bodies.clear();
  for (const auto& [type, title] : sections) {
    const auto& bodies = by_type[type];
    const std::size_t count = std::min<std::size_t>(bodies.size(), 15);
    outline.sections.push_back({title, type, "2", static_cast<std::uint32_t>(count)});
    desk.bodies.insert(desk.bodies.end(), bodies.begin(),
                       bodies.begin() + static_cast<std::ptrdiff_t>(count));
  }
  desk.bodies[0]["text"] = desk.bodies[0]["text"].get<std::string>() + "\n\n![记账凭证](v.png)";
  desk.bodies[0]["images"] = {{{"name", "v.png"}, {"hash", "h"}}};
  desk.images["h"] = voucher();
  for (std::uint32_t i = 0; i < desk.bodies.size(); ++i) {
    outline.order.push_back(i);
    outline.options.push_back(Json::array());
  }
  desk.exam.apply(outline, desk.time);
  for (std::uint32_t i = 0; i < desk.bodies.size(); ++i) desk.arrive(i, desk.bodies[i]);
}

class Gallery {
 public:
  Gallery(QString folder, const char* bank) : folder_{std::move(folder)} {
    desk_.welcome.batch.hand_in_after_ms = 30min;
    desk_.welcome.batch.no_hand_in_last_ms = 10min;
    desk_.sit();
    fill(desk_, bank);
    page_ = std::make_unique<sheet::ExamPage>(desk_, alarms_.maker(), nullptr);
    page_->show();
    live();
  }
  void draw(QSize size, const QString& prefix) {
    page_->resize(size);
    prefix_ = prefix;
    go(1), shot("choice");
    go(18), shot("multiple");
    go(33), shot("true_false");
    go(47), shot("numeric");
    key(Qt::Key_F6);
    QTest::keyClicks(QApplication::focusWidget(), "126000*.95/");
    shot("calculator");
    key(Qt::Key_F6);
    key(Qt::Key_F2), shot("palette");
    key(Qt::Key_F2);
    key(Qt::Key_F10), shot("review");
    click("review_hand_in"), shot("hand_in");
    click("ask_no");
    key(Qt::Key_F1), shot("keys");
    press(Qt::Key_Escape);
    go(1);
    click("picture"), shot("picture");
    press(Qt::Key_Escape);
    trouble();
  }

 private:
  // A bit of everything that a palette can tell.
  void live() {
    for (std::uint32_t i = 0; i < 14; ++i)
      desk_.answer(i, "B"), desk_.ack(desk_.last_no, kStart + 5min + i * 41s);
    desk_.answer(15, Json{"A", "C"}), desk_.sent(desk_.last_no);
    desk_.answer(16, Json{"B"}), desk_.refuse(desk_.last_no, "too_late");
    desk_.answer(17, Json{"A", "D"});
    for (std::uint32_t n : {4U, 9U, 18U}) go(n), key(Qt::Key_F4);
    desk_.time += 42min + 17s;
  }
  void trouble() {
    desk_.report_of_line.state = client::LineState::offline;
    desk_.exam.apply(protocol::Storage{false}, desk_.time);
    desk_.notice(++notice_, "请 305 考场的考生注意：空调已调低，如感到不适请举手示意。");
    const protocol::Deadline more{kStart + 2h + 5min, 5min, "compensated", "机房断电补时"};
    emit desk_.deadline_changed(more);
    desk_.call = sheet::CallState::recorded;
    go(18), shot("trouble");
    desk_.report_of_line.state = client::LineState::online;
    desk_.exam.apply(protocol::Storage{true}, desk_.time);
    desk_.call = sheet::CallState::none;
    key(Qt::Key_F8), key(Qt::Key_F8), key(Qt::Key_F8);
    emit desk_.changed();
  }
  void go(std::uint32_t number) {
    click(("item_" + std::to_string(number)).c_str());
    QApplication::processEvents();
  }
  void click(const char* name) {
    if (auto* button = page_->findChild<QAbstractButton*>(name)) button->click();
  }
  void key(Qt::Key key) { QTest::keyClick(page_.get(), key); }
  void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
  void shot(const char* name) {
    QApplication::processEvents();
    const QString file = folder_ + "/" + prefix_ + "-" + name + ".png";
    page_->grab().save(file);
    std::puts(file.toUtf8().constData());
  }

  QString folder_, prefix_;
  FakeAlarms alarms_;
  FakeDesk desk_;
  std::unique_ptr<sheet::ExamPage> page_;
  std::uint32_t notice_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fputs("sheet_gallery <folder> <bank.json>\n", stderr), 2;
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application{argc, argv};
  QDir{}.mkpath(argv[1]);
  QTranslator chinese;
  if (!chinese.load(":/i18n/sheet_zh_CN.qm")) return 1;
  for (const char* language : {"zh", "en"}) {
    if (language == std::string{"zh"}) {
      QCoreApplication::installTranslator(&chinese);
    } else {
      QCoreApplication::removeTranslator(&chinese);
    }
    for (const auto& [size, look, name] :
         {std::tuple{QSize{1366, 768}, sheet::Look{}, "1366"},
          std::tuple{QSize{1920, 1080}, sheet::Look{}, "1920"},
          std::tuple{QSize{1366, 768}, sheet::Look{sheet::Scheme::normal, 200}, "1366-200"},
          std::tuple{QSize{1366, 768}, sheet::Look{sheet::Scheme::high_contrast, 125}, "1366-contrast"}}) {
      sheet::apply_look(application, look);
      Gallery{argv[1], argv[2]}.draw(size, QString{language} + "-" + name);
    }
  }
}
