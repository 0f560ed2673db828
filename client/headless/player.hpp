#pragma once
// Sits an exam in the place of a person: takes one step of its script after another, thinking before each
// answer. The first step is taken once the whole paper is there; a pause of the exam pauses it. One thread.
#include "client/core/client.hpp"
#include "client/headless/chooser.hpp"
#include "client/headless/script.hpp"

namespace examhall::client {

class Player final : public Observer {
 public:
  struct Habits {
    std::vector<Step> steps;
    Span think_least{0}, think_most{0};
  };
  /// Does something later, on the client's thread; what was to be done before is dropped.
  using Later = std::function<void(Span, std::function<void()>)>;

  Player(Habits habits, Chooser chooser, Later later);
  /// Set before the sitting begins.
  void play(Sitting& sitting) { sitting_ = &sitting; }

  void phase_changed(Phase p) override;
  void paper_complete() override;
  void notice_arrived(const Notice& n) override;
  void hand_in_refused(const protocol::Error& e) override;

 private:
  enum class Pace { next, wait };  ///< go on at once, or something else will call

  void go_on();
  void after(Span time);
  void after_thinking();
  Pace take(const AnswerStep& s);
  Pace take(const AnswerAllStep& s);
  Pace take(const WaitStep& s);
  Pace take(const DropStep& s);
  Pace take(const ReportStep& s);
  Pace take(const ReadNoticesStep& s);
  Pace take(const CallStep& s);
  Pace take(const TypeStep& s);
  Pace take(const HandInStep& s);
  Pace take(const ExitStep& s);
  bool answer(std::uint32_t item, const std::optional<Json>& response);
  bool may_act() const;

  Habits habits_;
  Chooser chooser_;
  Later later_;
  Sitting* sitting_ = nullptr;
  std::size_t at_ = 0;             // the step that comes next
  std::uint32_t next_number_ = 1;  // within answer_all
  bool begun_ = false;
  bool thought_ = false;
  bool reads_ = false;  // whatever proctors write
};

}  // namespace examhall::client
