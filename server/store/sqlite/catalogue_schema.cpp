#include "store/sqlite/schema.hpp"

namespace examhall::store::sqlite {
namespace {

constexpr const char* kCatalogue1 = R"sql(
CREATE TABLE institution (
  code     TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  province TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Items and images are named by their content and kept once for all versions that hold them.
CREATE TABLE item (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  json TEXT NOT NULL
) STRICT;

CREATE TABLE image (
  hash  BLOB PRIMARY KEY CHECK (length(hash) = 32),
  media TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE bank (
  id          TEXT NOT NULL,
  version     INTEGER NOT NULL,
  title       TEXT NOT NULL,
  language    TEXT NOT NULL,
  note        TEXT NOT NULL,
  imported_at INTEGER NOT NULL,
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE bank_item (
  bank     TEXT NOT NULL,
  version  INTEGER NOT NULL,
  position INTEGER NOT NULL,
  id       TEXT NOT NULL,
  hash     BLOB NOT NULL REFERENCES item (hash),
  PRIMARY KEY (bank, version, position),
  FOREIGN KEY (bank, version) REFERENCES bank (id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE bank_image (
  bank     TEXT NOT NULL,
  version  INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hash     BLOB NOT NULL REFERENCES image (hash),
  PRIMARY KEY (bank, version, position),
  FOREIGN KEY (bank, version) REFERENCES bank (id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE paper (
  hash       BLOB PRIMARY KEY CHECK (length(hash) = 32),
  title      TEXT NOT NULL,
  level      TEXT NOT NULL,
  json       TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE batch (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  code     TEXT NOT NULL UNIQUE,
  settings TEXT NOT NULL,
  paper    BLOB REFERENCES paper (hash),
  revision INTEGER NOT NULL,
  status   TEXT NOT NULL
) STRICT;

-- AUTOINCREMENT: an attempt id stands in the journal and is never given out twice.
CREATE TABLE candidate (
  attempt          INTEGER PRIMARY KEY AUTOINCREMENT,
  batch            INTEGER NOT NULL REFERENCES batch (id),
  ticket           TEXT UNIQUE,
  name             TEXT NOT NULL,
  institution      TEXT REFERENCES institution (code),
  site             TEXT NOT NULL,
  room             TEXT NOT NULL,
  seat             TEXT NOT NULL,
  id_number_sealed BLOB NOT NULL,
  id_number_masked TEXT NOT NULL,
  access_code      BLOB CHECK (access_code IS NULL OR length(access_code) = 32),
  seed             INTEGER NOT NULL,
  extra_seconds    INTEGER NOT NULL
) STRICT;
CREATE INDEX candidate_of_batch ON candidate (batch);
CREATE INDEX candidate_of_institution ON candidate (institution);

CREATE TABLE request (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  batch      INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  body       TEXT NOT NULL,
  by_whom    TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('pending', 'applied', 'refused')),
  outcome    TEXT NOT NULL,
  decided_at INTEGER
) STRICT;
CREATE INDEX request_pending ON request (id) WHERE state = 'pending';

CREATE TABLE result_version (
  batch      INTEGER NOT NULL REFERENCES batch (id),
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  paper      BLOB NOT NULL REFERENCES paper (hash),
  PRIMARY KEY (batch, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE result (
  batch   INTEGER NOT NULL,
  version INTEGER NOT NULL,
  attempt INTEGER NOT NULL REFERENCES candidate (attempt),
  status  TEXT NOT NULL,
  points  INTEGER NOT NULL,
  sheet   TEXT NOT NULL,
  PRIMARY KEY (batch, version, attempt),
  FOREIGN KEY (batch, version) REFERENCES result_version (batch, version)
) STRICT;
CREATE INDEX result_of_attempt ON result (attempt);

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// A sealed paper is a paper whose json is empty, and a row here with its content encrypted. Opening fills the json.
constexpr const char* kCatalogue2 = R"sql(
CREATE TABLE sealed_paper (
  paper      BLOB PRIMARY KEY REFERENCES paper (hash),
  header     TEXT NOT NULL,
  body       BLOB NOT NULL,
  opened_for INTEGER,
  opened_by  TEXT NOT NULL
) STRICT;
)sql";

// Accounts are disabled and never removed: what they did names them.
constexpr const char* kCatalogue3 = R"sql(
CREATE TABLE account (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  login       TEXT NOT NULL UNIQUE CHECK (login <> ''),
  name        TEXT NOT NULL,
  password    TEXT NOT NULL,
  totp_sealed BLOB NOT NULL,
  totp_step   INTEGER NOT NULL,
  disabled    INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  epoch       INTEGER NOT NULL,
  created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE account_change (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL REFERENCES account (id),
  at      INTEGER NOT NULL,
  by_whom TEXT NOT NULL,
  what    TEXT NOT NULL,
  detail  TEXT NOT NULL
) STRICT;
CREATE INDEX account_change_of_account ON account_change (account);

CREATE TABLE account_grant (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL REFERENCES account (id),
  role    TEXT NOT NULL,
  batch   INTEGER REFERENCES batch (id) ON DELETE CASCADE,
  site    TEXT NOT NULL,
  room    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX account_grant_once ON account_grant (account, role, coalesce(batch, 0), site, room);
CREATE INDEX account_grant_of_batch ON account_grant (batch);

CREATE TABLE staff_session (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  account    INTEGER NOT NULL REFERENCES account (id),
  epoch      INTEGER NOT NULL,
  address    TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE staff_token (
  digest     BLOB PRIMARY KEY CHECK (length(digest) = 32),
  session    INTEGER NOT NULL REFERENCES staff_session (id) ON DELETE CASCADE,
  good_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_token_of_session ON staff_token (session);
)sql";

// What the console asks for has a name that its page has drawn: it can be sent again without being done
// again.
constexpr const char* kCatalogue4 = R"sql(
ALTER TABLE request ADD COLUMN key TEXT;
CREATE UNIQUE INDEX request_of_key ON request (by_whom, key) WHERE key IS NOT NULL;
)sql";

// Which token it was renewed from, until it is used for the first time: not before then it is known to have
// arrived.
constexpr const char* kCatalogue5 = R"sql(
ALTER TABLE staff_token ADD COLUMN follows BLOB;
)sql";

// Named by the batch's code and not by its row: the record outlives it.
constexpr const char* kCatalogue6 = R"sql(
CREATE TABLE deed (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  by_whom TEXT NOT NULL,
  what    TEXT NOT NULL,
  batch   TEXT NOT NULL,
  detail  TEXT NOT NULL
) STRICT;
)sql";

constexpr const char* kCatalogueMigrations[] = {kCatalogue1, kCatalogue2, kCatalogue3,
                                                kCatalogue4, kCatalogue5, kCatalogue6};

}  // namespace

const Schema kCatalogueSchema{"考务库", "catalogue", 0x45584843 /* EXHC */, kCatalogueMigrations};

}  // namespace examhall::store::sqlite
