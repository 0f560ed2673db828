#pragma once
// The language of the window: Chinese or English, changed while it runs. Texts in the source are English; the
// Chinese ones lie in the program as window_zh_CN.qm and sheet_zh_CN.qm. The window's thread.
#include <QString>

#include "base/text.hpp"
#include "base/time.hpp"

namespace examhall::window {

base::Language language();
/// Every widget hears of it by LanguageChange.
void set_language(base::Language wanted);

/// A sentence of the server, or of the core, in the present language.
QString words(const base::Text& text);

/// "09:30:00" in a time zone; the machine's own where the zone is empty or not known.
QString clock_time(base::Instant at, const std::string& zone);
/// "2023-05-20 09:30".
QString date_and_time(base::Instant at, const std::string& zone);
/// "1:05:09" or "05:09"; a begun second counts as a whole one: for the time to something, where 0 means now.
QString length(base::Span span);
/// The same, never rounded up: for time that is left, which must not promise a second that is not there.
QString length_left(base::Span span);

}  // namespace examhall::window
