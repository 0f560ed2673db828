#pragma once
// Stands between the network and the hall and notices when this process has not run for a while: stopped by a
// hypervisor, a debugger, a machine without memory. For candidates that is an outage like a restart, so it is
// noted and compensated by the batch's rule before anything that arrived meanwhile is held against a
// deadline.
//
// I/O thread only. It trusts to be looked at once a second.
#include "base/clock.hpp"
#include "hall/hall.hpp"

namespace examhall {

class StallWatch final : public hall::Door {
 public:
  StallWatch(hall::Hall& hall, const base::Clock& clock) : hall_{hall}, clock_{clock} {}

  /// Call at least once a second. The first call begins the watch.
  void look();

  void opened(const std::shared_ptr<hall::Link>& link) override;
  void received(const std::shared_ptr<hall::Link>& link, std::string_view frame, base::Instant at) override;
  void closed(const std::shared_ptr<hall::Link>& link) override;
  void too_fast(const std::shared_ptr<hall::Link>& link, std::string_view frame) override;
  void stopping(const std::shared_ptr<hall::Link>& link) override;
  std::optional<hall::Image> image(std::string_view seat_token, const base::Digest& hash) override;

 private:
  hall::Hall& hall_;
  const base::Clock& clock_;
  std::optional<base::Instant> last_;
};

}  // namespace examhall
