#pragma once
// From the frozen paper, keys included, to what the hall may know of it. Pure; any thread.
#include "bank/paper.hpp"
#include "hall/paper_view.hpp"

namespace examhall::office {

std::shared_ptr<const hall::PaperView> make_paper_view(std::shared_ptr<const bank::Paper> paper);

}  // namespace examhall::office
