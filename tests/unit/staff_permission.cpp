// The matrix of docs/console-protocol.md: every role and extent of a grant × every operation × every object
// of a small world, in both directions. What is expected is worked out from the document's words and from
// sets of people, not from how the code compares fields.
#include <algorithm>
#include <iterator>
#include <set>

#include "staff/permission.hpp"

#include <catch2/catch.hpp>

using namespace examhall::staff;

namespace {

struct Person {
  std::int64_t batch;
  std::string site, room;
  auto operator<=>(const Person&) const = default;
};
using People = std::set<Person>;

/// Two batches of two sites of two rooms, in every site one person without a room, in every batch one without
/// a site.
People world() {
  People out;
  for (const std::int64_t batch : {1, 2}) {
    out.insert({batch, "", ""});
    for (const char* site : {"S1", "S2"}) {
      for (const char* room : {"", "R1", "R2"}) out.insert({batch, site, room});
    }
  }
  return out;
}

template <class Wanted>
People people(Wanted wanted) {
  People out;
  for (const Person& p : world()) {
    if (wanted(p)) out.insert(p);
  }
  return out;
}

People people_of(const Grant& g) {
  return people([&](const Person& p) {
    return (g.batch == 0 || p.batch == g.batch) && (g.site.empty() || p.site == g.site) &&
           (g.room.empty() || p.room == g.room);
  });
}

People people_of(const Object& o) {
  switch (o.scope) {
    case Scope::person:
    case Scope::room:
      return people(
          [&](const Person& p) { return p.batch == o.batch && p.site == o.site && p.room == o.room; });
    case Scope::site:
      return people([&](const Person& p) { return p.batch == o.batch && p.site == o.site; });
    case Scope::batch:
      return people([&](const Person& p) { return p.batch == o.batch; });
  }
  return {};
}

People site_around(const Object& o) {
  return people([&](const Person& p) { return p.batch == o.batch && p.site == o.site; });
}

bool within(const People& part, const People& whole) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

bool meet(const People& a, const People& b) {
  return std::any_of(a.begin(), a.end(), [&](const Person& p) { return b.count(p) > 0; });
}

std::vector<Object> objects() {
  static const People everybody = world();
  std::vector<Object> out;
  for (const Person& p : everybody) {
    out.push_back({Scope::person, p.batch, p.site, p.room});
    if (!p.room.empty()) out.push_back({Scope::room, p.batch, p.site, p.room});
    if (p.room == "R1") out.push_back({Scope::site, p.batch, p.site, ""});
    if (p.site.empty()) out.push_back({Scope::batch, p.batch, "", ""});
  }
  return out;
}

std::vector<Grant> legal_grants() {
  std::vector<Grant> out;
  for (const Role role : all_roles()) {
    for (const std::int64_t batch : {0, 1}) {
      for (const Grant& g :
           {Grant{role, batch, "", ""}, Grant{role, batch, "S1", ""}, Grant{role, batch, "S1", "R1"}}) {
        if (!wrong_with(g)) out.push_back(g);
      }
    }
  }
  return out;
}

/// The document's table, a row for each operation: upon what, and which of proctor, chief, office, auditor.
struct Expected {
  const char* operation;
  const char* upon;
  const char* who;
};
constexpr const char* kAll = "person room site batch";
const Expected kDocument[] = {
    {"see", kAll, "proctor chief office auditor"},
    {"timeline", "person", "proctor chief office auditor"},
    {"message", kAll, "proctor chief office"},
    {"warn", "person", "proctor chief office"},
    {"answer_call", "person", "proctor chief office"},
    {"pause", kAll, "proctor chief office"},
    {"resume", kAll, "proctor chief office"},
    {"incident", kAll, "proctor chief office"},
    {"move_in_room", "person", "proctor chief office"},
    {"move_in_site", "person", "chief office"},
    {"extend_person", "person", "chief office"},
    {"extend_room", "room", "chief office"},
    {"admit", "person", "chief office"},
    {"terminate", "person", "chief office"},
    {"extend_site", "site", "chief office"},
    {"approve_extend_site", "site", "chief office"},
    {"extend_batch", "batch", "office"},
    {"approve_extend_batch", "batch", "office"},
    {"approve_outage", "batch", "office"},
    {"approve_scores", "batch", "office"},
    {"reinstate", "person", "office"},
};

bool names(const char* words, std::string_view word) {
  return (" " + std::string{words} + " ").find(" " + std::string{word} + " ") != std::string::npos;
}

const Expected& expected_of(Operation operation) {
  const auto row = std::find_if(std::begin(kDocument), std::end(kDocument),
                                [&](const Expected& e) { return e.operation == to_text(operation); });
  if (row == std::end(kDocument)) FAIL("not in the document: " << to_text(operation));
  return *row;
}

Verdict expected(const Grant& grant, Operation operation, const Object& object) {
  const People mine = people_of(grant);
  const Expected& row = expected_of(operation);
  const bool far_enough = operation != Operation::move_in_site || within(site_around(object), mine);
  if (names(row.who, to_text(grant.role)) && names(row.upon, to_text(object.scope)) &&
      within(people_of(object), mine) && far_enough) {
    return Verdict::allowed;
  }
  return meet(people_of(object), mine) ? Verdict::forbidden : Verdict::unseen;
}

}  // namespace

TEST_CASE("every role, operation and object: as the document says, in both directions") {
  int allowed = 0;
  int checked = 0;
  for (const Grant& grant : legal_grants()) {
    for (const Operation operation : all_operations()) {
      for (const Object& object : objects()) {
        const Verdict want = expected(grant, operation, object);
        const Verdict got = verdict(std::span{&grant, 1}, operation, object);
        ++checked;
        allowed += want == Verdict::allowed ? 1 : 0;
        if (want == got) continue;
        CAPTURE(to_text(grant.role), grant.batch, grant.site, grant.room, to_text(operation),
                to_text(object.scope), object.batch, object.site, object.room);
        CHECK(static_cast<int>(want) == static_cast<int>(got));
      }
    }
  }
  CHECK(checked == 14 * 21 * 28);
  CHECK(allowed > 500);
  CHECK(allowed < checked / 2);
}

TEST_CASE("the document and the code know the same operations") {
  CHECK(all_operations().size() == std::size(kDocument));
  for (const Expected& row : kDocument) CHECK(operation_from_text(row.operation));
  for (const Operation operation : all_operations())
    CHECK(operation_from_text(to_text(operation)) == operation);
  for (const char* word : {"", "extend", "move", "finalise", "see "}) CHECK_FALSE(operation_from_text(word));
  for (const Scope scope : {Scope::person, Scope::room, Scope::site, Scope::batch}) {
    CHECK(scope_from_text(to_text(scope)) == scope);
  }
  CHECK_FALSE(scope_from_text("nation"));
}

TEST_CASE("without a grant nothing exists") {
  for (const Operation operation : all_operations()) {
    for (const Object& object : objects()) CHECK(verdict({}, operation, object) == Verdict::unseen);
  }
  CHECK(operations({}, 1).empty());
  CHECK_FALSE(covers({}, 1, "S1", "R1"));
}

TEST_CASE("a grant that may not be given permits nothing, even if it stands in the database") {
  for (const Grant& grant : {Grant{Role::proctor, 0, "", ""}, Grant{Role::proctor, 1, "S1", ""},
                             Grant{Role::chief, 0, "", ""}, Grant{Role::office, 1, "S1", "R1"},
                             Grant{Role::auditor, 1, "", "R1"}, Grant{Role::office, -1, "", ""}}) {
    REQUIRE(wrong_with(grant));
    const std::span one{&grant, 1};
    CHECK(operations(one, 1).empty());
    for (const Operation operation : all_operations()) {
      for (const Object& object : objects()) CHECK(verdict(one, operation, object) == Verdict::unseen);
    }
  }
}

TEST_CASE("what may be done somewhere in a batch is what is allowed upon at least one object of it") {
  for (const Grant& grant : legal_grants()) {
    for (const std::int64_t batch : {1, 2}) {
      const auto listed = operations(std::span{&grant, 1}, batch);
      for (const Operation operation : all_operations()) {
        bool somewhere = false;
        for (const Object& object : objects()) {
          somewhere = somewhere || (object.batch == batch && may(std::span{&grant, 1}, operation, object));
        }
        CAPTURE(to_text(grant.role), grant.batch, grant.site, grant.room, to_text(operation), batch);
        CHECK((std::count(listed.begin(), listed.end(), operation) == 1) == somewhere);
      }
      CHECK(listed.empty() == (grant.batch != 0 && grant.batch != batch));
    }
  }
}

TEST_CASE("grants do not add up: two rooms are not a site, and another role elsewhere lends nothing") {
  const std::vector<Grant> rooms{{Role::proctor, 1, "S1", "R1"}, {Role::proctor, 1, "S1", "R2"}};
  CHECK(may(rooms, Operation::pause, {Scope::room, 1, "S1", "R2"}));
  CHECK(verdict(rooms, Operation::pause, {Scope::site, 1, "S1", ""}) == Verdict::forbidden);
  CHECK(verdict(rooms, Operation::move_in_site, {Scope::person, 1, "S1", "R1"}) == Verdict::forbidden);

  const std::vector<Grant> mixed{{Role::auditor, 0, "", ""}, {Role::chief, 1, "S1", ""}};
  CHECK(may(mixed, Operation::terminate, {Scope::person, 1, "S1", "R1"}));
  CHECK(verdict(mixed, Operation::terminate, {Scope::person, 1, "S2", "R1"}) == Verdict::forbidden);
  CHECK(verdict(mixed, Operation::terminate, {Scope::person, 2, "S1", "R1"}) == Verdict::forbidden);
  CHECK(covers(mixed, 2, "S2", ""));
}

TEST_CASE("a wider scope is not made narrower by a room or site that its caller left in") {
  const Grant proctor{Role::proctor, 1, "S1", "R1"};
  const Grant chief{Role::chief, 1, "S1", ""};
  CHECK(verdict(std::span{&proctor, 1}, Operation::pause, {Scope::site, 1, "S1", "R1"}) == Verdict::forbidden);
  CHECK(verdict(std::span{&proctor, 1}, Operation::pause, {Scope::batch, 1, "S1", "R1"}) == Verdict::forbidden);
  CHECK(verdict(std::span{&chief, 1}, Operation::pause, {Scope::batch, 1, "S1", ""}) == Verdict::forbidden);
}

TEST_CASE("time for many needs a second person, and each act has its operation") {
  for (const Operation operation : all_operations()) {
    const auto by = approval_of(operation);
    CHECK(by.has_value() == (operation == Operation::extend_site || operation == Operation::extend_batch));
  }
  CHECK(approval_of(Operation::extend_site) == Operation::approve_extend_site);
  CHECK(approval_of(Operation::extend_batch) == Operation::approve_extend_batch);
  CHECK(extension_of(Scope::person) == Operation::extend_person);
  CHECK(extension_of(Scope::room) == Operation::extend_room);
  CHECK(extension_of(Scope::site) == Operation::extend_site);
  CHECK(extension_of(Scope::batch) == Operation::extend_batch);
  CHECK(move_between("R1", "R1") == Operation::move_in_room);
  CHECK(move_between("R1", "R2") == Operation::move_in_site);
}
