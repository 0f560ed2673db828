// How long, and in how much memory, a workbook of many questions becomes a bank. `table_import make <file>
// <n>` writes one with invented questions, in a process of its own so that its memory does not count;
// `table_import <file>` reads it five times and prints each time in milliseconds and the peak of resident
// memory.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <string>

#include "table/bank_export.hpp"
#include "table/bank_table.hpp"

namespace {

using namespace examhall;

std::string sentence(int i, int length) {
  std::string text = fmt::format("第 {} 题：某公司为增值税一般纳税人，", i);
  for (int n = 0; n < length; ++n)
    text += fmt::format("{} 月购入材料 {} 元，款项以银行存款支付；", 1 + (i + n) % 12, i * 37 + n);
  return text;
}

int make(const char* path, int count) {
  std::vector<bank::RawItem> items;
  for (int i = 0; i < count; ++i) {
    base::Json m{{"id", fmt::format("B-{}", i)},
                 {"topic", fmt::format("第 {} 章", i % 20)},
                 {"points", "1.5"},
                 {"difficulty", 1 + i % 5},
                 {"text", sentence(i, 3)},
                 {"explanation", sentence(i, 2)}};
    if (i % 3 == 0) {
      m.update({{"type", "numeric"},
                {"answer", fmt::format("{}.50", i)},
                {"compare", "absolute"},
                {"tolerance", "0.01"}});
    } else {
      m.update({{"type", i % 3 == 1 ? "single" : "multiple"}, {"answer", i % 3 == 1 ? "C" : "ABD"}});
      for (int o = 0; o < 4; ++o)
        m["options"].push_back(fmt::format("选项内容之 {}：金额为 {} 元", o, i * 10 + o));
    }
    items.push_back({std::move(m)});
  }
  base::Problems problems;
  const bank::Bank bank = bank::assemble_bank({.id = "bench", .title = "测速题库"}, items, problems);
  for (const auto& p : problems) fmt::print(stderr, "{}\n", base::to_line(p, base::Language::en));
  return table::write_bank_xlsx(path, bank).empty() && !base::has_errors(problems) ? 0 : 1;
}

int read(const char* path) {
  for (int run = 0; run < 5; ++run) {
    const auto start = std::chrono::steady_clock::now();
    const auto reading = table::read_bank_table(path);
    const auto ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("{} questions, {} problems, {} ms, peak {} KiB\n", reading.bank.items.size(),
               reading.problems.size(), ms.count(), usage.ru_maxrss);
    if (!reading.problems.empty())
      fmt::print("{}\n", base::to_line(reading.problems.front(), base::Language::en));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::string{argv[1]} == "make") return make(argv[2], std::atoi(argv[3]));
  if (argc == 2) return read(argv[1]);
  fmt::print(stderr, "usage: table_import make <file> <questions> | table_import <file>\n");
  return 2;
}
