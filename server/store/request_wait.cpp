#include "store/request_wait.hpp"

#include <algorithm>

namespace examhall::store {

std::optional<Request> await_decision(Catalogue& catalogue, std::int64_t id,
                                      std::chrono::milliseconds at_most,
                                      const std::function<void(std::chrono::milliseconds)>& nap) {
  std::chrono::milliseconds length{10};
  for (std::chrono::milliseconds waited{0};; waited += length) {
    auto request = catalogue.request(id);
    if (!request) return std::nullopt;
    if (request->state != RequestState::pending) return request;
    if (waited >= at_most) return std::nullopt;
    nap(length);
    length = std::min(length * 2, std::chrono::milliseconds{250});
  }
}

}  // namespace examhall::store
