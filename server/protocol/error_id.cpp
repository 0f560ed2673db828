#include "protocol/error_id.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace examhall::protocol {

const std::vector<ErrorEntry>& error_entries() {
  static const std::vector<ErrorEntry> entries{
      // what is wrong with a message
      {"bad_message", {"消息格式有误，未被处理", "The message is malformed and was not acted on"}, false},
      {"unknown_type", {"服务器不认识这种消息，请更新客户端", "The server does not know this kind of message; update the client"}, false},
      {"not_logged_in", {"请先登录", "Log in first"}, false},
      {"already_logged_in", {"此连接已登录", "This connection is logged in already"}, false},
      {"too_many_messages", {"消息过快，这一条未被处理；请稍候再发，并放慢速度", "Too many messages; this one was not acted on. Wait a little, then send it again more slowly"}, false},
      // at the door
      {"login_refused", {"准考证号或登录码不正确，请核对准考证", "Ticket number or access code is wrong; check the admission ticket"}, false},
      {"not_open_yet", {"尚未到入场时间", "The door is not open yet"}, false},
      {"batch_over", {"本批次考试已结束", "This batch is over"}, false},
      {"entry_too_late", {"已超过迟到入场的时限，不能入场", "It is too late to enter"}, false},
      {"attempt_ended", {"本次考试已交卷或收卷，不能再作答", "This attempt has ended and takes no more answers"}, false},
      {"attempt_terminated", {"本次考试已被终止，请联系监考老师", "This attempt was terminated; speak to the proctor"}, false},
      // while sitting
      {"not_started", {"考试尚未开始", "The exam has not started"}, false},
      {"attempt_paused", {"考试已暂停，计时停止，请等待监考老师恢复", "The exam is paused and so is the time; wait for the proctor"}, false},
      {"seat_taken_over", {"本座位已在另一台机器登录，此处不能再作答", "The seat was taken over by another machine; nothing more is taken here"}, true},
      {"too_late", {"答案在截止时间之后到达，仅作为证据保存，不计分", "The answer came after the deadline: kept as evidence, not scored"}, false},
      {"number_used", {"该作答序号已被使用，此答案仅作为证据保存", "This answer number was used before; the answer is kept as evidence only"}, false},
      {"no_such_item", {"试卷中没有这道题", "There is no such item in the paper"}, false},
      {"bad_response", {"答案的形式与题型不符，未保存", "The response does not fit the item and was not stored"}, false},
      {"item_behind", {"本场考试不能返回已做过的题目", "This exam does not go back to earlier items"}, false},
      {"hand_in_too_early", {"尚未到允许交卷的时间", "It is too early to hand in"}, false},
      {"hand_in_last_minutes", {"临近结束不能提前交卷，届时系统统一收卷", "No hand-in in the last minutes: the paper is collected at the end"}, false},
      {"not_saved", {"服务器暂时无法存盘，答案尚未保存；请勿离开，客户端会继续重试", "The server cannot store at the moment; the answer is not saved yet and will be retried"}, false},
      {"call_too_soon", {"刚刚呼叫过监考老师，请稍候再呼叫", "The proctor was called moments ago; wait a little before calling again"}, false},
      {"not_possible_now", {"当前状态下不能进行此操作", "This is not possible in the present state"}, false},
      // the end of a connection
      {"login_timeout", {"超时未登录，连接已关闭", "Nobody logged in within the time allowed"}, true},
      {"shutting_down", {"服务器正在停止，客户端会自动重连", "The server is shutting down; reconnect"}, true},
      // over HTTP
      {"subprotocol_unknown", {"请使用子协议 examhall.v1", "Use the subprotocol examhall.v1"}, true},
      {"origin_refused", {"不接受来自该网页来源的连接", "Connections from this web origin are refused"}, true},
      {"not_found", {"没有此资源", "There is nothing here"}, true},
      {"malformed_request", {"HTTP 请求有误", "The HTTP request is malformed"}, true},
      {"method_not_allowed", {"此处只接受 GET 请求", "Only GET is answered here"}, true},
      {"upgrade_required", {"此地址只接受 websocket 连接", "This address takes websocket connections only"}, true},
  };
  return entries;
}

const ErrorEntry& error_entry(std::string_view id) {
  const auto& all = error_entries();
  const auto it = std::find_if(all.begin(), all.end(), [&](const ErrorEntry& e) { return e.id == id; });
  if (it == all.end()) throw std::logic_error("no such error id: " + std::string{id});
  return *it;
}

}  // namespace examhall::protocol
