// The queue by which examctl and the console ask the running server.
#include <array>

#include "store/sqlite/catalogue.hpp"

namespace examhall::store::sqlite {
namespace {

constexpr std::string_view kRequests =
    "SELECT id, batch, kind, body, by_whom, created_at, state, outcome, decided_at, key FROM request ";
constexpr std::array<std::string_view, 3> kStates{"pending", "applied", "refused"};

std::string_view word_of(RequestState state) { return kStates.at(static_cast<std::size_t>(state)); }

RequestState state_of(std::string_view word) {
  if (word == kStates[1]) return RequestState::applied;
  return word == kStates[2] ? RequestState::refused : RequestState::pending;
}

Request read_request(const Statement& row) {
  Request r;
  r.id = row.integer(0);
  r.batch = row.integer(1);
  r.kind = row.text(2);
  r.body = row.text(3);
  r.by = row.text(4);
  r.created_at = row.time(5);
  r.state = state_of(row.view(6));
  r.outcome = row.text(7);
  if (!row.is_null(8)) r.decided_at = row.time(8);
  if (!row.is_null(9)) r.key = row.text(9);
  return r;
}

std::vector<Request> requests_of(Statement& rows) {
  std::vector<Request> out;
  while (rows.step()) out.push_back(read_request(rows));
  return out;
}

}  // namespace

std::int64_t SqliteCatalogue::add_request(const Request& r) {
  Statement{connection_,
            "INSERT INTO request (batch, kind, body, by_whom, key, created_at, state, outcome) "
            "VALUES (?, ?, ?, ?, ?, ?, 'pending', '')"}
      .run(r.batch, r.kind, r.body, r.by, r.key, r.created_at);
  return connection_.last_rowid();
}

std::optional<Request> SqliteCatalogue::request_of(std::string_view by, std::string_view key) {
  Statement row{connection_, std::string{kRequests} + "WHERE by_whom = ? AND key = ?"};
  if (!row.select(by, key).step()) return std::nullopt;
  return read_request(row);
}

std::vector<Request> SqliteCatalogue::pending_requests(std::int64_t after_id) {
  return requests_of(pending_requests_.select(after_id));
}

std::optional<Request> SqliteCatalogue::request(std::int64_t id) {
  Statement row{connection_, std::string{kRequests} + "WHERE id = ?"};
  if (!row.select(id).step()) return std::nullopt;
  return read_request(row);
}

std::vector<Request> SqliteCatalogue::requests(std::int64_t batch) {
  Statement rows{connection_, std::string{kRequests} + "WHERE batch = ? ORDER BY id"};
  return requests_of(rows.select(batch));
}

bool SqliteCatalogue::decide_request(std::int64_t id, RequestState state, std::string_view outcome,
                                     base::Instant at) {
  Statement{connection_,
            "UPDATE request SET state = ?, outcome = ?, decided_at = ? WHERE id = ? AND state = 'pending'"}
      .run(word_of(state), outcome, at, id);
  return connection_.changes() == 1;
}

}  // namespace examhall::store::sqlite
