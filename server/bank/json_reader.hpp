#pragma once
// Banks in our own JSON format (docs/question-banks.md). Any thread; read_bank_json blocks on the disk.
#include <filesystem>
#include <string>
#include <string_view>

#include "bank/bank.hpp"

namespace examhall::bank {

constexpr std::string_view kBankFormat = "examhall-bank/1";
constexpr std::size_t kMaxBankBytes = 128 * 1024 * 1024;

struct BankReading {
  Bank bank;
  Problems problems;
  /// Warnings do not keep a bank from being used.
  bool usable() const { return !base::has_errors(problems); }
};

BankReading read_bank_json(const std::filesystem::path& path);
/// `file` is the name that problems give. Images in files are looked for in `folder`; with none they are
/// refused.
BankReading parse_bank_json(std::string_view text, const std::string& file,
                            const std::filesystem::path& folder = {});

}  // namespace examhall::bank
