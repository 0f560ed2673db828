#include "running.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include "checkpoints.hpp"
#include "console_room.hpp"
#include "control/server.hpp"
#include "exam_clock.hpp"
#include "hall/hall.hpp"
#include "net/server.hpp"
#include "office/control_desk.hpp"
#include "office/office.hpp"
#include "office/recovery.hpp"
#include "process_metrics.hpp"
#include "stall_watch.hpp"
#include "store/open.hpp"

namespace examhall {
namespace {

namespace asio = boost::asio;

constexpr base::Span kCheckpointEvery = std::chrono::minutes{1};
constexpr base::Span kPatienceWithCheckpoints =
    std::chrono::seconds{2};  // with a file on a disk that is gone

class WriterRecord final : public hall::Record {
 public:
  explicit WriterRecord(std::unique_ptr<journal::Writer>& writer) : writer_{writer} {}
  void append(journal::Draft draft) override { writer_->append(std::move(draft)); }
  void append_together(std::vector<journal::Draft> drafts) override {
    writer_->append_together(std::move(drafts));
  }

 private:
  std::unique_ptr<journal::Writer>& writer_;
};

/// All parts of a running server. Everything but the writer's and the office's own threads happens on the one
/// thread that runs io_.
class Parts {
 public:
  Parts(const config::Config& config, std::unique_ptr<journal::EventStore> store, office::Recovered recovered,
        base::Instant last_alive);
  int run();

 private:
  journal::Writer::Callbacks writer_callbacks();
  hall::Settings hall_settings(const config::Config& config);
  office::HallLine hall_line();
  office::VaultLine vault_line();
  std::string health() const;
  net::Hooks hooks();
  void publish(std::vector<hall::Publication> publications);
  void tick();
  void watch_clock();
  void hand_out_checkpoint();
  void watch_storage();
  void begin_stop(const char* why);
  void end();
  void close_journal();
  std::string metrics() const;

  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
  asio::steady_timer timer_{io_};
  asio::signal_set signals_{io_, SIGINT, SIGTERM};
  std::unique_ptr<journal::EventStore> store_;
  base::AnchoredClock clock_;
  base::SigningKey key_;
  Checkpoints checkpoints_;
  journal::Head committed_;
  std::unique_ptr<journal::Writer> writer_;  // from here on the store is the writer thread's
  WriterRecord record_{writer_};
  hall::Hall hall_;
  office::Office office_;
  StallWatch watched_hall_{hall_, clock_};
  office::Vault vault_;
  office::ControlDesk desk_;
  control::Server control_;
  ConsoleRoom console_;
  net::Server server_;
  base::Instant next_checkpoint_{};
  bool stopping_ = false;
  bool storage_well_ = true;  // as the writer says
  bool storage_hangs_ = false;
  bool clock_off_ = false;
  int status_ = 0;
};

Parts::Parts(const config::Config& config, std::unique_ptr<journal::EventStore> store,
             office::Recovered recovered, base::Instant last_alive)
    : store_{std::move(store)},
      clock_{take_up_time(config.data, recovered.fold, last_alive)},
      key_{base::SigningKey::load(config.signing_key())},
      checkpoints_{store_->journal_id(), key_, config.checkpoints},
      committed_{store_->head()},
      writer_{std::make_unique<journal::Writer>(*store_, clock_, writer_callbacks())},
      hall_{clock_, record_, key_, hall_settings(config)},
      office_{store::open_catalogue(config.data), hall_line(), clock_},
      vault_{store::open_catalogue(config.data), vault_line()},
      desk_{hall_, vault_, [this](std::function<void()> work) { asio::post(io_, std::move(work)); }},
      control_{io_, config.data / control::kSocketFile,
               [this](control::Request request, const control::Reply& reply) {
                 desk_.handle(std::move(request), reply);
               }},
      console_{io_, config, hall_, office_, clock_, recovered.noted},
      server_{io_, config.net, watched_hall_, clock_, hooks(), &console_.pages()} {
  hall_.restore(std::move(recovered.fold));
  for (auto& publication : office_.first_publications()) hall_.publish(std::move(publication));
  hall_.watch(console_.watcher());
  if (last_alive != base::Instant{}) hall_.note_outage(last_alive);
  for (auto& batch : hall_.ungraded()) office_.grade(std::move(batch));
  for (const std::int64_t batch : hall_.graded()) office_.was_graded(batch);
}

journal::Writer::Callbacks Parts::writer_callbacks() {
  journal::Writer::Callbacks c;
  c.on_committed = [this](std::span<const journal::Committed> commits) {
    asio::post(io_, [this, copy = std::vector<journal::Committed>(commits.begin(), commits.end())] {
      committed_.seq = copy.back().seq;
      committed_.link = copy.back().link;
      hall_.committed(copy);
      tick();
    });
  };
  c.on_health = [this](journal::Health health, const base::Text& reason) {
    const bool ok = health == journal::Health::healthy;
    asio::post(io_, [this, ok] {
      storage_well_ = ok;
      hall_.storage(storage_well_ && !storage_hangs_);
    });
    if (ok) {
      spdlog::info("storage is well again: waiting answers were written");
    } else {
      spdlog::critical("storage fails: nothing is acknowledged until it recovers why={}", reason.en);
    }
  };
  return c;
}

hall::Settings Parts::hall_settings(const config::Config& config) {
  hall::Settings s;
  s.login_timeout = config.login_timeout;
  s.on_closed = [this](const hall::ClosedBatch& batch) { office_.grade(batch); };
  s.on_login_refused = [this](const std::string& address) { console_.candidate_refused(address); };
  s.ask_to_open = [this](std::int64_t batch, const std::vector<exam::Custodian>& able) { vault_.open(batch, able); };
  return s;
}

office::HallLine Parts::hall_line() {
  office::HallLine line;
  line.publish = [this](std::vector<hall::Publication> publications) {
    asio::post(
        io_, [this, publications = std::move(publications)]() mutable { publish(std::move(publications)); });
  };
  line.act = [this](hall::StaffAct act, std::function<void(const hall::StaffOutcome&)> done) {
    asio::post(io_, [this, act = std::move(act), done = std::move(done)] {
      spdlog::info("staff act kind={} batch={} scope={} by={}", act.kind, act.batch, act.scope, act.by);
      hall_.act(act, done);
      tick();
    });
  };
  line.note_graded = [this](std::int64_t batch, exam::Graded graded,
                            std::function<void(std::string_view)> done) {
    asio::post(io_, [this, batch, graded = std::move(graded), done = std::move(done)] {
      hall_.note_graded(batch, graded, done);
    });
  };
  return line;
}

office::VaultLine Parts::vault_line() {
  office::VaultLine line;
  line.release = [this](std::int64_t batch, const exam::PaperReleased& release,
                        std::function<void(std::string_view)> done) {
    asio::post(io_, [this, batch, release, done = std::move(done)] {
      hall_.release_paper(batch, release, done);
      tick();
    });
  };
  line.opened = [this](std::int64_t batch, std::shared_ptr<const hall::PaperView> paper,
                       std::vector<exam::Custodian> by) {
    asio::post(io_, [this, batch, paper = std::move(paper), by = std::move(by)] {
      hall_.paper_opened(batch, paper, by);
      tick();
    });
  };
  return line;
}

void Parts::publish(std::vector<hall::Publication> publications) {
  for (auto& p : publications) {
    spdlog::info("published batch={} candidates={}", p.batch.id, p.roster.size());
    hall_.publish(std::move(p));
  }
  tick();
}

net::Hooks Parts::hooks() {
  net::Hooks h;
  h.health = [this] { return health(); };
  h.metrics = [this] { return metrics(); };
  h.log = [](std::string_view line) { spdlog::info("{}", line); };
  return h;
}

std::string Parts::health() const {
  if (!hall_.storage_ok()) return "storage";
  for (const hall::ShutPaper& p : hall_.shut_papers()) {
    if (p.late) return "paper_not_released";
  }
  return {};
}

std::string Parts::metrics() const {
  return hall::to_metrics(hall_.counters(), hall_.statuses(), hall_.shut_papers(), hall_.connections(),
                          hall_.waiting_events(), hall_.storage_ok()) +
         checkpoints_.to_metrics() +
         net::to_prometheus(server_.counters()) + process_metrics(clock_.divergence());
}

void Parts::tick() {
  if (stopping_) return;
  watched_hall_.look();
  const base::Instant next = hall_.run_due();
  watch_clock();
  hand_out_checkpoint();
  watch_storage();
  timer_.expires_after(std::max(base::Span{0}, next - clock_.now()));
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) tick();
  });
}

void Parts::watch_clock() {
  const base::Span divergence = clock_.divergence();
  const bool off = divergence > std::chrono::seconds{1} || divergence < -std::chrono::seconds{1};
  if (off == clock_off_) return;
  clock_off_ = off;
  if (off) {
    spdlog::error("the wall clock has moved: exam time goes on unchanged divergence_ms={}",
                  divergence.count());
  } else {
    spdlog::info("the wall clock agrees with exam time again");
  }
}

void Parts::hand_out_checkpoint() {
  const base::Instant now = clock_.now();
  if (now < next_checkpoint_ || committed_.seq == checkpoints_.seq()) return;
  next_checkpoint_ = now + kCheckpointEvery;
  checkpoints_.hand_out(committed_, now);
}

// A disk that hangs reports no failure: the writer waits in a sync, and candidates have a right to know.
void Parts::watch_storage() {
  constexpr base::Span kPatience{3000};
  const base::Span silent = writer_->unanswered_for();
  if ((silent > kPatience) == storage_hangs_) return;
  storage_hangs_ = !storage_hangs_;
  hall_.storage(storage_well_ && !storage_hangs_);
  if (storage_hangs_) {
    spdlog::critical("storage does not answer: nothing is acknowledged until it does for_ms={}", silent.count());
  } else {
    spdlog::info("storage answers again");
  }
}

void Parts::begin_stop(const char* why) {
  if (stopping_) return;
  stopping_ = true;
  spdlog::info("stopping why={}", why);
  timer_.cancel();
  signals_.cancel();
  control_.stop();
  server_.stop([this] { end(); });
}

// The network is silent: the office finishes, what it last asked of the hall is written, the loop runs out.
void Parts::end() {
  console_.stop();
  office_.stop();
  vault_.stop();
  asio::post(io_, [this] { close_journal(); });  // behind all that these have asked of the hall
}

void Parts::close_journal() {
  hall_.write_all_counts();
  const journal::Writer::StopReport report = writer_->stop();
  if (report.unflushed > 0) {
    spdlog::critical("events could not be written and were never acknowledged count={}", report.unflushed);
    status_ = 1;
  }
  asio::post(io_, [this] {  // behind the last commits: the store itself may be of no use any more
    office_.finish();
    checkpoints_.hand_out(committed_, clock_.now());
    checkpoints_.finish(kPatienceWithCheckpoints);
    work_.reset();
  });
}

int Parts::run() {
  signals_.async_wait([this](boost::system::error_code error, int) {
    if (!error) begin_stop("signal");
  });
  for (const base::Problem& p : server_.start()) spdlog::warn("{}", base::to_line(p, base::Language::en));
  if (const auto problem = control_.start()) spdlog::warn("{}", base::to_line(*problem, base::Language::en));
  office_.start();
  console_.start();
  spdlog::info("serving port={} admin_port={}", server_.local_port(), server_.admin_port());
  tick();
  io_.run();
  spdlog::info("stopped");
  return status_;
}

}  // namespace

int run(const config::Config& config) {
  auto store = store::open_journal(config.data);
  const base::Instant last_alive = store->last_beat().value_or(base::Instant{});
  auto recovered = office::recover(*store);
  if (recovered.broken_at) {
    throw std::runtime_error("the journal's chain breaks at event " + std::to_string(*recovered.broken_at) +
                             "; run examctl doctor before anything else");
  }
  spdlog::info("journal read events={} unknown={}", recovered.events, recovered.unknown);
  Parts parts{config, std::move(store), std::move(recovered), last_alive};
  return parts.run();
}

}  // namespace examhall
