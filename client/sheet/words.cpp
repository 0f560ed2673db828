#include "client/sheet/words.hpp"

#include <QDateTime>
#include <QTimeZone>
#include <stdexcept>

#include "client/sheet/question.hpp"

namespace examhall::sheet {
namespace {

QTimeZone zone_of(const client::ExamState& state) {
  const QTimeZone zone{state.welcome() ? QByteArray::fromStdString(state.welcome()->batch.zone)
                                       : QByteArray{}};
  return zone.isValid() ? zone : QTimeZone::systemTimeZone();
}

Told refused(const Paper& paper, std::uint32_t item, const client::AnswerView& view) {
  const QString why = Words::tr("Not accepted: %1.").arg(Words::reason(view.reason));
  const auto question = question_of(paper.state(), item);
  const QString held =
      question ? response_in_words(*question, view.stored, Words::tr("True"), Words::tr("False")) : QString{};
  return {Words::sentences({why, held.isEmpty() ? Words::tr("The server holds no answer to this question.")
                                                : Words::tr("The server holds: %1").arg(held)}),
          "bad"};
}

Told stored(const Paper& paper, const client::AnswerView& view) {
  if (view.stored_at == base::Instant{}) return {Words::tr("Stored at the server"), "good"};
  const QString time = Words::time_of_day(paper.state(), view.stored_at);
  return {(view.response.is_null() ? Words::tr("Cleared, stored at the server %1")
                                   : Words::tr("Stored at the server %1"))
              .arg(time),
          "good"};
}

}  // namespace

base::Language Words::language() {
  //: The language of this file: "en" or "zh". It chooses among the sentences that a server sends.
  return tr("en") == QLatin1String{"zh"} ? base::Language::zh : base::Language::en;
}

QString Words::of(const base::Text& text) { return QString::fromStdString(text.in(language())); }

QString Words::sentences(const QStringList& texts) {
  return texts.join(language() == base::Language::zh ? QString{} : QString{" "});
}

QString Words::time_of_day(const client::ExamState& state, base::Instant server_time) {
  return QDateTime::fromMSecsSinceEpoch(base::to_millis(server_time), zone_of(state)).toString("HH:mm:ss");
}

QString Words::span(base::Span left) {
  const auto seconds = left.count() / 1000;
  return QString{"%1:%2:%3"}
      .arg(seconds / 3600)
      .arg(seconds / 60 % 60, 2, 10, QLatin1Char{'0'})
      .arg(seconds % 60, 2, 10, QLatin1Char{'0'});
}

QString Words::reason(const std::string& id) {
  try {
    return of(protocol::make_error(id).text);
  } catch (const std::logic_error&) {
    return tr("the server gave the reason \"%1\"").arg(QString::fromStdString(id));  // a newer server
  }
}

Told answer_in_words(const Paper& paper, std::uint32_t item) {
  if (item >= paper.state().answers().size()) return {};
  const client::AnswerView& view = paper.state().answers().at(item);
  if (paper.just_given(item)) return {Words::tr("Being kept on this machine…"), "quiet"};
  switch (view.state) {
    case client::AnswerState::none:
      return {Words::tr("Not answered yet"), "quiet"};
    case client::AnswerState::typing:
      return {Words::tr("Typing…"), "quiet"};
    case client::AnswerState::kept_here:
      return {Words::tr("Kept on this machine, will be sent"), "warn"};
    case client::AnswerState::sent:
      return {Words::tr("Kept on this machine, on its way to the server"), "quiet"};
    case client::AnswerState::stored:
      return stored(paper, view);
    case client::AnswerState::refused:
      break;
  }
  return refused(paper, item, view);
}

}  // namespace examhall::sheet
