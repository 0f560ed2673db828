#include "client/core/image_shelf.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "client/core/observer.hpp"

namespace examhall::client {
namespace {

constexpr unsigned kOk = 200;
constexpr unsigned kNotFound = 404;

ImageTrouble not_a_hash() {
  return {"bad_image_hash", {"题目中的图片编号有误", "The question names an image that cannot exist"}};
}
ImageTrouble not_here() {
  return {"image_not_here", {"图片暂时无法取得", "The image cannot be had at the moment"}, "", true};
}
ImageTrouble damaged(bool again) {
  return {"image_damaged",
          {"收到的图片内容不符，请告知监考老师",
           "What came is not the image that was asked for; tell the proctor"},
          "the SHA-256 differs",
          again};
}
ImageTrouble too_large() {
  return {"image_too_large",
          {"图片过大，无法显示，请告知监考老师", "The image is too large to be shown; tell the proctor"}};
}
ImageTrouble not_fetched(std::string detail) {
  return {"image_not_fetched",
          {"图片尚未取到，正在重试", "The image has not arrived yet; trying again"},
          std::move(detail),
          true};
}

bool is_hash(const std::string& hash) {
  const auto digest = base::digest_from_hex(hash);
  return digest && base::to_hex(*digest) == hash;
}

}  // namespace

ImageShelf::ImageShelf(ImageLine* line, const base::Clock& clock, Random random, Observer& observer,
                       ImageTuning tuning, std::function<void()> changed)
    : line_{line},
      clock_{clock},
      random_{std::move(random)},
      observer_{observer},
      tuning_{tuning},
      changed_{std::move(changed)} {}

ImageShelf::Want* ImageShelf::wanted(const std::string& hash) {
  const auto found =
      std::find_if(wants_.begin(), wants_.end(), [&](const Want& w) { return w.hash == hash; });
  return found == wants_.end() ? nullptr : &*found;
}

const Picture* ImageShelf::find(const std::string& hash) const {
  const auto found = here_.find(hash);
  return found == here_.end() ? nullptr : &found->second;
}

void ImageShelf::want(const std::string& hash) {
  if (!is_hash(hash)) return observer_.image_failed(hash, not_a_hash());
  if (const Picture* known = find(hash)) {
    const Picture picture = *known;
    return observer_.image_arrived(hash, picture);
  }
  if (line_ == nullptr || stopped_) return;
  const auto known =
      std::find_if(wants_.begin(), wants_.end(), [&](const Want& w) { return w.hash == hash; });
  if (known == wants_.end()) {
    wants_.push_back({hash, Backoff{tuning_.retry_first, tuning_.retry_longest}});
  } else {
    std::rotate(wants_.begin(), known, known + 1);
  }
  fetch_next();
}

void ImageShelf::admitted(std::string token, bool open) {
  token_ = std::move(token);
  open_ = open;
  try_refused_again();
  fetch_next();
}

void ImageShelf::set_open(bool open) {
  if (open && !open_) try_refused_again();
  open_ = open;
  fetch_next();
}

void ImageShelf::try_refused_again() {
  ++chance_;
  for (Want& w : wants_) {
    w.refused = false;
    w.not_before = {};
    w.backoff.reset();
  }
}

void ImageShelf::tick() { fetch_next(); }

std::optional<base::Instant> ImageShelf::next_due() const {
  if (fetching_ || !open_ || stopped_ || token_.empty()) return std::nullopt;
  std::optional<base::Instant> due;
  for (const Want& w : wants_) {
    if (!w.refused) due = due ? std::min(*due, w.not_before) : w.not_before;
  }
  return due;
}

void ImageShelf::stop() {
  stopped_ = true;
  fetching_.reset();
  wants_.clear();
  token_.clear();
  if (line_ != nullptr) line_->abort();
}

void ImageShelf::fetch_next() {
  if (fetching_ || !open_ || stopped_ || token_.empty()) return;
  const base::Instant now = clock_.now();
  const auto next = std::find_if(wants_.begin(), wants_.end(),
                                 [&](const Want& w) { return !w.refused && w.not_before <= now; });
  if (next == wants_.end()) return;
  fetching_ = next->hash;
  line_->fetch(next->hash, token_, [this, chance = chance_](ImageLine::Reply reply) {
    const std::string hash = *std::exchange(fetching_, std::nullopt);
    // A refusal from before the present login, or from before a pause ended, is none.
    if (reply.status != kNotFound || chance == chance_) answered(hash, std::move(reply));
    fetch_next();
    changed_();
  });
}

void ImageShelf::answered(const std::string& hash, ImageLine::Reply reply) {
  Want* const want = wanted(hash);
  if (want == nullptr) return;
  if (reply.too_large) return give_up(hash, too_large());
  if (reply.status == kNotFound) {
    want->refused = true;
    return observer_.image_failed(hash, not_here());
  }
  if (reply.status != kOk) {
    return put_off(*want,
                   not_fetched(reply.status == 0 ? reply.detail : "status " + std::to_string(reply.status)));
  }
  if (base::to_hex(base::sha256(reply.body)) == hash) return arrived(hash, std::move(reply));
  if (++want->damaged >= tuning_.damaged_tries) return give_up(hash, damaged(false));
  put_off(*want, damaged(true));
}

void ImageShelf::arrived(const std::string& hash, ImageLine::Reply reply) {
  const Picture picture{std::move(reply.media), std::make_shared<const std::string>(std::move(reply.body))};
  std::erase_if(wants_, [&](const Want& w) { return w.hash == hash; });
  here_[hash] = picture;
  observer_.image_arrived(hash, picture);
}

void ImageShelf::put_off(Want& want, ImageTrouble trouble) {
  want.not_before = clock_.now() + want.backoff.next(random_);
  const std::string hash = want.hash;  // the observer may want others
  observer_.image_failed(hash, trouble);
}

void ImageShelf::give_up(const std::string& hash, ImageTrouble trouble) {
  const std::string name = hash;
  std::erase_if(wants_, [&](const Want& w) { return w.hash == name; });
  observer_.image_failed(name, trouble);
}

}  // namespace examhall::client
