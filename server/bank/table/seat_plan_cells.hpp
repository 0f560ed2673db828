#pragma once
// What one cell of a room's plan is, if it is no seat. Pure; any thread.
#include <optional>
#include <string>
#include <string_view>

namespace examhall::table {

/// 讲台, 黑板, podium …: on this side is the front.
bool is_front(std::string_view cell);
/// 第3排, column 2, 过道, 门 …: for people to find their way.
bool is_way_mark(std::string_view cell);
/// 空, —, × …: a seat, and nobody on it.
bool is_empty_mark(std::string_view cell);
/// A title or a remark that stands in a row by itself: …座位表, 注：…
bool is_title(std::string_view cell);
/// "考场：301" is ("room", "301"), "考点:" is ("site", ""): the value is in the next cell.
struct Label {
  std::string_view member;
  std::string value;
};
std::optional<Label> label_of(std::string_view cell);

}  // namespace examhall::table
