// examctl rehearse: a copy of a batch, sat by as many simulated candidates as will come, on this machine; and
// in plain words whether it will hold.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "base/file.hpp"
#include "examctl/child.hpp"
#include "examctl/commands.hpp"
#include "examctl/rehearsal_site.hpp"
#include "examctl/rehearsal_verdict.hpp"

namespace examhall::examctl {
namespace {

using std::chrono::seconds;

struct RehearseOptions {
  std::string batch, folder, paper;
  std::size_t candidates = 0;
  double minutes = 2;
  std::string think = "5..15";  // seconds, several times as fast as people: what holds is on the safe side
};

double value_kb(const std::string& file, const std::string& name) {
  std::ifstream in{file};
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(name)) return std::strtod(line.c_str() + name.size(), nullptr);
  }
  return 0;
}

double cpu_seconds(pid_t pid) {
  std::ifstream in{fmt::format("/proc/{}/stat", pid)};
  std::string all;
  std::getline(in, all);
  std::istringstream fields{all.substr(std::min(all.size(), all.rfind(')') + 2))};
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::vector<std::string> load_arguments(const RehearseOptions& o, const RehearsalSite& stage, seconds ramp,
                                        const std::filesystem::path& report) {
  const std::size_t dots = o.think.find("..");
  const double least = std::strtod(o.think.c_str(), nullptr);
  const double most = dots == std::string::npos ? least : std::strtod(o.think.c_str() + dots + 2, nullptr);
  if (least <= 0 || most < least)
    throw Stop{Exit::usage, "bad_value", {"--think 应写成 5..15（秒）", "--think: write 5..15, seconds"}};
  const auto answers = static_cast<int>(o.minutes * 60 / ((least + most) / 2)) - 1;
  return {"--tickets",
          stage.tickets.string(),
          "--server",
          fmt::format("localhost:{}", stage.port),
          "--ca",
          stage.ca.string(),
          "--think",
          fmt::format("{:.0f}..{:.0f}", least * 1000, most * 1000),
          "--answers-per-candidate",
          std::to_string(std::max(1, answers)),
          "--ramp",
          fmt::format("{}s", ramp.count()),
          "--end",
          "wait",
          "--quiet",
          "--report",
          report.string()};
}

/// What the server used while the candidates answered.
struct Use {
  double cpu_share = 0, resident_mb = 0, available_mb = 0;
};

class Watch {
 public:
  explicit Watch(pid_t server) : server_{server} {}
  /// From the start of the exam on.
  void look(bool running) {
    const auto now = std::chrono::steady_clock::now();
    use_.resident_mb =
        std::max(use_.resident_mb, value_kb(fmt::format("/proc/{}/status", server_), "VmRSS:") / 1024);
    const double available = value_kb("/proc/meminfo", "MemAvailable:") / 1024;
    use_.available_mb = use_.available_mb == 0 ? available : std::min(use_.available_mb, available);
    if (!running) return;
    if (!begun_) begun_ = {now, cpu_seconds(server_)};
    const double elapsed = std::chrono::duration<double>(now - begun_->first).count();
    if (elapsed > 5) use_.cpu_share = (cpu_seconds(server_) - begun_->second) / elapsed;
  }
  const Use& use() const { return use_; }

 private:
  pid_t server_;
  Use use_;
  std::optional<std::pair<std::chrono::steady_clock::time_point, double>> begun_;
};

Rehearsed measured(const base::Json& report, const Use& use, std::size_t candidates, double minutes) {
  const auto ms = [&](const char* what, const char* q) { return report["ms"][what].value(q, 0.0); };
  Rehearsed r;
  r.candidates = candidates;
  r.receipts = report.value("receipts", std::size_t{0});
  for (const auto& [id, n] : report["errors"].items()) r.unexplained += n.get<std::size_t>();
  r.answers_per_second = report.value("acked", 0.0) / (minutes * 60);
  r.ack_p99_ms = ms("ack", "p99");
  r.ack_max_ms = ms("ack", "max");
  r.first_question_ms = ms("first_question", "max");
  r.whole_paper_ms = ms("whole_paper", "max");
  r.login_p99_ms = ms("login", "p99");
  r.generator_lag_p99_ms = ms("loop_lag", "p99");
  r.server_cpu_share = use.cpu_share;
  r.resident_mb = use.resident_mb;
  r.available_mb = use.available_mb;
  r.stolen_share = report["cpu"].value("stolen_share", 0.0);
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) == 0) r.open_files_limit = static_cast<double>(files.rlim_max);
  return r;
}

double size_mb(const std::filesystem::path& folder) {
  double bytes = 0;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator{folder, error})
    bytes += file.is_regular_file(error) ? static_cast<double>(file.file_size(error)) : 0;
  return bytes / (1U << 20U);
}

// What the rehearsal's server cannot tell of the real one.
void add_real_limits(Rehearsed& r, const config::Config& real, const std::filesystem::path& rehearsed) {
  std::error_code error;
  const auto space = std::filesystem::space(real.data, error);
  if (!error) r.disk_free_mb = static_cast<double>(space.available) / (1U << 20U);
  r.disk_mb = size_mb(rehearsed / "data");
  r.connections = real.net.limits.connections;
  r.connections_per_address = real.net.limits.connections_per_address;
}

void tell(Site& site, const Rehearsed& r, const Verdict& v, const std::filesystem::path& folder) {
  const Console& c = site.console();
  c.say({fmt::format("{} 名模拟考生，每秒 {:.0f} 次作答：登录 99% {:.0f} 毫秒，开考到第一题最慢 {:.0f} "
                     "毫秒、整卷 {:.0f} 毫秒，作答到确认 99% {:.1f} 毫秒、最慢 {:.0f} 毫秒",
                     r.candidates, r.answers_per_second, r.login_p99_ms, r.first_question_ms,
                     r.whole_paper_ms, r.ack_p99_ms, r.ack_max_ms),
         fmt::format("{} simulated candidates, {:.0f} answers a second: login {:.0f} ms (99 %), start to the "
                     "first question {:.0f} ms and to the whole paper {:.0f} ms (slowest), answer to "
                     "acknowledgement {:.1f} ms (99 %), {:.0f} ms (slowest)",
                     r.candidates, r.answers_per_second, r.login_p99_ms, r.first_question_ms,
                     r.whole_paper_ms, r.ack_p99_ms, r.ack_max_ms)});
  c.say({fmt::format("服务器用去一个处理器的 {:.0f}%，内存 {:.0f} MB（本机尚余 {:.0f} MB），有效回执 {} 份",
                     r.server_cpu_share * 100, r.resident_mb, r.available_mb, r.receipts),
         fmt::format("the server used {:.0f} % of one processor and {:.0f} MB of memory ({:.0f} MB left); {} "
                     "receipts hold",
                     r.server_cpu_share * 100, r.resident_mb, r.available_mb, r.receipts)});
  for (const base::Text& f : v.findings) c.say({"· " + f.zh, "· " + f.en});
  if (v.limit > 0) {
    c.say(
        {fmt::format("按此作答频率，估计上限约 {} 人，先到的是{}", v.limit, v.limited_by.zh),
         fmt::format("at this rate of answers the limit lies near {} candidates; what gives out first is {}",
                     v.limit, v.limited_by.en)});
  }
  const base::Text words[] = {{"结论：这台机器承受得住", "verdict: this machine will hold"},
                              {"结论：勉强承受得住，余量不足", "verdict: it will hold, but barely"},
                              {"结论：这台机器承受不住", "verdict: this machine will not hold"}};
  c.say(words[static_cast<int>(v.holds)]);
  const char* const ids[] = {"holds", "barely", "does_not_hold"};
  c.answer({{"verdict", ids[static_cast<int>(v.holds)]},
            {"candidates", r.candidates},
            {"receipts", r.receipts},
            {"limit", v.limit},
            {"ack_p99_ms", r.ack_p99_ms},
            {"first_question_ms", r.first_question_ms},
            {"whole_paper_ms", r.whole_paper_ms},
            {"server_cpu_share", r.server_cpu_share},
            {"resident_mb", r.resident_mb},
            {"folder", folder.string()}});
  if (v.holds == Holds::no)
    throw Stop{Exit::refused, "does_not_hold", {"演练未通过", "the rehearsal failed"}};
}

void wait_for_server(Child& server, const std::filesystem::path& log) {
  for (int i = 0; i < 300; ++i) {
    const auto text = base::read_file(log, 1U << 20U);
    if (text && text->find("serving port=") != std::string::npos) return;
    if (server.ended()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  throw Stop{Exit::environment,
             "server_did_not_start",
             {"演练用的服务器没有启动，见 " + log.string(),
              "the rehearsal's server did not start, see " + log.string()}};
}

void rehearse(Site& site, RehearseOptions o) {
  const store::Batch batch = site.batch(o.batch);
  if (o.candidates == 0) o.candidates = site.catalogue().candidates(batch.id).size();
  if (o.candidates == 0)
    throw Stop{
        Exit::usage,
        "nobody",
        {"该批次没有考生，请用 --candidates 给出人数", "nobody is enrolled: say how many by --candidates"}};
  const seconds ramp{5 + static_cast<long>(o.candidates) / 200};
  RehearsalPlan plan{o.folder.empty()
                         ? site.folder() / ("rehearsal-" + std::to_string(base::to_millis(wall_now()) / 1000))
                         : std::filesystem::path{o.folder},
                     o.candidates, ramp + seconds{15 + static_cast<long>(o.candidates) / 1000},
                     base::Span{static_cast<base::Span::rep>(o.minutes * 60'000)}, o.paper};
  if (std::filesystem::exists(plan.folder))
    throw Stop{Exit::refused,
               "folder_exists",
               {plan.folder.string() + " 已存在", plan.folder.string() + " exists already"}};
  const base::Instant opens = wall_now() + plan.opens_in;
  const RehearsalSite stage = make_rehearsal_site(site, batch, plan);
  site.console().say(
      {fmt::format("演练在 {}：{} 人，{} 秒后开考，考 {:g} 分钟", plan.folder.string(), o.candidates,
                   plan.opens_in.count() / 1000, o.minutes),
       fmt::format("rehearsing in {}: {} candidates, the start in {} s, {:g} minutes", plan.folder.string(),
                   o.candidates, plan.opens_in.count() / 1000, o.minutes)});
  Child server{"examhall-server", {"-c", stage.config.string()}, plan.folder / "server.log"};
  wait_for_server(server, plan.folder / "server.log");
  const std::filesystem::path report = plan.folder / "load.json";
  Child load{"examhall-load", load_arguments(o, stage, ramp, report), plan.folder / "load.log"};
  Watch watch{server.pid()};
  const base::Instant over = opens + plan.lasts + seconds{90};
  const auto bar = site.console().progress({"演练", "rehearsing"});
  const auto total = static_cast<std::uint64_t>((over - opens + plan.opens_in).count());
  while (!load.ended() && wall_now() < over) {
    const base::Instant now = wall_now();
    watch.look(now >= opens && now < opens + plan.lasts);
    bar(std::min(total, static_cast<std::uint64_t>((now - opens + plan.opens_in).count())), total);
    std::this_thread::sleep_for(std::chrono::milliseconds{250});
  }
  bar(total, total);
  server.terminate();
  const auto text = base::read_file(report, 8U << 20U);
  const auto json = text ? base::parse_json(*text, {.max_bytes = 8U << 20U})
                         : base::Result<base::Json, base::Problem>{base::Json{}};
  if (!json || !json->is_object()) {
    throw Stop{Exit::environment,
               "no_figures",
               {"模拟考生没有给出结果，见 " + (plan.folder / "load.log").string(),
                "the simulated candidates gave no figures, see " + (plan.folder / "load.log").string()}};
  }
  Rehearsed r = measured(*json, watch.use(), o.candidates, o.minutes);
  add_real_limits(r, site.config(), plan.folder);
  tell(site, r, judge(r), plan.folder);
}

}  // namespace

void add_rehearse(CLI::App& app, const SiteMaker& site) {
  auto o = std::make_shared<RehearseOptions>();
  CLI::App* c = app.add_subcommand(
      "rehearse", "用模拟考生在本机演练一个批次 / sit a copy of a batch with simulated candidates");
  c->add_option("batch", o->batch)->required();
  c->add_option("--candidates", o->candidates, "人数，缺省为报名人数 / how many; as many as are enrolled");
  c->add_option("--minutes", o->minutes, "考试时长 / minutes of the exam")
      ->check(CLI::Range(0.25, 240.0))
      ->capture_default_str();
  c->add_option("--think", o->think, "每题思考秒数 / seconds of thought for each answer")
      ->capture_default_str();
  c->add_option("--paper", o->paper, "改用这份试卷 / another paper, by its whole hash");
  c->add_option("--folder", o->folder,
                "演练目录，缺省在考试目录下 / where; within the site's folder by default");
  c->callback([site, o] { rehearse(site(), *o); });
}

}  // namespace examhall::examctl
