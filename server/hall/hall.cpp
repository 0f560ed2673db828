#include "hall/hall.hpp"

#include <algorithm>

namespace examhall::hall {
namespace {

protocol::About about(const protocol::ClientMessage& message) {
  const auto* const answer = std::get_if<protocol::Answer>(&message);
  return {std::string{protocol::type_name(message)}, answer ? std::optional{answer->no} : std::nullopt};
}

}  // namespace

Hall::Hall(const base::Clock& clock, Record& record, const base::SigningKey& key, Settings settings)
    : clock_{clock}, record_{record}, key_{key}, settings_{std::move(settings)} {}

// ---- recording

void Hall::append(journal::Draft draft) {
  if (together_) {
    together_->push_back(std::move(draft));
  } else {
    record_.append(std::move(draft));
  }
}

void Hall::record(Seat& seat, const exam::Event& event, base::Instant at, OnDurable on_durable) {
  const exam::Written written = exam::write(event);
  const std::int64_t attempt = seat.enrolled.attempt;
  append({at, seat.batch->state.batch.id, attempt, std::string{written.kind}, written.body});
  if (!exam::has_ended(seat.state.attempt.status)) --seat.batch->open;
  exam::fold_into(seat.state, event, {seat.batch->state.batch.id, attempt, at, 0, {}});
  exam::fold_into(seat.batch->state, event, at);
  if (!exam::has_ended(seat.state.attempt.status)) ++seat.batch->open;
  waiting_.push({&seat, seat.batch}, std::move(on_durable));
}

void Hall::record_all(Seat& seat, const std::vector<exam::Event>& events, base::Instant at,
                      OnDurable after_last) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    record(seat, events[i], at, i + 1 == events.size() ? std::move(after_last) : OnDurable{});
  }
}

void Hall::record(LiveBatch& batch, const exam::BatchEvent& event, base::Instant at, OnDurable on_durable) {
  const exam::Written written = exam::write(event);
  append({at, batch.state.batch.id, 0, std::string{written.kind}, written.body});
  exam::fold_into(batch.state, event, at);
  waiting_.push({nullptr, &batch}, std::move(on_durable));
}

void Hall::note_of_house(std::string_view kind, std::string body, std::function<void()> done) {
  append({clock_.now(), 0, 0, std::string{kind}, std::move(body)});
  waiting_.push({}, [done = std::move(done)](const journal::Committed&) { done(); });
}

void Hall::note(std::int64_t batch, const exam::Noted& note) {
  if (LiveBatch* const live = batch_of(batch)) record(*live, note, clock_.now());
}

void Hall::committed(std::span<const journal::Committed> commits) {
  waiting_.committed(commits, [this](Subject about) {
    if (watcher_ == nullptr || about.batch == nullptr) return;
    if (about.seat != nullptr) return watcher_->seat_changed(*about.seat);
    watcher_->batch_changed(*about.batch);
  });
}

void Hall::watch(Watcher& watcher) {
  watcher_ = &watcher;
  for (const auto& [id, batch] : batches_) watcher.batch_changed(*batch);
}

// ---- speaking

void Hall::say(const std::shared_ptr<Link>& link, const protocol::ServerMessage& message) {
  if (link) link->send(std::make_shared<const std::string>(protocol::encode(message)));
}

void Hall::say(const Seat& seat, const protocol::ServerMessage& message) {
  if (seat.admitted) say(seat.link, message);
}

void Hall::say_error(const std::shared_ptr<Link>& link, std::string_view id,
                     std::optional<protocol::About> about, std::optional<base::Instant> when,
                     std::optional<std::string> detail) {
  protocol::Error error = protocol::make_error(id, std::move(about), when);
  error.detail = std::move(detail);
  const auto counter = counters_.errors.find(id);
  if (counter != counters_.errors.end()) {
    ++counter->second;
  } else {
    counters_.errors.emplace(id, 1);
  }
  say(link, error);
}

// A refusal may follow from what is not on disk yet: a takeover, a termination. So it waits as an ack does,
// and "kept as evidence" is true when it is said.
void Hall::refuse(const Guest& guest, protocol::About about, const exam::Refusal& why) {
  waiting_.after_all([this, link = std::weak_ptr<Link>{guest.link}, about = std::move(about), why] {
    if (const auto alive = link.lock()) say_error(alive, to_text(why.id), about, why.when);
  });
}

bool Hall::overloaded(const Guest& guest, const protocol::About& about) {
  if (waiting_.load() < settings_.waiting_limit) return false;
  say_error(guest.link, "not_saved", about);
  return true;
}

void Hall::dismiss(Guest& guest, CloseCode code, std::string_view reason) {
  guest.leaving = true;
  guest.link->close(code, reason);
}

void Hall::storage(bool ok) {
  if (ok == storage_ok_) return;
  storage_ok_ = ok;
  if (watcher_ != nullptr) watcher_->storage_changed(ok);
  for (auto& [id, batch] : batches_) {
    for (const auto& seat : batch->seats) {
      // Whose welcome waits for the disk hears why it waits; the welcome says that it works again.
      if (seat->admitted || !ok) say(seat->link, protocol::Storage{ok});
    }
  }
  for (const auto& [attempt, held] : held_) {
    if (!ok) say(held.link.lock(), protocol::Storage{ok});
  }
}

// ---- from the network

void Hall::opened(const std::shared_ptr<Link>& link) {
  const base::Instant now = clock_.now();
  guests_.emplace(link.get(), Guest{link, now});
  not_logged_in_.emplace_back(now, link);
}

void Hall::received(const std::shared_ptr<Link>& link, std::string_view frame, base::Instant at) {
  const auto found = guests_.find(link.get());
  if (found == guests_.end()) return;
  Guest& guest = found->second;
  if (guest.leaving && guest.seat == nullptr) return;
  const auto message = protocol::decode_client(frame);
  // What a closing connection still brings is told nothing more, but an answer is evidence all the same.
  if (guest.leaving && !(message && std::holds_alternative<protocol::Answer>(*message))) return;
  if (!message) {
    const protocol::Malformed& why = message.error();
    say_error(link, why.error, protocol::About{why.type, std::nullopt}, std::nullopt, why.detail);
    return;
  }
  std::visit([&](const auto& m) { handle(guest, m, at); }, *message);
}

void Hall::too_fast(const std::shared_ptr<Link>& link, std::string_view frame) {
  const auto found = guests_.find(link.get());
  if (found == guests_.end() || found->second.leaving) return;
  const auto message = protocol::decode_client(frame);
  say_error(link, "too_many_messages", message ? about(*message) : protocol::About{message.error().type, {}});
}

void Hall::closed(const std::shared_ptr<Link>& link) {
  const auto found = guests_.find(link.get());
  if (found == guests_.end()) return;
  Guest guest = found->second;
  guests_.erase(found);
  leave_seat(guest, clock_.now());
}

void Hall::leave_seat(Guest& guest, base::Instant at) {
  if (guest.seat == nullptr || guest.seat->link != guest.link) return;
  Seat& seat = *guest.seat;
  seat.link.reset();
  seat.admitted = false;
  const exam::LoseSeat command{guest.fence};
  record_all(seat, exam::decide(seat.batch->state.batch, seat.state.attempt, command, at).events, at, {});
}

std::optional<Image> Hall::image(std::string_view seat_token, const base::Digest& hash) {
  const auto found = by_image_token_.find(base::to_hex(base::sha256(seat_token)));
  if (found == by_image_token_.end()) return std::nullopt;
  const Seat& seat = *found->second;
  if (seat.state.attempt.status != exam::Status::sitting) return std::nullopt;
  const auto image = seat.batch->paper->images.find(hash);
  if (image == seat.batch->paper->images.end()) return std::nullopt;
  return image->second;
}

void Hall::handle(Guest& guest, const protocol::TimeQuery& m, base::Instant at) {
  say(guest.link, protocol::TimeReply{m.t0, base::to_millis(at), base::to_millis(clock_.now())});
}

std::vector<StatusCount> Hall::statuses() const {
  std::vector<StatusCount> out;
  for (const auto& [id, batch] : batches_) {
    std::map<std::string_view, std::uint64_t> counts;
    for (const auto& seat : batch->seats) ++counts[to_text(seat->state.attempt.status)];
    for (const auto& [status, n] : counts) out.push_back({batch->state.batch.code, std::string{status}, n});
  }
  return out;
}

LiveBatch* Hall::batch_of(std::int64_t id) {
  const auto found = batches_.find(id);
  return found == batches_.end() ? nullptr : found->second.get();
}

}  // namespace examhall::hall
