// The contract of every catalogue: accounts of staff, their record, their grants.
#include "catalogue_samples.hpp"

using namespace examhall;
using namespace examhall::contract;
using store::Account;
using store::AccountGrant;
using store::Conflict;

namespace {

const store::ChangedBy kBoss{"样例主任", kNow};

Account account(const std::string& login) {
  Account a;
  a.login = login;
  a.name = "样例监考";
  a.password = "scrypt$1";
  a.totp_sealed = std::string("\0\xff\1", 3);
  return a;
}

std::vector<std::string> record(store::Catalogue& c, std::int64_t id) {
  std::vector<std::string> out;
  for (const store::AccountChange& change : c.account_changes(id)) out.push_back(change.what);
  return out;
}

}  // namespace

TEST_CASE("an account is added once by its login, and found by both") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  Account wanted = account("lin");
  wanted.disabled = true;
  wanted.epoch = 77;
  wanted.id = *c->add_account(wanted, kBoss);
  wanted.disabled = false;
  wanted.epoch = 1;
  wanted.created_at = kNow;
  CHECK(c->account(wanted.id) == wanted);
  CHECK(c->account_by_login("lin") == wanted);
  CHECK_FALSE(c->account_by_login("Lin").has_value());
  CHECK_FALSE(c->account_by_login("").has_value());
  CHECK_FALSE(c->account(99).has_value());
  CHECK(c->add_account(account("lin"), kBoss).error() == Conflict::login_taken);
  CHECK(c->add_account(account("an"), kBoss));
  REQUIRE(c->accounts().size() == 2);
  CHECK(c->accounts()[0].login == "an");
  CHECK(c->account_changes(wanted.id) ==
        std::vector<store::AccountChange>{{wanted.id, kNow, "样例主任", "added", ""}});
}

TEST_CASE("what ends sessions raises the epoch, what does not leaves it; each is on record") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto id = *c->add_account(account("lin"), kBoss);
  const auto other = *c->add_account(account("an"), kBoss);
  const auto epoch = [&] { return c->account(id)->epoch; };
  CHECK(c->set_password(id, "scrypt$2", kBoss));
  CHECK(epoch() == 2);
  CHECK(c->account(id)->password == "scrypt$2");
  CHECK(c->set_totp(id, "", kBoss));
  CHECK(epoch() == 3);
  CHECK(c->account(id)->totp_sealed.empty());
  CHECK(c->set_totp(id, "sealed", kBoss));
  CHECK(epoch() == 4);
  CHECK(c->set_disabled(id, true, kBoss));
  CHECK(epoch() == 5);
  CHECK(c->account(id)->disabled);
  CHECK(c->set_disabled(id, true, kBoss));
  CHECK(epoch() == 5);
  CHECK(c->set_disabled(id, false, kBoss));
  CHECK(epoch() == 5);
  CHECK_FALSE(c->account(id)->disabled);
  CHECK(c->sign_out(id, kBoss));
  CHECK(epoch() == 6);
  CHECK(record(*c, id) == std::vector<std::string>{"added", "password", "totp_removed", "totp_set",
                                                   "disabled", "disabled", "enabled", "signed_out"});
  CHECK(record(*c, other) == std::vector<std::string>{"added"});
  CHECK(c->account(other)->epoch == 1);

  CHECK(c->set_password(99, "x", kBoss).error() == Conflict::account_missing);
  CHECK(c->set_totp(99, "x", kBoss).error() == Conflict::account_missing);
  CHECK(c->set_disabled(99, true, kBoss).error() == Conflict::account_missing);
  CHECK(c->set_disabled(99, false, kBoss).error() == Conflict::account_missing);
  CHECK(c->sign_out(99, kBoss).error() == Conflict::account_missing);
  CHECK(c->account_changes(99).empty());
}

TEST_CASE("a step of the second factor is accepted once, whoever asks first, and never an older one") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto one = database->open_catalogue();
  const auto two = database->open_catalogue();
  const auto id = *one->add_account(account("lin"), kBoss);
  CHECK(one->accept_totp_step(id, 100));
  CHECK_FALSE(two->accept_totp_step(id, 100));
  CHECK_FALSE(two->accept_totp_step(id, 99));
  CHECK(two->accept_totp_step(id, 101));
  CHECK(one->account(id)->totp_step == 101);
  CHECK_FALSE(one->accept_totp_step(99, 7));
  CHECK(one->account(id)->epoch == 1);
  CHECK(one->set_totp(id, "another", kBoss));
  CHECK(one->accept_totp_step(id, 5));
}

TEST_CASE("a hash is replaced by a costlier one only if it is still the same, and nobody is signed out") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto id = *c->add_account(account("lin"), kBoss);
  CHECK_FALSE(c->replace_hash(id, "scrypt$0", "scrypt$9"));
  CHECK_FALSE(c->replace_hash(99, "scrypt$1", "scrypt$9"));
  CHECK(c->account(id)->password == "scrypt$1");
  CHECK(c->replace_hash(id, "scrypt$1", "scrypt$9"));
  CHECK(c->account(id)->password == "scrypt$9");
  CHECK(c->account(id)->epoch == 1);
}

TEST_CASE("grants are added once, listed, and removed; the record says which") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto batch = add_batch(*c, "b");
  const auto lin = *c->add_account(account("lin"), kBoss);
  const auto an = *c->add_account(account("an"), kBoss);
  AccountGrant room{0, lin, "proctor", batch, "S1", "R1"};
  AccountGrant everywhere{0, lin, "auditor", std::nullopt, "", ""};
  AccountGrant others{0, an, "proctor", batch, "S1", "R1"};
  room.id = *c->add_grant(room, kBoss);
  everywhere.id = *c->add_grant(everywhere, kBoss);
  others.id = *c->add_grant(others, kBoss);
  CHECK(c->grants(lin) == std::vector{room, everywhere});
  CHECK(c->grants() == std::vector{room, everywhere, others});
  CHECK(c->grants(99).empty());
  CHECK(c->add_grant(room, kBoss).error() == Conflict::grant_taken);
  CHECK(c->add_grant(everywhere, kBoss).error() == Conflict::grant_taken);
  CHECK(c->add_grant({0, 99, "proctor", batch, "S1", "R1"}, kBoss).error() == Conflict::account_missing);
  CHECK(c->add_grant({0, lin, "proctor", 99, "S1", "R1"}, kBoss).error() == Conflict::batch_missing);
  CHECK(c->remove_grant(room.id, {"赵", kNow + base::Span{1}}));
  CHECK(c->remove_grant(room.id, kBoss).error() == Conflict::grant_missing);
  CHECK(c->grants(lin) == std::vector{everywhere});
  CHECK(c->grants(an) == std::vector{others});
  CHECK(c->account(lin)->epoch == 1);
  const auto changes = c->account_changes(lin);
  REQUIRE(changes.size() == 4);
  CHECK(changes[1].what == "granted");
  CHECK(changes[1].detail == changes[3].detail);
  CHECK(changes[1].detail.find(R"("room":"R1")") != std::string::npos);
  CHECK(changes[3] == store::AccountChange{lin, kNow + base::Span{1}, "赵", "revoked", changes[3].detail});
}

TEST_CASE("changes of all accounts are told in the order in which they were made, from anywhere on") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  CHECK(c->account_changes_after(0, 100).empty());
  const auto lin = *c->add_account(account("lin"), kBoss);
  const auto an = *c->add_account(account("an"), {"赵", kNow + base::Span{1}});
  CHECK(c->set_disabled(lin, true, kBoss));
  const auto all = c->account_changes_after(0, 100);
  REQUIRE(all.size() == 3);
  CHECK(all[0].login == "lin");
  CHECK(all[0].change == store::AccountChange{lin, kNow, "样例主任", "added", ""});
  CHECK(all[1].login == "an");
  CHECK(all[1].change == store::AccountChange{an, kNow + base::Span{1}, "赵", "added", ""});
  CHECK(all[2].change.what == "disabled");
  CHECK((0 < all[0].id && all[0].id < all[1].id && all[1].id < all[2].id));
  CHECK(c->account_changes_after(all[0].id, 100) == std::vector{all[1], all[2]});
  CHECK(c->account_changes_after(0, 2) == std::vector{all[0], all[1]});
  CHECK(c->account_changes_after(all[2].id, 100).empty());
}

TEST_CASE("grants over a batch go with it and never come back with another") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto batch = add_batch(*c, "b");
  const auto lin = *c->add_account(account("lin"), kBoss);
  REQUIRE(c->add_grant({0, lin, "office", batch, "", ""}, kBoss));
  const auto all = *c->add_grant({0, lin, "office", std::nullopt, "", ""}, kBoss);
  CHECK(c->remove_batch(batch));
  REQUIRE(c->grants(lin).size() == 1);
  CHECK(c->grants(lin)[0].id == all);
  CHECK(add_batch(*c, "b") != batch);
  CHECK(c->grants(lin).size() == 1);
}
