// Roles, and which grants are legal.
#include "staff/role.hpp"

#include <catch2/catch.hpp>

using namespace examhall::staff;

TEST_CASE("a role is written and read by the same word") {
  CHECK(all_roles().size() == 4);
  for (const Role role : all_roles()) CHECK(role_from_text(to_text(role)) == role);
  for (const char* word : {"", "Proctor", "proctor ", "admin", "root"}) CHECK_FALSE(role_from_text(word));
}

TEST_CASE("a grant says as much as its role needs, and no more than it can hold") {
  struct Row {
    Role role;
    bool all, site, site_and_room, room_alone;
  };
  const Row row =
      GENERATE(Row{Role::proctor, false, false, true, false}, Row{Role::chief, false, true, false, false},
               Row{Role::office, true, true, false, false}, Row{Role::auditor, true, true, true, false});
  const std::int64_t batch = GENERATE(0, 1, 7);
  CAPTURE(to_text(row.role), batch);
  CHECK(!wrong_with({row.role, batch, "", ""}) == row.all);
  CHECK(!wrong_with({row.role, batch, "S1", ""}) == row.site);
  CHECK(!wrong_with({row.role, batch, "S1", "R1"}) == row.site_and_room);
  CHECK(!wrong_with({row.role, batch, "", "R1"}) == row.room_alone);
  CHECK(wrong_with({row.role, -1, "S1", "R1"}));
}
