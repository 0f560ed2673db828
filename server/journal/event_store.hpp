#pragma once
// Where events are kept. The journal knows only these two classes; store/ implements them on a database.
// One thread at a time for each object. Every function throws StorageError if the database is dead.
#include <functional>
#include <optional>
#include <span>

#include "journal/event.hpp"
#include "journal/storage_error.hpp"

namespace examhall::journal {

/// Reads a journal, also beside a live server. Holds no snapshot between two calls of the visitor's chunk,
/// so a slow reader never keeps the writer from tidying up.
class EventReader {
 public:
  /// Return false to stop reading.
  using Visitor = std::function<bool(const Event&)>;

  virtual ~EventReader() = default;
  virtual JournalId journal_id() const = 0;
  virtual Head head() = 0;
  /// When the server is known to have lived last: the later of the heartbeat and the last event.
  /// nullopt for a journal that has neither.
  virtual std::optional<base::Instant> last_beat() = 0;
  /// Events from_seq ≤ seq ≤ to_seq in order; a missing row is passed over in silence (verification is
  /// ChainCheck's).
  virtual void read(std::uint64_t from_seq, std::uint64_t to_seq, const Visitor& visit) = 0;
  void read_all(const Visitor& visit) { read(1, UINT64_MAX, visit); }
  /// The events of one batch with seq ≥ from_seq, in order. Reads the whole journal from there on: there is
  /// no index to pay for with each answer. What lies before is not touched.
  virtual void read_batch_from(std::uint64_t from_seq, std::int64_t batch, const Visitor& visit) = 0;
  void read_batch(std::int64_t batch, const Visitor& visit) { read_batch_from(1, batch, visit); }
};

class EventStore : public EventReader {
 public:
  /// Writes all of `events`, and the heartbeat if given, in one transaction. Durable when it returns.
  /// After StorageError nothing is known about them: call recover() before anything else.
  virtual void commit(std::span<const Event> events, std::optional<base::Instant> beat) = 0;
  void append(std::span<const Event> events) { commit(events, std::nullopt); }
  void append_with_beat(std::span<const Event> events, base::Instant beat) { commit(events, beat); }
  void beat(base::Instant at) { commit({}, at); }

  /// Opens the storage anew and returns a head up to which everything is honestly on disk, whatever failed
  /// syncs went before. Throws StorageError if that cannot be said yet; try again later.
  virtual Head recover() = 0;

  /// A good moment for housekeeping, called between commits. It may fail without harm to what was committed;
  /// it throws StorageError only if the next commit would fail too.
  virtual void tidy(bool idle) = 0;
};

}  // namespace examhall::journal
