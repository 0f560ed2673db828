#pragma once
// What can be asked for over the control socket: how a sealed paper stands, and a custodian's release. The
// hall's executor only.
#include <functional>

#include "control/frame.hpp"
#include "hall/hall.hpp"
#include "office/vault.hpp"

namespace examhall::office {

class ControlDesk {
 public:
  using Reply = std::function<void(const base::Json&)>;
  /// `to_hall` runs its argument on the hall's executor; any thread may call it.
  ControlDesk(hall::Hall& hall, Vault& vault, std::function<void(std::function<void()>)> to_hall)
      : hall_{hall}, vault_{vault}, to_hall_{std::move(to_hall)} {}

  /// The object's "do" says what:
  ///   {"do":"paper_status","batch":CODE} →
  ///   {"ok":true,"paper","start","sealed","opened","released":[{"name","key"}]}
  ///   {"do":"paper_release","batch":CODE,"key":HASH,"start":MS} and the halves → {"ok":true}
  /// or {"ok":false,"why":id}.
  void handle(control::Request request, const Reply& reply);

 private:
  void status(const base::Json& body, const Reply& reply);
  void release(control::Request request, const Reply& reply);

  hall::Hall& hall_;
  Vault& vault_;
  std::function<void(std::function<void()>)> to_hall_;
};

}  // namespace examhall::office
