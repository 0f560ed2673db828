#include "console_room.hpp"

#include <boost/asio/post.hpp>

#include "console/assets.hpp"

namespace examhall {
namespace {

constexpr auto kTick = std::chrono::milliseconds{100};
constexpr base::Span kLookEvery = std::chrono::seconds{1};

proctoring::Console::Settings settings_of(const config::Config& config) {
  proctoring::Console::Settings settings{config.console_origins, {}};
  for (const console::Asset& a : console::assets())
    settings.files.push_back({a.path, a.media, a.etag, a.bytes});
  return settings;
}

office::AuditBook::Line record_of(hall::Hall& hall) {
  return {[&hall](std::string_view kind, std::string body, std::function<void()> on_disk) {
            hall.note_of_house(kind, std::move(body), std::move(on_disk));
          },
          [&hall](std::int64_t batch, const exam::Noted& note) { hall.note(batch, note); }};
}

}  // namespace

ConsoleRoom::ConsoleRoom(boost::asio::io_context& io, const config::Config& config, hall::Hall& hall,
                         office::Office& office, const base::Clock& clock, staff::NotedUpTo noted)
    : timer_{io},
      clock_{clock},
      staff_{config.data,
             base::Cipher::load(config.id_number_key()),
             office,
             clock,
             {[&io](std::function<void()> work) { boost::asio::post(io, std::move(work)); },
              [this](const std::vector<proctoring::Visitor>& signed_in) { console_.standing(signed_in); },
              record_of(hall)},
             noted},
      console_{staff_, clock, settings_of(config)} {}

void ConsoleRoom::tick() {
  const base::Instant now = clock_.now();
  console_.tick();
  if (now >= next_look_) {
    next_look_ = now + kLookEvery;
    staff_.look();
  }
  timer_.expires_after(kTick);
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) tick();
  });
}

void ConsoleRoom::stop() {
  timer_.cancel();
  staff_.stop();
}

}  // namespace examhall
