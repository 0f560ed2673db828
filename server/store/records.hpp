#pragma once
// What the catalogue holds, as plain values. Texts that are JSON belong to the folder named beside them; the
// store keeps them byte for byte and never looks inside.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/digest.hpp"
#include "base/time.hpp"

namespace examhall::store {

struct Institution {
  std::string code;
  std::string name;
  std::string province;
  bool operator==(const Institution&) const = default;
};

struct BankItem {
  std::string id;  ///< as in the bank
  base::Digest hash{};
  std::string json;  ///< bank/: the item with its key
  bool operator==(const BankItem&) const = default;
};

struct BankImage {
  base::Digest hash{};
  std::string media;  ///< "image/png"
  std::string bytes;
  bool operator==(const BankImage&) const = default;
};

/// One imported version of a bank: what a list shows.
struct BankVersion {
  std::string id;
  std::int64_t version = 0;  ///< 1, 2 … assigned at import
  std::string title;
  std::string language;
  std::string note;
  base::Instant imported_at{};
  std::int64_t item_count = 0;
  bool operator==(const BankVersion&) const = default;
};

struct Bank {
  BankVersion about;  ///< at import, version and item_count are ignored
  std::vector<BankItem> items;
  std::vector<BankImage> images;
};

enum class PaperState {
  clear,   ///< never was sealed
  sealed,  ///< its content is here, and nobody can read it
  opened,  ///< was sealed and is open
};

/// What a list of papers shows.
struct PaperHeading {
  base::Digest hash{};
  std::string title;
  std::string level;
  base::Instant created_at{};
  PaperState state = PaperState::clear;  ///< as listed; of a paper that is added it follows from how
  bool operator==(const PaperHeading&) const = default;
};

struct Paper {
  PaperHeading heading;
  std::string json;  ///< bank/: the frozen paper, keys included; empty while it is sealed
};

struct SealedPaper {
  PaperHeading heading;
  std::string header;  ///< sealing/: what may be known of it
  std::string body;    ///< sealing/: encrypted
  /// The batch that it was opened for last, and by whom (JSON): written before that stands in the journal.
  std::optional<std::int64_t> opened_for{};
  std::string opened_by{};
};

struct Batch {
  std::int64_t id = 0;
  std::string code;      ///< "2023-05-J", unique
  std::string settings;  ///< exam/: JSON
  std::optional<base::Digest> paper;
  std::int64_t revision = 1;  ///< of settings; each change adds one
  std::string status;         ///< the hall's word: "draft", "published" …
  bool operator==(const Batch&) const = default;
};

struct Candidate {
  std::int64_t attempt = 0;  ///< unique over all batches; 0: assigned when added
  std::int64_t batch = 0;
  std::string ticket;  ///< unique over all batches; empty until tickets are drawn
  std::string name;
  std::string institution;  ///< an institution's code, or empty
  std::string site;
  std::string room;
  std::string seat;
  std::string id_number_sealed;  ///< base::Cipher's bytes; empty: none given
  std::string id_number_masked;
  std::optional<base::Digest> access_code;  ///< base::access_code_digest; absent until tickets are drawn
  std::int64_t seed = 0;
  std::chrono::seconds extra_time{0};
  bool operator==(const Candidate&) const = default;
};

/// A ticket drawn for a candidate who is already enrolled.
struct TicketDraw {
  std::int64_t attempt = 0;
  std::string ticket;
  base::Digest access_code{};
};

/// Where a candidate who is already enrolled will sit.
struct SeatChange {
  std::int64_t attempt = 0;
  std::string site, room, seat;
};

enum class RequestState { pending, applied, refused };

/// What examctl asks the running server to do: the server decides, records it as an event, and answers here.
struct Request {
  std::int64_t id = 0;     ///< assigned, ascending
  std::int64_t batch = 0;  ///< 0: the server itself
  std::string kind;
  std::string body;  ///< JSON
  std::string by;    ///< who asks
  std::optional<std::string> key{};  ///< names it among those of `by`: they have no other of that name
  base::Instant created_at{};
  RequestState state = RequestState::pending;
  std::string outcome;  ///< JSON, once decided
  std::optional<base::Instant> decided_at;
  bool operator==(const Request&) const = default;
};

/// A member of staff who signs in at the console.
struct Account {
  std::int64_t id = 0;      ///< assigned
  std::string login;        ///< unique; compared byte for byte, so whoever writes it brings it into one form
  std::string name;         ///< as others see it
  std::string password;     ///< staff/: the hash with its parameters
  std::string totp_sealed;  ///< base::Cipher's bytes; empty: no second factor
  std::int64_t totp_step = 0;  ///< the last one that was accepted
  bool disabled = false;
  std::int64_t epoch = 1;  ///< grows with every change that ends the account's sessions
  base::Instant created_at{};
  bool operator==(const Account&) const = default;
};

/// A role over a part of the exams; staff/ says which are legal.
struct AccountGrant {
  std::int64_t id = 0;  ///< assigned
  std::int64_t account = 0;
  std::string role;
  std::optional<std::int64_t> batch;  ///< none: all
  std::string site;                   ///< empty: all
  std::string room;                   ///< empty: all
  bool operator==(const AccountGrant&) const = default;
};

/// Who changes an account, for its record.
struct ChangedBy {
  std::string who;
  base::Instant at{};
};

struct AccountChange {
  std::int64_t account = 0;
  base::Instant at{};
  std::string by;
  std::string what;    ///< added | password | totp_set | totp_removed | disabled | enabled | granted | revoked | signed_out
  std::string detail;  ///< of a grant: role, batch's id, site and room as JSON; else empty
  bool operator==(const AccountChange&) const = default;
};

/// One of all changes, in the order in which they were made.
struct NumberedChange {
  std::int64_t id = 0;  ///< ascending, never used twice
  std::string login;    ///< of the account
  AccountChange change;
  bool operator==(const NumberedChange&) const = default;
};

/// Something staff did with the tools that is neither a change of an account nor asked of the server: who
/// came onto a roster, who drew tickets, what left the house.
struct Deed {
  base::Instant at{};
  std::string by;
  std::string what;    ///< batch_added | paper_assembled | …: docs/storage.md lists them
  std::string batch;   ///< its code; empty: of none
  std::string detail;  ///< JSON; no name, access code, question or answer
  bool operator==(const Deed&) const = default;
};

struct NumberedDeed {
  std::int64_t id = 0;  ///< ascending, never used twice
  Deed deed;
  bool operator==(const NumberedDeed&) const = default;
};

/// One sign-in. It has one token at a time, and for a moment after a renewal two.
struct StaffSession {
  std::int64_t id = 0;  ///< assigned
  std::int64_t account = 0;
  std::int64_t epoch = 0;  ///< the account's, when it signed in: with another one the session is over
  std::string address;     ///< where from
  base::Instant created_at{};
  base::Instant last_seen{};
  base::Instant expires_at{};
  bool operator==(const StaffSession&) const = default;
};

struct ResultRow {
  std::int64_t attempt = 0;
  std::string status;
  base::Points points;
  std::string sheet;  ///< grading/: the score with its trace, JSON
  bool operator==(const ResultRow&) const = default;
};

struct ResultVersion {
  std::int64_t batch = 0;
  std::int64_t version = 0;  ///< 1, 2 … assigned
  base::Instant created_at{};
  std::string reason;
  base::Digest paper{};
  std::int64_t row_count = 0;
  bool operator==(const ResultVersion&) const = default;
};

}  // namespace examhall::store
