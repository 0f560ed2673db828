#include "hall/hall.hpp"

#include <algorithm>

namespace examhall::hall {

Hall::Hall(const base::Clock& clock, Record& record, const base::SigningKey& key, Settings settings)
    : clock_{clock}, record_{record}, key_{key}, settings_{std::move(settings)} {}

// ---- recording

void Hall::record(Seat& seat, const exam::Event& event, base::Instant at, OnDurable on_durable) {
  const exam::Written written = exam::write(event);
  const std::int64_t attempt = seat.enrolled.attempt;
  record_.append({at, seat.batch->state.batch.id, attempt, std::string{written.kind}, written.body});
  exam::fold_into(seat.state, event, {seat.batch->state.batch.id, attempt, at, 0, {}});
  waiting_.push(std::move(on_durable));
}

void Hall::record_all(Seat& seat, const std::vector<exam::Event>& events, base::Instant at, OnDurable after_last) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    record(seat, events[i], at, i + 1 == events.size() ? std::move(after_last) : OnDurable{});
  }
}

void Hall::record(LiveBatch& batch, const exam::BatchEvent& event, base::Instant at, OnDurable on_durable) {
  const exam::Written written = exam::write(event);
  record_.append({at, batch.state.batch.id, 0, std::string{written.kind}, written.body});
  exam::fold_into(batch.state, event, at);
  waiting_.push(std::move(on_durable));
}

// ---- speaking

void Hall::say(const std::shared_ptr<Link>& link, const protocol::ServerMessage& message) {
  if (link) link->send(std::make_shared<const std::string>(protocol::encode(message)));
}

void Hall::say_error(const std::shared_ptr<Link>& link, std::string_view id, std::optional<protocol::About> about,
                     std::optional<base::Instant> when, std::optional<std::string> detail) {
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

void Hall::dismiss(Guest& guest, CloseCode code, std::string_view reason) {
  guest.leaving = true;
  guest.link->close(code, reason);
}

void Hall::storage(bool ok) {
  if (ok == storage_ok_) return;
  storage_ok_ = ok;
  for (auto& [id, batch] : batches_) {
    for (auto& seat : batch->seats) say(seat->link, protocol::Storage{ok});
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
  if (found == guests_.end() || found->second.leaving) return;
  Guest& guest = found->second;
  const auto message = protocol::decode_client(frame);
  if (!message) {
    const protocol::Malformed& why = message.error();
    say_error(link, why.error, protocol::About{why.type, std::nullopt}, std::nullopt, why.detail);
    return;
  }
  std::visit([&](const auto& m) { handle(guest, m, at); }, *message);
}

void Hall::closed(const std::shared_ptr<Link>& link) {
  const auto found = guests_.find(link.get());
  if (found == guests_.end()) return;
  Seat* const seat = found->second.seat;
  const std::uint32_t fence = found->second.fence;
  guests_.erase(found);
  if (seat == nullptr || seat->link != link) return;
  seat->link.reset();
  const base::Instant now = clock_.now();
  record_all(*seat, exam::decide(seat->batch->state.batch, seat->state.attempt, exam::LoseSeat{fence}, now).events, now,
             {});
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
