#pragma once
// How examctl waits for the running server to decide a request. On the caller's thread.
#include <chrono>
#include <functional>
#include <optional>

#include "store/catalogue.hpp"

namespace examhall::store {

/// The decided request, or nullopt if after `at_most` it is still pending (or unknown): it stays in the
/// queue, and a server that starts later decides it. `nap` sleeps; the naps grow from 10 to 250 ms.
std::optional<Request> await_decision(Catalogue& catalogue, std::int64_t id,
                                      std::chrono::milliseconds at_most,
                                      const std::function<void(std::chrono::milliseconds)>& nap);

}  // namespace examhall::store
