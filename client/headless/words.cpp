#include "client/headless/words.hpp"

namespace examhall::client {

base::Text line_text(const LineReport& r) {
  switch (r.state) {
    case LineState::connecting:
      return {"正在连接服务器", "Connecting"};
    case LineState::logging_in:
      return {"已连接，正在登录", "Connected, logging in"};
    case LineState::online:
      return {"在线", "Online"};
    case LineState::stopped:
      return {"已停止", "Stopped"};
    case LineState::offline:
      break;
  }
  if (r.refusal) return r.refusal->text;
  if (r.loss) return r.loss->text;
  return {"离线", "Offline"};
}

base::Text phase_text(Phase phase) {
  switch (phase) {
    case Phase::outside:
      return {"未入场", "Outside"};
    case Phase::waiting:
      return {"已就座，等待开考", "Seated, waiting for the start"};
    case Phase::sitting:
      return {"考试进行中", "The exam runs"};
    case Phase::paused:
      return {"考试已暂停，计时停止", "The exam is paused and so is the time"};
    case Phase::ended:
      break;
  }
  return {"考试已结束", "The exam has ended"};
}

AnswerWords answer_words(AnswerState state) {
  switch (state) {
    case AnswerState::none:
      return {"none", {"未作答", "not answered"}};
    case AnswerState::typing:
      return {"typing", {"正在作答", "being answered"}};
    case AnswerState::kept_here:
      return {"kept_here", {"已保存在本机，待发送", "kept on this machine, to be sent"}};
    case AnswerState::sent:
      return {"sent", {"已发送，等待确认", "sent, to be confirmed"}};
    case AnswerState::stored:
      return {"stored", {"已由服务器存盘", "stored by the server"}};
    case AnswerState::refused:
      break;
  }
  return {"refused", {"未被接受", "refused"}};
}

base::Text call_text(CallState state) {
  switch (state) {
    case CallState::none:
      return {"没有呼叫监考老师", "No proctor is called"};
    case CallState::calling:
      return {"正在呼叫监考老师", "Calling the proctor"};
    case CallState::recorded:
      break;
  }
  return {"呼叫已记录，请等待监考老师", "The call is on record; wait for the proctor"};
}

base::Text how_text(const std::string& how) {
  if (how == "handed_in") return {"已交卷", "Handed in"};
  if (how == "collected") return {"已由系统收卷", "Collected by the system"};
  if (how == "terminated")
    return {"考试已被终止，请联系监考老师", "The exam was terminated; speak to the proctor"};
  return {"考试已结束", "The exam has ended"};
}

}  // namespace examhall::client
