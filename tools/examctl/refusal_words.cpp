#include "examctl/refusal_words.hpp"

#include <algorithm>
#include <iterator>

namespace examhall::examctl {
namespace {

struct Refusal {
  std::string_view id;
  const char* zh;
  const char* en;
};

constexpr Refusal kRefusals[] = {
    {"not_possible_now", "对该考生目前的状态不适用，见 examctl evidence timeline",
     "it does not fit the state that the candidate is in; see examctl evidence timeline"},
    {"batch_over", "批次已到结束时间", "the batch's end has passed"},
    {"already_closed", "批次已收卷，时间不能再变", "the batch was collected; its times cannot move any more"},
    {"already_started", "已开考，开始时间不能再变", "the batch has started; only its end can move"},
    {"starts_in_the_past", "新的开始时间已过去", "the new start lies in the past"},
    {"end_in_the_past", "新的结束时间已过去", "the new end lies in the past"},
    {"end_not_after_start", "结束时间须晚于开始时间", "the end has to be after the start"},
    {"nothing_to_do", "没有变化", "nothing would change"},
    {"time_out_of_range", "时间超出范围（最多七天）", "the time is out of range: seven days at most"},
    {"no_such_batch", "服务器没有运行该批次", "the server does not run that batch"},
    {"no_such_candidate", "该批次没有这样的考生或考场", "nobody in this batch has that ticket, room or site"},
    {"no_such_room", "该批次在该考点没有这个考场", "nobody of this batch sits in that room"},
    {"room_of_several_sites", "几个考点都有这个名称的考场：请加 --site",
     "several sites have a room of that name: say which with --site"},
    {"seat_occupied", "该座位上的考生尚未结束", "somebody whose attempt has not ended has that seat"},
    {"text_too_long", "文字过长：通知 1000 字节，警告 950 字节",
     "the text is too long: 1,000 bytes for a message, 950 for a warning"},
    {"own_request", "自己提出的须由他人批准", "whoever asked for it cannot approve it: somebody else has to"},
    {"no_such_request", "没有这样的待批请求，或已有人决定",
     "no such request is open; perhaps somebody has decided it"},
    {"nothing_proposed", "没有待批的停机补时", "no outage waits for approval"},
    {"other_outage", "没有从该时刻开始、待批的停机（或已补回）：不带 --outage 运行可列出待批的",
     "no outage that began then waits for approval, or not any more: leave out --outage to see those that "
     "do"},
    {"not_closed", "批次尚未收卷", "the batch is not closed yet"},
    {"already_finalised", "成绩已定稿", "the results are final already"},
    {"not_graded", "批次尚未评分", "the batch has no scores yet"},
    {"same_results", "成绩与现有一版相同", "these are the scores as they are"},
    {"not_approved", "这一版成绩未经第二人批准：先用 --propose 提出，再由他人批准",
     "no second person has approved these scores: propose them with --propose, somebody else approves"},
    {"storage", "服务器目前不能写盘：什么也没有做，稍后再试",
     "the server cannot write to its disk at the moment; nothing was done, try again later"},
    {"no_such_results", "没有这一版成绩", "there is no such version of the results"},
};

}  // namespace

base::Text refusal_words(std::string_view id) {
  const auto* const found = std::find_if(std::begin(kRefusals), std::end(kRefusals),
                                         [&](const Refusal& r) { return r.id == id; });
  if (found == std::end(kRefusals)) return {std::string{id}, std::string{id}};
  return {found->zh, found->en};
}

}  // namespace examhall::examctl
