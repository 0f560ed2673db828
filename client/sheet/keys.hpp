#pragma once
// What the pages with text say: the keys, and the messages so far. The window's thread.
#include "client/sheet/messages.hpp"
#include "client/sheet/words.hpp"

namespace examhall::sheet {

QString keys_title();
QString keys_html();
QString history_title();
QString history_html(const Messages& messages, const client::ExamState& state);

}  // namespace examhall::sheet
