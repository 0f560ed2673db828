#pragma once
// The other end of the control socket, for examctl. Blocks up to half a minute.
#include <filesystem>
#include <span>

#include "base/result.hpp"
#include "control/frame.hpp"

namespace examhall::control {

/// The reply's object. Ids of problems: no_server (nobody listens there), no_answer, bad_answer.
base::Result<base::Json, base::Problem> ask(const std::filesystem::path& socket, const base::Json& body,
                                            std::span<const base::LockedKey> secrets = {});

}  // namespace examhall::control
