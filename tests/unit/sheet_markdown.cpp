// The Markdown of items on the screen, and text that would like to be more than text.
#include <catch2/catch.hpp>
#include <QTextDocument>

#include "client/sheet/markdown.hpp"
#include "sheet_rig.hpp"

using namespace examhall;
using namespace examhall::test;

namespace {

QString html_of(const char* markdown) {
  QString all;
  for (const auto& piece : sheet::pieces_of(markdown))
    all += piece.is_image() ? "[" + piece.image + "]" : piece.html;
  return all;
}

}  // namespace

TEST_CASE("marks within a line", "[sheet]") {
  REQUIRE(html_of("a **b** c") == "<p>a <b>b</b> c</p>");
  REQUIRE(html_of("a *b* c") == "<p>a <i>b</i> c</p>");
  REQUIRE(html_of("**一*二*三**") == "<p><b>一<i>二</i>三</b></p>");
  REQUIRE(html_of("`=IF(A1<B1,1,0)`") == "<p><code>=IF(A1&lt;B1,1,0)</code></p>");
  REQUIRE(html_of("`**a**` b") == "<p><code>**a**</code> b</p>");
}

TEST_CASE("marks without a partner, and products, stand as they are", "[sheet]") {
  for (const char* text : {"2*3*4", "B2*F2*G2", "a ** b", "a * b * c", "**", "`", "*", "5 ** 2 ** 3"}) {
    INFO(text);
    REQUIRE(html_of(text) == "<p>" + QString{text} + "</p>");
  }
}

TEST_CASE("whatever looks like HTML is text", "[sheet]") {
  for (const char* text : {"<b>x</b>", "<script>alert(1)</script>", "<img src=file:///etc/passwd>", "&lt;",
                           "a<b", "<table><tr><td>", "\"quoted\" & 'so'"}) {
    INFO(text);
    for (const QString& where :
         {QString{text}, "- " + QString{text}, "**" + QString{text} + "**", "`" + QString{text} + "`"}) {
      QString plain;
      for (const auto& piece : sheet::pieces_of(where)) {
        QTextDocument document;
        document.setHtml(piece.html);
        plain += document.toPlainText();
      }
      REQUIRE(plain == text);
    }
  }
}

TEST_CASE("paragraphs, lists and line breaks", "[sheet]") {
  REQUIRE(html_of("a\nb\n\nc") == "<p>a<br/>b</p><p>c</p>");
  REQUIRE(html_of("a\n- b\n- **c**\nd") == "<p>a</p><ul><li>b</li><li><b>c</b></li></ul><p>d</p>");
  REQUIRE(html_of("1. a\n2. b") == "<ol><li>a</li><li>b</li></ol>");
  REQUIRE(html_of("").isEmpty());
}

TEST_CASE("a pipe table, with bars and marks in its cells", "[sheet]") {
  const QString html = html_of("| 项目 | 金额 |\n| --- | --- |\n| a\\|b | **1** |\n| c | |");
  REQUIRE(html.contains("<tr><th>项目</th><th>金额</th></tr>"));
  REQUIRE(html.contains("<tr><td>a|b</td><td><b>1</b></td></tr>"));
  REQUIRE(html.contains("<tr><td>c</td><td></td></tr>"));
  REQUIRE_FALSE(html.contains("---"));
  REQUIRE(sheet::pieces_of("| a | b |\n|---|---|\n| c | d |").front().plain == "a | b\nc | d");
}

TEST_CASE("pictures divide a paragraph and follow a list, a table, an option", "[sheet]") {
  const auto pieces = sheet::pieces_of("看图 ![凭证](v.png) 作答");
  REQUIRE(pieces.size() == 3);
  REQUIRE(pieces[1].image == "v.png");
  REQUIRE(pieces[1].plain == "凭证");
  REQUIRE(html_of("- a ![x](x.png)\n- b") == "<ul><li>a [x]</li><li>b</li></ul>[x.png]");
  std::vector<sheet::Piece> pictures;
  REQUIRE(sheet::line_of("甲 ![](o.png)", &pictures).plain == "甲 ");
  REQUIRE(pictures.at(0).image == "o.png");
}

TEST_CASE("long and hostile text ends", "[sheet]") {
  for (const QString& text :
       {QString(8000, u'*'), QString(8000, u'`'), QString(8000, u'|'), QString(4000, u'!') + "[](",
        QString{"**a"}.repeated(2000), QString{"*a "}.repeated(2000), QString{"![["}.repeated(2000),
        QString{"\n|"}.repeated(4000)}) {
    sheet::pieces_of(text);
    SUCCEED();
  }
}

TEST_CASE("pictures of a question come from the desk and are enlarged by Enter", "[sheet]") {
  Sitting s{[](FakeDesk& d) {
    d.bodies[1]["text"] = "看 ![凭证](v.png)";
    d.bodies[1]["images"] = {{{"name", "v.png"}, {"media", "image/png"}, {"hash", "h1"}},
                             {{"name", "w.png"}, {"media", "image/png"}, {"hash", "h2"}}};
  }};
  auto pictures = s.page.findChildren<QPushButton*>("picture");
  REQUIRE(pictures.size() == 2);  // the second is named by nobody, and shown all the same
  REQUIRE(pictures[0]->accessibleName() == "Picture: 凭证");
  QTest::mouseClick(pictures[0], Qt::LeftButton);
  REQUIRE_FALSE(s.find<QWidget>("picture_page").isVisible());  // not here yet
  s.desk.images["h1"] = QImage{300, 200, QImage::Format_RGB32};
  emit s.desk.image_arrived("h1");
  pictures[0]->setFocus();
  QTest::keyClick(pictures[0], Qt::Key_Return);
  REQUIRE(s.find<QWidget>("picture_page").isVisible());
  auto& large = s.find<QLabel>("picture_large");
  const int before = large.width();
  QTest::keyClick(&s.find<QWidget>("picture_page"), Qt::Key_Plus);
  REQUIRE(large.width() > before);
  QTest::keyClick(&s.find<QWidget>("picture_page"), Qt::Key_Escape);
  REQUIRE(s.find<QWidget>("question_text").isVisible());
}
