#pragma once
// The list of tickets that examctl prints: a CSV file with a heading. Pure but for reading the file.
#include <filesystem>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"

namespace examhall::load {

struct Ticket {
  std::string number, code;
};

/// Columns 准考证号 or ticket, and 登录码 or access_code (case, spaces and hyphens in a heading do not
/// matter); others are ignored. UTF-8 with or without a byte order mark.
base::Result<std::vector<Ticket>, base::Problems> parse_tickets(std::string_view csv,
                                                                const std::string& file);
base::Result<std::vector<Ticket>, base::Problems> read_tickets(const std::filesystem::path& file);

}  // namespace examhall::load
