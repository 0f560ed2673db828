#include "client/window/language.hpp"

#include <array>
#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>
#include <QTranslator>

namespace examhall::window {
namespace {

base::Language& present() {
  static base::Language language = base::Language::en;  // that of the texts in the source
  return language;
}

QTranslator* translator_of(const QString& name) {
  auto* translator = new QTranslator{QCoreApplication::instance()};
  (void)translator->load(":/i18n/" + name);
  return translator;
}

const std::array<QTranslator*, 2>& chinese() {
  static const std::array<QTranslator*, 2> both{translator_of("window_zh_CN.qm"),
                                                translator_of("sheet_zh_CN.qm")};
  return both;
}

QDateTime in_zone(base::Instant at, const std::string& zone) {
  const QDateTime utc = QDateTime::fromMSecsSinceEpoch(base::to_millis(at), Qt::UTC);
  const QTimeZone wanted{QByteArray::fromStdString(zone)};
  return wanted.isValid() ? utc.toTimeZone(wanted) : utc.toLocalTime();
}

}  // namespace

base::Language language() { return present(); }

void set_language(base::Language wanted) {
  if (present() == wanted) return;
  present() = wanted;
  for (QTranslator* translator : chinese()) {
    if (wanted == base::Language::zh)
      QCoreApplication::installTranslator(translator);
    else
      QCoreApplication::removeTranslator(translator);
  }
}

QString words(const base::Text& text) { return QString::fromStdString(text.in(present())); }

QString clock_time(base::Instant at, const std::string& zone) {
  return in_zone(at, zone).toString("HH:mm:ss");
}

QString date_and_time(base::Instant at, const std::string& zone) {
  return in_zone(at, zone).toString("yyyy-MM-dd HH:mm");
}

namespace {
QString of_seconds(qint64 seconds) {
  const QString tail =
      QString{"%1:%2"}.arg(seconds / 60 % 60, 2, 10, QChar{'0'}).arg(seconds % 60, 2, 10, QChar{'0'});
  return seconds < 3600 ? tail : QString::number(seconds / 3600) + ":" + tail;
}
}  // namespace

QString length(base::Span span) { return of_seconds(span.count() <= 0 ? 0 : (span.count() + 999) / 1000); }

QString length_left(base::Span span) { return of_seconds(std::max<qint64>(0, span.count()) / 1000); }

}  // namespace examhall::window
