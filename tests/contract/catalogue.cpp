// The contract of every catalogue: institutions, banks, papers, batches, meta.
#include "catalogue_samples.hpp"

using namespace examhall;
using namespace examhall::contract;
using store::Conflict;

TEST_CASE("institutions are put, replaced, listed and removed") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  c->put_institutions(std::vector<store::Institution>{{"B", "乙校", "广东"}, {"A", "甲校", "北京"}});
  c->put_institutions(std::vector<store::Institution>{{"B", "乙学院", "广东"}});
  CHECK(c->institutions() == std::vector<store::Institution>{{"A", "甲校", "北京"}, {"B", "乙学院", "广东"}});
  CHECK(c->remove_institution("B"));
  CHECK(c->remove_institution("B").error() == Conflict::institution_missing);
  CHECK(c->institutions().size() == 1);
}

TEST_CASE("every import of a bank is a version; the older ones stay as they were") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  CHECK_FALSE(c->latest_version("efar-junior").has_value());
  store::Bank first = bank({"a", "b", "c"});
  first.images = {{digest("png"), "image/png", std::string("\x89PNG\0\1", 6)}};
  CHECK(c->import_bank(first) == 1);
  CHECK(c->import_bank(bank({"c", "d"})) == 2);
  CHECK(c->latest_version("efar-junior") == 2);
  const auto old = c->bank("efar-junior", 1);
  REQUIRE(old.has_value());
  CHECK(old->items == first.items);
  CHECK(old->images == first.images);
  CHECK(old->about.item_count == 3);
  CHECK(old->about.title == "初级题库");
  CHECK(c->bank("efar-junior", 2)->items == bank({"c", "d"}).items);
  CHECK_FALSE(c->bank("efar-junior", 3).has_value());
  const auto all = c->banks();
  REQUIRE(all.size() == 2);
  CHECK(all[1].version == 2);
  CHECK(all[1].item_count == 2);
  CHECK(c->item(digest("d")) == bank({"d"}).items[0]);
  CHECK_FALSE(c->item(digest("z")).has_value());
  CHECK(c->image(digest("png")) == first.images[0]);
  CHECK_FALSE(c->image(digest("a")).has_value());
}

TEST_CASE("one item may stand twice in a bank, and a bank may be empty") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  CHECK(c->import_bank(bank({"a", "a"})) == 1);
  CHECK(c->bank("efar-junior", 1)->items.size() == 2);
  CHECK(c->import_bank(bank({})) == 2);
  CHECK(c->bank("efar-junior", 2)->items.empty());
}

TEST_CASE("a paper is named by its hash; adding it again changes nothing") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  c->add_paper(paper("甲卷"));
  store::Paper other = paper("甲卷");
  other.heading.title = "changed";
  c->add_paper(other);
  REQUIRE(c->papers().size() == 1);
  CHECK(c->papers()[0] == paper("甲卷").heading);
  CHECK(c->paper(digest("甲卷"))->json == R"({"items":[]})");
  CHECK_FALSE(c->paper(digest("乙卷")).has_value());
}

TEST_CASE("a sealed paper has no content before it is opened, and stays what it is") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  CHECK_FALSE(c->sealed_paper(digest("甲卷")));
  CHECK(c->add_sealed_paper(sealed_paper("甲卷", "one")));
  CHECK(c->add_sealed_paper(sealed_paper("甲卷", "two")));  // sealed anew
  REQUIRE(c->papers().size() == 1);
  CHECK(c->papers()[0].state == store::PaperState::sealed);
  CHECK(c->paper(digest("甲卷"))->json.empty());
  auto kept = c->sealed_paper(digest("甲卷"));
  REQUIRE(kept);
  CHECK(kept->header == "two");
  CHECK(kept->body == sealed_paper("甲卷", "two").body);
  CHECK(kept->heading.title == "甲卷");
  CHECK_FALSE(kept->opened_for);
  c->add_paper(paper("甲卷"));  // the clear one changes nothing
  CHECK(c->paper(digest("甲卷"))->json.empty());
  store::Batch batch{.code = "b", .settings = "{}", .paper = digest("甲卷"), .status = "scheduled"};
  CHECK(c->add_batch(batch));
}

TEST_CASE("a sealed paper is opened once, for one batch after another") {
  const auto database = GENERATE(from_range(databases())).make();
  auto c = database->open_catalogue();
  CHECK(c->open_paper(digest("甲卷"), "{}", 7, "[]").error() == Conflict::paper_missing);
  CHECK(c->add_sealed_paper(sealed_paper("甲卷", "one")));
  CHECK(c->open_paper(digest("甲卷"), R"({"items":[1]})", 7, R"(["甲","乙"])"));
  CHECK(c->open_paper(digest("甲卷"), R"({"items":[2]})", 8, R"(["甲","丙"])"));
  c = database->after_crash()->open_catalogue();
  CHECK(c->paper(digest("甲卷"))->json == R"({"items":[1]})");
  CHECK(c->papers()[0].state == store::PaperState::opened);
  const auto kept = c->sealed_paper(digest("甲卷"));
  REQUIRE(kept);
  CHECK(kept->opened_for == 8);
  CHECK(kept->opened_by == R"(["甲","丙"])");
  CHECK(c->add_sealed_paper(sealed_paper("甲卷", "two")).error() == Conflict::paper_in_clear);
  CHECK(c->sealed_paper(digest("甲卷"))->header == "one");
}

TEST_CASE("a paper in the clear is not sealed afterwards, and not opened") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  c->add_paper(paper("甲卷"));
  CHECK(c->papers()[0].state == store::PaperState::clear);
  CHECK(c->add_sealed_paper(sealed_paper("甲卷", "one")).error() == Conflict::paper_in_clear);
  CHECK_FALSE(c->sealed_paper(digest("甲卷")));
  CHECK(c->open_paper(digest("甲卷"), "{}", 7, "[]").error() == Conflict::paper_missing);
  CHECK(c->paper(digest("甲卷"))->json == R"({"items":[]})");
}

TEST_CASE("a batch is found by id and by code; its code is unique") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto id = add_batch(*c, "2023-05-J");
  CHECK(add_batch(*c, "2023-05-I") != id);
  store::Batch expected{id, "2023-05-J", R"({"start":"09:30"})", std::nullopt, 1, "draft"};
  CHECK(c->batch(id) == expected);
  CHECK(c->batch_by_code("2023-05-J") == expected);
  CHECK_FALSE(c->batch(99).has_value());
  CHECK_FALSE(c->batch_by_code("2023-05").has_value());
  CHECK(c->batches().size() == 2);
  CHECK(c->add_batch(expected).error() == Conflict::code_taken);
  expected.code = "x";
  expected.paper = digest("no such paper");
  CHECK(c->add_batch(expected).error() == Conflict::paper_missing);
  CHECK(c->batches().size() == 2);
}

TEST_CASE("settings change only from the revision that was read") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto id = add_batch(*c, "b");
  CHECK(*c->reschedule(id, 1, "{\"start\":\"10:00\"}") == 2);
  CHECK(c->reschedule(id, 1, "{}").error() == Conflict::stale_revision);
  CHECK(c->reschedule(99, 1, "{}").error() == Conflict::batch_missing);
  CHECK(c->batch(id)->settings == "{\"start\":\"10:00\"}");
  CHECK(c->batch(id)->revision == 2);
}

TEST_CASE("paper and status of a batch are set; a batch without candidates can be removed") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto c = database->open_catalogue();
  const auto id = add_batch(*c, "b");
  c->add_paper(paper("甲卷"));
  CHECK(c->set_paper(id, digest("甲卷")));
  CHECK(c->batch(id)->paper == digest("甲卷"));
  CHECK(c->set_paper(id, digest("none")).error() == Conflict::paper_missing);
  CHECK(c->set_paper(99, std::nullopt).error() == Conflict::batch_missing);
  CHECK(c->set_paper(id, std::nullopt));
  CHECK_FALSE(c->batch(id)->paper.has_value());
  CHECK(c->set_status(id, "published"));
  CHECK(c->batch(id)->status == "published");
  CHECK(c->set_status(99, "published").error() == Conflict::batch_missing);
  CHECK(c->remove_batch(id));
  CHECK(c->remove_batch(id).error() == Conflict::batch_missing);
}

TEST_CASE("meta keeps the last value, and all survives closing and a crash") {
  const auto database = GENERATE(from_range(databases())).make();
  auto c = database->open_catalogue();
  CHECK_FALSE(c->meta("k").has_value());
  c->set_meta("k", "1");
  c->set_meta("k", "2");
  c->set_meta("empty", "");
  CHECK(database->after_crash()->open_catalogue()->meta("k") == "2");
  c.reset();
  c = database->open_catalogue();
  CHECK(c->meta("k") == "2");
  CHECK(c->meta("empty") == "");
}

TEST_CASE("the change stamp tells of others' changes, and stays while there are none") {
  const auto database = GENERATE(from_range(databases())).make();
  const auto server = database->open_catalogue();
  const auto staff = database->open_catalogue();
  const auto before = server->change_stamp();
  CHECK(server->change_stamp() == before);
  staff->set_meta("k", "1");
  const auto after = server->change_stamp();
  CHECK(after != before);
  CHECK(server->change_stamp() == after);
  CHECK(server->meta("k") == "1");
}
