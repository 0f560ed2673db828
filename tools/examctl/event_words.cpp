#include "examctl/event_words.hpp"

#include <algorithm>

namespace examhall::examctl {
namespace {

struct Word {
  std::string_view id;
  const char* zh;
  const char* en;
};

constexpr Word kEvents[] = {{"registered", "报名登记", "registered"},
                            {"seated", "入座登录", "took the seat"},
                            {"seat_lost", "连接断开", "connection lost"},
                            {"retaken", "再次参加", "another try"},
                            {"begun", "开始答题", "began"},
                            {"answered", "作答", "answered"},
                            {"answer_refused", "答案未被接受", "answer refused"},
                            {"entry_refused", "拒绝入场", "entry refused"},
                            {"counted", "同类多次（合计）", "more of the same"},
                            {"visited", "翻到", "turned to"},
                            {"reported", "客户端报告", "client reports"},
                            {"handed_in", "交卷", "handed in"},
                            {"collected", "到时收卷", "collected"},
                            {"marked_absent", "记为缺考", "marked absent"},
                            {"paused", "暂停", "paused"},
                            {"resumed", "恢复", "resumed"},
                            {"extended", "补时", "extended"},
                            {"compensated", "补回时间", "time given back"},
                            {"terminated", "终止", "terminated"},
                            {"reinstated", "撤销终止", "reinstated"},
                            {"admitted", "准予入场", "admitted"},
                            {"moved", "换座位", "moved"},
                            {"end_shown", "新的结束时间已显示", "new end on the screen"},
                            {"warned", "警告", "warned"},
                            {"notified", "发出通知", "notice sent"},
                            {"notice_delivered", "通知送达", "notice delivered"},
                            {"notice_read", "通知已读", "notice read"},
                            {"proctor_called", "举手", "called a proctor"},
                            {"call_withdrawn", "取消举手", "call withdrawn"},
                            {"call_answered", "举手已处理", "call answered"},
                            {"batch_scheduled", "批次发布", "batch published"},
                            {"batch_rescheduled", "批次改期", "batch rescheduled"},
                            {"batch_extended", "批次补时", "batch extended"},
                            {"batch_started", "开考", "batch started"},
                            {"batch_closed", "批次结束", "batch closed"},
                            {"outage_noted", "中断", "outage"},
                            {"graded", "评分", "graded"},
                            {"finalised", "成绩定稿", "results final"},
                            {"incident", "异常记录", "incident"},
                            {"batch_incident", "异常记录", "incident"},
                            {"proposed", "申请（待第二人批准）", "asked for"},
                            {"decided", "第二人决定", "decided by a second person"},
                            {"noted", "事件记录", "noted"},
                            {"acted", "考务操作", "act of staff"},
                            {"paper_released", "保管员放行试卷", "paper released"},
                            {"paper_opened", "试卷启封", "paper opened"},
                            {"forbidden", "无权操作被拒", "not allowed"},
                            {"outside_grants", "越出授权范围", "outside the grants"},
                            {"staff_signed_in", "登录", "signed in"},
                            {"sign_in_refused", "登录被拒", "sign-in refused"},
                            {"sign_ins_refused", "登录被拒（合计）", "sign-ins refused"},
                            {"staff_session_ended", "登录结束", "session ended"},
                            {"account_changed", "账号变更", "account changed"},
                            {"staff_did", "考务工作", "work of staff"}};

constexpr Word kDeeds[] = {{"batch_added", "添加批次", "batch added"},
                           {"bank_imported", "导入题库", "bank imported"},
                           {"bank_exported", "导出题库（含答案）", "bank exported, with keys"},
                           {"paper_assembled", "组卷", "paper assembled"},
                           {"paper_read", "查看试卷", "paper looked at"},
                           {"paper_sealed", "密封试卷", "paper sealed"},
                           {"sealed_paper_imported", "导入密封试卷", "sealed paper imported"},
                           {"roster_imported", "导入名单", "roster imported"},
                           {"seats_imported", "导入座位表", "seating plan imported"},
                           {"seats_exported", "导出座位表", "seating plan exported"},
                           {"tickets_drawn", "生成准考证与登录码", "tickets and codes drawn"},
                           {"results_read", "查看或导出成绩", "results read or exported"},
                           {"evidence_exported", "导出证据", "evidence exported"},
                           {"answer_proven", "生成一题的证明", "proof of an answer made"},
                           {"backup_begun", "开始备份", "backup begun"}};

constexpr Word kActs[] = {{"message", "消息", "message"},
                          {"warn", "警告", "warning"},
                          {"answer_call", "应答举手", "answer to a call"},
                          {"pause", "暂停", "pause"},
                          {"resume", "恢复", "resume"},
                          {"extend", "补时", "extra time"},
                          {"move", "换座位", "move"},
                          {"admit", "准予入场", "admission"},
                          {"terminate", "终止", "termination"},
                          {"reinstate", "撤销终止", "reinstatement"},
                          {"incident", "异常记录", "incident"},
                          {"approve_outage", "批准补回中断时间", "outage approved"},
                          {"propose", "申请", "request"},
                          {"regrade", "改分", "other scores"},
                          {"propose_scores", "申请改分", "other scores asked for"},
                          {"approve", "批准", "approved"},
                          {"decline", "不批准", "declined"},
                          {"environment", "环境", "environment"},
                          {"candidate", "考生", "candidate"},
                          {"staff", "工作人员", "staff"},
                          {"technical", "技术", "technical"},
                          {"reschedule", "改期", "reschedule"},
                          {"finalise", "成绩定稿", "results final"},
                          {"forbidden", "无权操作被拒", "not allowed"},
                          {"outside_grants", "越出授权范围", "outside the grants"}};

constexpr Word kScopes[] = {{"person", "考生", "person"},
                            {"room", "考场", "room"},
                            {"site", "考点", "site"},
                            {"batch", "批次", "batch"}};

template <std::size_t N>
base::Text named(const Word (&words)[N], std::string_view id) {
  const auto* const found = std::find_if(words, words + N, [&](const Word& w) { return w.id == id; });
  if (found == words + N) return {std::string{id}, std::string{id}};
  return {found->zh, found->en};
}

}  // namespace

base::Text event_name(std::string_view kind) { return named(kEvents, kind); }
base::Text act_name(std::string_view act) { return named(kActs, act); }
base::Text deed_name(std::string_view deed) { return named(kDeeds, deed); }
base::Text scope_name(std::string_view scope) { return named(kScopes, scope); }

}  // namespace examhall::examctl
