#include "client/core/client.hpp"

#include <boost/asio/post.hpp>

#include "client/core/local_journal.hpp"

namespace examhall::client {
namespace {

std::unique_ptr<AnswerKeeper> make_keeper(const ClientSettings& settings) {
  if (!settings.journal_folder) return std::make_unique<KeepsNothing>();
  return std::make_unique<LocalJournal>(*settings.journal_folder, settings.who.code);
}

}  // namespace

Client::Client(asio::io_context& context, ClientSettings settings, const base::Clock& clock, Random random,
               Observer& observer)
    : context_{context},
      clock_{clock},
      connection_{context, settings.tls, settings.server},
      images_{context, settings.tls, settings.server},
      keeper_{make_keeper(settings)},
      timer_{context.get_executor()},
      self_{std::make_shared<Client*>(this)},
      sitting_{std::move(settings.who),
               {connection_, clock, std::move(random), *keeper_, observer, settings.server_key,
                settings.bodies, [this](std::optional<Instant> due) { set_alarm(due); }, &images_},
               settings.tuning} {
  connection_.set_events(sitting_);
}

void Client::post(std::function<void(Sitting&)> action) {
  asio::post(context_, [weak = std::weak_ptr<Client*>{self_}, action = std::move(action)] {
    if (const auto alive = weak.lock()) action((*alive)->sitting_);
  });
}

void Client::set_alarm(std::optional<Instant> due) {
  // Nearly every message puts the next wake-up a little later; waking too early is cheaper than moving a
  // timer.
  if (due && alarm_ && *due >= *alarm_) return;
  alarm_ = due;
  if (!due) {
    timer_.cancel();
    return;
  }
  timer_.expires_after(std::max(*due - clock_.now(), Span{0}));
  timer_.async_wait([weak = std::weak_ptr<Client*>{self_}](const ErrorCode& error) {
    const auto alive = weak.lock();
    if (error || !alive) return;
    Client& client = **alive;
    client.alarm_.reset();
    client.sitting_.tick();
  });
}

}  // namespace examhall::client
