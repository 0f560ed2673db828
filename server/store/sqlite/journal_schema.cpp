#include "store/sqlite/schema.hpp"

namespace examhall::store::sqlite {
namespace {

// No index beside the rowid: one that touches a random page for every answer costs more than the answer.
// The triggers stop a slip of the hand, not a forger: against him there are the links.
constexpr const char* kJournal1 = R"sql(
CREATE TABLE journal (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id  BLOB NOT NULL CHECK (length(id) = 16)
) STRICT;

CREATE TABLE event (
  seq     INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL,
  batch   INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  body    TEXT NOT NULL,
  salt    BLOB NOT NULL,
  link    BLOB NOT NULL
) STRICT;

CREATE TABLE heartbeat (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  at  INTEGER NOT NULL
) STRICT;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;

CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;

INSERT INTO journal (one, id) VALUES (1, randomblob(16));
)sql";

constexpr const char* kJournalMigrations[] = {kJournal1};

}  // namespace

const Schema kJournalSchema{"考试日志", "journal", 0x4558484a /* EXHJ */, kJournalMigrations};

}  // namespace examhall::store::sqlite
