// What is misconfigured, and is this machine big enough for the largest batch that is planned.
#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include <algorithm>

#include "control/client.hpp"
#include "exam/opening.hpp"
#include "examctl/commands.hpp"
#include "examctl/rules_of_thumb.hpp"
#include "examctl/when.hpp"
#include "journal/chain.hpp"

namespace examhall::examctl {
namespace {

enum class Health { good, warning, bad };

struct Finding {
  std::string id;
  Health verdict;
  base::Text text;
};
using Findings = std::vector<Finding>;

constexpr std::uint64_t kSpareDescriptors = 200;
constexpr std::uint64_t kLockedMemory = 256 * 1024;

void check_private(Findings& out, const std::filesystem::path& file) {
  std::error_code error;
  const auto mode = std::filesystem::status(file, error).permissions();
  const bool open_to_others = (mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) != std::filesystem::perms::none;
  if (error) {
    out.push_back({"file_missing", Health::bad, {fmt::format("缺少 {}", file.string()), fmt::format("{} is missing", file.string())}});
  } else if (open_to_others) {
    out.push_back({"file_not_private", Health::bad, {fmt::format("{} 可被他人读取，请执行 chmod 600", file.string()),
                                                      fmt::format("others can read {}: chmod 600 it", file.string())}});
  } else {
    out.push_back({"file_private", Health::good, {fmt::format("{} 仅属主可读", file.filename().string()), fmt::format("{} is private", file.filename().string())}});
  }
}

// Days until the certificate ends; nullopt if it does not read.
std::optional<int> days_left(const std::filesystem::path& pem) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::fopen(pem.c_str(), "re"), &std::fclose};
  if (!file) return std::nullopt;
  const std::unique_ptr<X509, decltype(&X509_free)> c{PEM_read_X509(file.get(), nullptr, nullptr, nullptr), &X509_free};
  int days = 0;
  int seconds = 0;
  if (!c || ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(c.get())) != 1) return std::nullopt;
  return days;
}

void check_certificate(Findings& out, const config::Config& config) {
  const auto days = days_left(config.net.certificate_chain);
  if (!days) {
    out.push_back({"certificate_unreadable", Health::bad, {"服务器证书无法读取", "the server's certificate does not read"}});
  } else {
    const Health v = *days < 0 ? Health::bad : *days < 30 ? Health::warning : Health::good;
    out.push_back({"certificate_days", v, {fmt::format("服务器证书还有 {} 天到期", *days), fmt::format("the server's certificate is good for {} days", *days)}});
  }
}

std::uint64_t largest_batch(Site& site) {
  std::uint64_t largest = 0;
  for (const store::Batch& b : site.catalogue().batches()) {
    if (b.status == "scheduled") largest = std::max<std::uint64_t>(largest, site.catalogue().candidates(b.id).size());
  }
  return largest;
}

void check_size(Findings& out, Site& site) {
  const std::uint64_t n = largest_batch(site);
  const config::Config& config = site.config();
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  const auto add = [&](const char* id, bool good, const base::Text& text) {
    out.push_back({id, good ? Health::good : Health::bad, text});
  };
  add("connections", config.net.limits.connections >= n,
      {fmt::format("连接上限 {}，最大批次 {} 人", config.net.limits.connections, n),
       fmt::format("{} connections allowed, the largest batch has {}", config.net.limits.connections, n)});
  // Not bad in itself: they may come from many addresses.
  const std::size_t of_one = config.net.limits.connections_per_address;
  out.push_back(
      {"connections_per_address",
       of_one >= n ? Health::good : Health::warning,
       {fmt::format("同一地址连接上限 {}，最大批次 {} 人{}", of_one, n,
                    of_one >= n ? "" : "：若同在一个出口（NAT）之后，多出的人进不来"),
        fmt::format("{} connections allowed from one address, the largest batch has {}{}", of_one, n,
                    of_one >= n ? "" : ": of that many behind one NAT the others stay outside")}});
  add("descriptors", files.rlim_max >= config.net.limits.connections + kSpareDescriptors,
      {fmt::format("文件描述符上限 {}，需要 {}", files.rlim_max, config.net.limits.connections + kSpareDescriptors),
       fmt::format("{} descriptors allowed, {} needed", files.rlim_max, config.net.limits.connections + kSpareDescriptors)});
  struct sysinfo memory{};
  ::sysinfo(&memory);
  const std::uint64_t available = (memory.freeram + memory.bufferram) * memory.mem_unit;
  add("memory", available > n * kMemoryPerCandidate,
      {fmt::format("空闲内存 {} MB，最大批次约需 {} MB", available >> 20U, (n * kMemoryPerCandidate) >> 20U),
       fmt::format("{} MB of memory free, about {} MB needed", available >> 20U, (n * kMemoryPerCandidate) >> 20U)});
  std::error_code error;
  const std::uint64_t disk = std::filesystem::space(config.data, error).available;
  const std::uint64_t needed = std::max<std::uint64_t>(n * kDiskPerCandidate, 1ULL << 30U);
  add("disk", disk > needed, {fmt::format("磁盘剩余 {} MB，建议至少 {} MB", disk >> 20U, needed >> 20U),
                              fmt::format("{} MB of disk free, {} MB wanted", disk >> 20U, needed >> 20U)});
}

// How long this disk takes to say that a small write is safe: each group of answers waits for one.
void check_sync(Findings& out, const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "doctor.probe";
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) {
    out.push_back({"data_not_writable", Health::bad, {"数据目录不可写", "the data folder cannot be written"}});
    return;
  }
  std::vector<double> times;
  for (int i = 0; i < 50; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    const bool written = ::write(fd, "examhall probe\n", 15) == 15 && ::fdatasync(fd) == 0;
    if (!written) break;
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  ::close(fd);
  std::filesystem::remove(file);
  if (times.empty()) {
    out.push_back({"sync_failed", Health::bad, {"同步写盘失败", "a synced write failed"}});
    return;
  }
  std::sort(times.begin(), times.end());
  const double median = times[times.size() / 2];
  const Health v = median > 100 ? Health::bad : median > 20 ? Health::warning : Health::good;
  out.push_back({"sync_time", v, {fmt::format("同步写盘中位数 {:.2f} ms，最慢 {:.2f} ms", median, times.back()),
                                  fmt::format("a synced write takes {:.2f} ms (median), {:.2f} ms at worst", median, times.back())}});
}

void check_journal(Findings& out, Site& site) {
  journal::ChainCheck check{site.journal().journal_id()};
  const journal::Head head = site.journal().head();
  const auto progress = site.console().progress({"核对日志链", "checking the chain"});
  site.journal().read(1, head.seq, [&](const journal::Event& e) {
    if (e.seq % 4096 == 0 || e.seq == head.seq) progress(e.seq, head.seq);
    return check.feed(e);
  });
  if (const auto broken = check.finish()) {
    out.push_back({"chain_broken", Health::bad, broken->text});
  } else {
    out.push_back({"chain", Health::good, {fmt::format("日志链完整，共 {} 条", head.seq), fmt::format("the journal's chain holds over {} events", head.seq)}});
  }
}

// How many of the custodians' releases the running server holds; nullopt if it cannot be asked.
std::optional<std::size_t> releases_held(Site& site, const std::string& code) {
  const auto reply = control::ask(site.config().data / control::kSocketFile, {{"do", "paper_status"}, {"batch", code}});
  if (!reply || !reply->value("ok", false)) return std::nullopt;
  return reply->at("opened").get<bool>() ? exam::kCustodiansToOpen : reply->at("released").size();
}

void check_release(Findings& out, Site& site, const std::string& code) {
  const auto held = releases_held(site, code);
  const bool enough = held && *held >= exam::kCustodiansToOpen;
  const std::string n = held ? std::to_string(*held) : "?";
  out.push_back({"paper_releases", enough ? Health::good : Health::warning,
                 {fmt::format("批次 {} 的密封试卷：服务器现有 {} 人放行，需要 {} 人", code, n, exam::kCustodiansToOpen),
                  fmt::format("sealed paper of batch {}: {} released it to the server, {} are needed", code, n, exam::kCustodiansToOpen)}});
}

// Where papers are sealed, nothing that tells their content has a place in the same catalogue.
void check_clear_content(Findings& out, Site& site) {
  const std::size_t banks = site.catalogue().banks().size();
  const auto papers = site.catalogue().papers();
  const auto clear = std::count_if(papers.begin(), papers.end(), [](const auto& p) { return p.state == store::PaperState::clear; });
  const bool good = banks == 0 && clear == 0;
  out.push_back({"clear_content", good ? Health::good : Health::warning,
                 {fmt::format("有密封试卷的目录中另有题库 {} 个、明文试卷 {} 份{}", banks, clear, good ? "" : "：请移到命题机，另建目录"),
                  fmt::format("beside sealed papers this site holds {} banks and {} papers in the clear{}", banks, clear,
                              good ? "" : ": move them to an authoring machine's site")}});
}

void check_sealed(Findings& out, Site& site) {
  bool any = false;
  for (const store::Batch& b : site.catalogue().batches()) {
    if (b.status != "scheduled" || !site.settings(b).sealed) continue;
    any = true;
    check_release(out, site, b.code);
  }
  if (!any) return;
  check_clear_content(out, site);
  rlimit locked{};
  ::getrlimit(RLIMIT_MEMLOCK, &locked);
  const bool enough = locked.rlim_cur >= kLockedMemory;
  out.push_back({"locked_memory", enough ? Health::good : Health::warning,
                 {fmt::format("可锁定内存 {} KB，需要 {} KB", locked.rlim_cur >> 10U, kLockedMemory >> 10U),
                  fmt::format("{} kB of memory can be locked, {} kB are needed", locked.rlim_cur >> 10U, kLockedMemory >> 10U)}});
}

void report(Site& site, const Findings& findings) {
  base::Json list = base::Json::array();
  bool bad = false;
  for (const Finding& f : findings) {
    const char* mark = f.verdict == Health::good ? "✓" : f.verdict == Health::warning ? "!" : "✗";
    const char* word = f.verdict == Health::good ? "good" : f.verdict == Health::warning ? "warning" : "bad";
    site.console().say({fmt::format("{} {}", mark, f.text.zh), fmt::format("{} {}", mark, f.text.en)});
    list.push_back({{"id", f.id}, {"verdict", word}, {"text", {{"zh", f.text.zh}, {"en", f.text.en}}}});
    bad = bad || f.verdict == Health::bad;
  }
  site.console().answer(list);
  if (bad) throw Stop{Exit::refused, "not_fit", {"有必须先解决的问题（标 ✗）", "some things must be mended first (marked ✗)"}};
}

void doctor(Site& site) {
  Findings findings;
  const config::Config& config = site.config();
  check_private(findings, config.signing_key());
  check_private(findings, config.id_number_key());
  check_private(findings, config.net.private_key);
  for (const char* database : {store::kJournalFile, store::kCatalogueFile})
    check_private(findings, config.data / database);
  check_certificate(findings, config);
  if (!zone_exists("Asia/Shanghai")) {
    findings.push_back({"no_time_zones", Health::bad, {"系统缺少时区数据，请安装 tzdata", "the system has no time zones: install tzdata"}});
  }
  check_size(findings, site);
  check_sealed(findings, site);
  check_sync(findings, config.data);
  check_journal(findings, site);
  report(site, findings);
}

}  // namespace

void add_doctor(CLI::App& app, const SiteMaker& site) {
  app.add_subcommand("doctor", "体检：配置与机器是否合格 / is anything misconfigured, is this machine big enough")
      ->callback([site] { doctor(site()); });
}

}  // namespace examhall::examctl
