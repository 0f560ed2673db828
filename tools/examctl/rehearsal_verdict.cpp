#include "examctl/rehearsal_verdict.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "examctl/rules_of_thumb.hpp"

namespace examhall::examctl {
namespace {

struct Bound {
  double measured, most;
  base::Text name, change;
};

constexpr double kBusy = 0.7;  // of the one live thread: above it, waiting grows fast

std::vector<Bound> bounds_of(const Rehearsed& r) {
  const base::Text disk{"换用更快的磁盘（固态盘），或让数据目录独占一块盘",
                        "use a faster disk (solid state), or one that the data folder has for itself"};
  const base::Text machine{"换用更快的机器，或分几台服务器、几个批次",
                           "use a faster machine, or several servers or batches"};
  return {
      {r.ack_p99_ms, 1000, {"作答到确认（99%）", "answer to acknowledgement (99 %)"}, disk},
      {r.first_question_ms, 3000, {"开考到第一题（最慢）", "start to the first question (slowest)"}, machine},
      {r.whole_paper_ms, 10000, {"开考到整卷（最慢）", "start to the whole paper (slowest)"}, machine}};
}

void raise(Verdict& v, Holds to) { v.holds = std::max(v.holds, to); }

void judge_bounds(const Rehearsed& r, Verdict& v) {
  for (const Bound& b : bounds_of(r)) {
    if (b.measured <= b.most / 2) continue;
    raise(v, b.measured > b.most ? Holds::no : Holds::barely);
    v.findings.push_back(
        {fmt::format("{} {:.0f} 毫秒（应不超过 {:.0f}）：{}", b.name.zh, b.measured, b.most, b.change.zh),
         fmt::format("{}: {:.0f} ms (at most {:.0f}): {}", b.name.en, b.measured, b.most, b.change.en)});
  }
}

void judge_people(const Rehearsed& r, Verdict& v) {
  if (r.receipts < r.candidates) {
    raise(v, Holds::no);
    v.findings.push_back(
        {fmt::format("{} 名考生中只有 {} 名得到有效回执：请看 rehearsal 目录中的日志", r.candidates,
                     r.receipts),
         fmt::format(
             "only {} of {} candidates got a receipt that holds: see the logs in the rehearsal's folder",
             r.receipts, r.candidates)});
  }
  if (r.unexplained > 0) {
    raise(v, Holds::barely);
    v.findings.push_back({fmt::format("考生收到 {} 次错误：请看日志", r.unexplained),
                          fmt::format("candidates were told of {} errors: see the logs", r.unexplained)});
  }
}

// The rehearsal's own server lets everybody in: what the real one allows is in its configuration.
void judge_connections(const Rehearsed& r, Verdict& v) {
  if (r.connections != 0 && r.connections < r.candidates) {
    raise(v, Holds::no);
    v.findings.push_back(
        {fmt::format("配置只允许 {} 个连接：请调大 [limits] 的 connections", r.connections),
         fmt::format("the configuration allows {} connections: raise connections in [limits]",
                     r.connections)});
  }
  if (r.connections_per_address != 0 && r.connections_per_address < r.candidates) {
    raise(v, Holds::barely);
    v.findings.push_back(
        {fmt::format(
             "配置只允许同一地址 {} 个连接：若考生同在一个出口（NAT）之后，须调大 connections_per_address",
             r.connections_per_address),
         fmt::format(
             "the configuration allows {} connections from one address: if the candidates come from behind "
             "one (NAT), raise connections_per_address",
             r.connections_per_address)});
  }
}

// An exam is longer than a rehearsal: never less than the rule of thumb.
double disk_per_candidate_mb(const Rehearsed& r) {
  const double measured = r.candidates == 0 ? 0 : r.disk_mb / static_cast<double>(r.candidates);
  return std::max(measured, static_cast<double>(kDiskPerCandidate) / (1U << 20U));
}

// The nearest of the limits that can be told from one run.
void find_limit(const Rehearsed& r, Verdict& v) {
  const double n = static_cast<double>(r.candidates);
  const auto nearer = [&](double limit, base::Text by) {
    if (limit <= 0 || (v.limit != 0 && limit >= static_cast<double>(v.limit))) return;
    v.limit = static_cast<std::size_t>(limit);
    v.limited_by = std::move(by);
  };
  if (r.server_cpu_share > 0.01) nearer(n * kBusy / r.server_cpu_share, {"处理器", "the processor"});
  if (r.resident_mb > 0 && r.available_mb > 0)
    nearer(n * (r.resident_mb + r.available_mb * 0.8) / r.resident_mb, {"内存", "memory"});
  if (r.disk_free_mb > 0) nearer(r.disk_free_mb * 0.8 / disk_per_candidate_mb(r), {"磁盘空间", "disk space"});
  if (r.open_files_limit > 0)
    nearer(r.open_files_limit - 100, {"可打开文件数（ulimit -n）", "open files (ulimit -n)"});
  if (v.limit == 0 || static_cast<double>(v.limit) >= n * 1.5) return;
  raise(v, static_cast<double>(v.limit) < n ? Holds::no : Holds::barely);
  v.findings.push_back({fmt::format("{} 的余量不足一半：估计上限约 {} 人", v.limited_by.zh, v.limit),
                        fmt::format("less than half as many again would fit: {} limits this to about {}",
                                    v.limited_by.en, v.limit)});
}

void doubt_the_run(const Rehearsed& r, Verdict& v) {
  if (r.generator_lag_p99_ms * 4 > r.ack_p99_ms && r.generator_lag_p99_ms > 5) {
    v.findings.push_back({fmt::format("模拟考生与服务器同在本机，自身迟到 {:.0f} 毫秒：真实的延迟会更小",
                                      r.generator_lag_p99_ms),
                          fmt::format("the simulated candidates ran on this machine too and were {:.0f} ms "
                                      "late themselves: real delays will be smaller",
                                      r.generator_lag_p99_ms)});
  }
  if (r.stolen_share > 0.02) {
    v.findings.push_back(
        {fmt::format("其他虚拟机占去本机 {:.0f}% 的时间：请在考试时独占", r.stolen_share * 100),
         fmt::format("other machines on the same host took {:.0f} % of this one's time: have it alone during "
                     "the exam",
                     r.stolen_share * 100)});
  }
}

}  // namespace

Verdict judge(const Rehearsed& r) {
  Verdict v;
  judge_people(r, v);
  judge_bounds(r, v);
  judge_connections(r, v);
  find_limit(r, v);
  doubt_the_run(r, v);
  return v;
}

}  // namespace examhall::examctl
