// What comes for an image that a screen asked for, from a server or whoever poses as one. Input: one reply
// after the other, each a status byte and a body up to the next line feed.
#include "base/clock.hpp"
#include "base/digest.hpp"
#include "client/core/image_shelf.hpp"
#include "client/core/observer.hpp"
#include "target.hpp"

namespace image_replies_target {

using namespace examhall;

const std::string kBody = "the image";

class Line final : public client::ImageLine {
 public:
  void fetch(const std::string&, const std::string&, std::function<void(Reply)> done) override {
    fuzz::require(!waiting, "one is asked for at a time");
    waiting = std::move(done);
  }
  void abort() override { waiting = nullptr; }
  std::function<void(Reply)> waiting;
};

class Eyes final : public client::Observer {
 public:
  void image_arrived(const std::string& hash, const client::Picture& picture) override {
    fuzz::require(base::to_hex(base::sha256(*picture.bytes)) == hash,
                  "nothing is shown but what was asked for");
  }
  void image_failed(const std::string&, const client::ImageTrouble& trouble) override {
    fuzz::require(!trouble.id.empty() && !trouble.text.zh.empty() && !trouble.text.en.empty(),
                  "a failure is told in both languages");
  }
};

client::ImageLine::Reply reply_of(std::string_view piece) {
  if (piece.empty()) return {.detail = "reset"};
  const std::string body{piece.substr(1)};
  if (piece[0] == 'o') return {200, "image/png", body};
  if (piece[0] == 'n') return {404, "text/plain", body};
  if (piece[0] == 'l') return {.too_large = true};
  return {static_cast<unsigned>(static_cast<unsigned char>(piece[0])) * 4, body, body};
}

void run(std::string_view input) {
  base::ManualClock clock{base::from_millis(1'684'546'200'000)};
  Line line;
  Eyes eyes;
  client::ImageShelf shelf{&line, clock, [] { return 0.5; }, eyes, {}, [] {}};
  shelf.admitted("token", true);
  shelf.want(base::to_hex(base::sha256(kBody)));
  shelf.want(std::string{input.substr(0, 64)});
  for (int steps = 0; !input.empty() && steps < 100; ++steps) {
    const std::string_view piece = fuzz::next_part(input, '\n');
    if (line.waiting) std::exchange(line.waiting, nullptr)(reply_of(piece));
    clock.advance(std::chrono::minutes{1});
    if (piece == "again") shelf.admitted("another", true);
    shelf.tick();
  }
  const client::Picture* const here = shelf.find(base::to_hex(base::sha256(kBody)));
  fuzz::require(here == nullptr || *here->bytes == kBody, "what is kept is the image");
  shelf.stop();
}

std::vector<std::string> seeds() {
  return {"o" + kBody,
          "oother\noother\no" + kBody,
          "nno\nagain\no" + kBody,
          "l",
          "\n\x7f"
          "busy\no" +
              kBody,
          std::string(64, 'a') + "\no" + kBody};
}

const fuzz::Registration registration{{"image_replies", run, seeds}};

}  // namespace image_replies_target
