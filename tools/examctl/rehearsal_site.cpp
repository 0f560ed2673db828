#include "examctl/rehearsal_site.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/secret.hpp"
#include "exam/settings_json.hpp"
#include "examctl/new_site.hpp"
#include "table/csv.hpp"

namespace examhall::examctl {
namespace {

constexpr std::size_t kAtOnce = 5000;  // candidates added in one transaction

// Free a moment ago; that somebody else takes it in between shows when the server starts.
std::uint16_t free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = fd >= 0 && ::bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  if (fd >= 0) ::close(fd);
  if (!bound) throw Stop{Exit::environment, "no_port", {"没有空闲端口", "no free port"}};
  return ntohs(address.sin_port);
}

void write_site(const RehearsalPlan& plan, RehearsalSite& out) {
  std::filesystem::create_directories(plan.folder);
  std::filesystem::permissions(plan.folder, std::filesystem::perms::owner_all);  // it will hold a paper
  out.port = free_port();
  config::NewConfig values{.listen = fmt::format("127.0.0.1:{}", out.port),
                           .admin = fmt::format("127.0.0.1:{}", free_port())};
  values.connections = values.connections_per_address = plan.candidates + 100;  // all from this machine
  out.config = plan.folder / "examhall.toml";
  out.ca = plan.folder / "tls" / "ca.pem";
  values.hosts = {"localhost", "127.0.0.1"};
  make_site_folder(plan.folder, values);
}

store::Paper paper_of(Site& real, const exam::Batch& batch, const RehearsalPlan& plan) {
  const auto hash = base::digest_from_hex(plan.paper.empty() ? batch.paper : plan.paper);
  auto paper = hash ? real.catalogue().paper(*hash) : std::nullopt;
  if (paper && !paper->json.empty()) return *std::move(paper);
  throw Stop{Exit::refused,
             "paper_not_in_the_clear",
             {"该批次的试卷是密封的；请用 --paper 指定一份结构相近的未密封试卷（如模拟卷）",
              "the batch's paper is sealed: name a similar one that is not by --paper (a mock's, say)"}};
}

std::int64_t add_batch(store::Catalogue& catalogue, exam::Batch batch, const store::Paper& paper,
                       const RehearsalPlan& plan) {
  catalogue.add_paper(paper);
  const base::Instant opens = wall_now() + plan.opens_in;
  batch.window = {opens, opens + plan.lasts};
  batch.paper = base::to_hex(paper.heading.hash);
  batch.sealed = false;  // the stand-in needs no custodian
  batch.rules.entry_before = plan.opens_in + std::chrono::minutes{1};
  batch.rules.late_entry_after.reset();
  batch.rules.hand_in_after = batch.rules.no_hand_in_last = base::Span{0};
  batch.rules.attempt_time.reset();
  const auto id = catalogue.add_batch({.code = batch.code,
                                       .settings = base::canonical(exam::to_json(batch)),
                                       .paper = paper.heading.hash,
                                       .status = "scheduled"});
  if (!id)
    throw Stop{Exit::environment, "failed", {"无法建立演练批次", "the rehearsal's batch could not be made"}};
  return *id;
}

// As many as will come, none of them real.
void enrol(store::Catalogue& catalogue, std::int64_t batch, const RehearsalPlan& plan,
           const std::filesystem::path& tickets) {
  std::string csv = "\xEF\xBB\xBF" + table::csv_record({"准考证号", "登录码"});
  std::vector<store::Candidate> people;
  for (std::size_t i = 0; i < plan.candidates; ++i) {
    store::Candidate& c = people.emplace_back();
    c.batch = batch;
    c.ticket = fmt::format("REHEARSAL-{:05}", i + 1);
    c.name = fmt::format("演练考生{}", i + 1);
    c.room = fmt::format("{}", i / 50 + 1);
    c.seed = static_cast<std::int64_t>(i + 1);
    const std::string code = base::draw_access_code();
    c.access_code = base::access_code_digest(c.ticket, code);
    csv += table::csv_record({c.ticket, code});
    if (people.size() < kAtOnce && i + 1 < plan.candidates) continue;
    if (!catalogue.add_candidates(batch, people))
      throw Stop{Exit::environment,
                 "failed",
                 {"无法登记演练考生", "the rehearsal's candidates could not be enrolled"}};
    people.clear();
  }
  base::write_file_atomically(tickets, csv, 0600);
}

}  // namespace

RehearsalSite make_rehearsal_site(Site& real, const store::Batch& batch, const RehearsalPlan& plan) {
  const exam::Batch settings = real.settings(batch);
  const store::Paper paper = paper_of(real, settings, plan);
  RehearsalSite out;
  write_site(plan, out);
  out.tickets = plan.folder / "tickets.csv";
  const auto catalogue = store::open_catalogue(plan.folder / "data");
  enrol(*catalogue, add_batch(*catalogue, settings, paper, plan), plan, out.tickets);
  return out;
}

}  // namespace examhall::examctl
