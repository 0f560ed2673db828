#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <fstream>

#include "client/core/local_journal.hpp"
#include "client_support.hpp"

using namespace examhall;
using namespace examhall::test;
using client::AttemptName;
using client::KeptAnswer;
using client::LocalJournal;
using client::Recalled;

namespace {

const AttemptName kAttempt{"2023-04-J", "T001", "order-1"};
const std::string kCode = "7Q2M-ABCD-EFGH-JKMN-PQRS-TVWX";

KeptAnswer answer(std::uint32_t no, std::uint32_t item, Json response) {
  return {no, item, std::move(response), 1000 + no};
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void write_to(const std::filesystem::path& path, const std::string& content) {
  std::ofstream{path, std::ios::binary | std::ios::trunc} << content;
}

Recalled recall(const Folder& folder, const AttemptName& attempt = kAttempt,
                const std::string& code = kCode) {
  LocalJournal journal{folder.path(), code};
  return journal.open(attempt);
}

}  // namespace

TEST_CASE("what was kept and not confirmed is there after a crash") {
  Folder folder;
  {
    LocalJournal journal{folder.path(), kCode};
    CHECK(journal.open(kAttempt).answers.empty());
    journal.reached(3);
    journal.keep(answer(4, 0, "A"));
    journal.keep(answer(5, 1, Json::array({"A", "C"})));
    journal.keep(answer(6, 0, nullptr));
    journal.settle(0, 4);
  }
  const Recalled found =
      recall(folder, kAttempt, "7q2m abcd efgh jkmn pqrs tvwx");  // as another hand types it
  CHECK(found.problems.empty());
  CHECK(found.settled_up_to == 4);
  CHECK(found.answers ==
        std::vector<KeptAnswer>{answer(5, 1, Json::array({"A", "C"})), answer(6, 0, nullptr)});
}

TEST_CASE("flags are kept beside the answers, the last word of each") {
  Folder folder;
  {
    LocalJournal journal{folder.path(), kCode};
    journal.open(kAttempt);
    journal.flag(2, true);
    journal.keep(answer(1, 0, "A"));
    journal.flag(7, true);
    journal.flag(2, false);
    journal.flag(3, true);
  }
  const Recalled found = recall(folder);
  CHECK(found.problems.empty());
  CHECK(found.flagged == std::set<std::uint32_t>{3, 7});
  CHECK(found.answers.size() == 1);
}

TEST_CASE("a file that was read is written on") {
  Folder folder;
  for (std::uint32_t no = 1; no <= 3; ++no) {
    LocalJournal journal{folder.path(), kCode};
    CHECK(journal.open(kAttempt).answers.size() == no - 1);
    journal.keep(answer(no, no, true));
  }
  CHECK(recall(folder).answers.size() == 3);
  CHECK(folder.files() == 1);
}

TEST_CASE("neither the file nor its name tells anything, and only its owner can read it") {
  Folder folder;
  LocalJournal journal{folder.path(), kCode};
  journal.open(kAttempt);
  journal.keep(answer(1, 0, "SECRET-RESPONSE"));
  const auto path = LocalJournal::path_in(folder.path(), kAttempt);
  const std::string content = content_of(path);
  CHECK(content.find("SECRET") == std::string::npos);
  CHECK(content.find("T001") == std::string::npos);
  CHECK(path.filename().string().find("T001") == std::string::npos);
  CHECK(path != LocalJournal::path_in(folder.path(), {"2023-04-J", "T002", "order-1"}));
  CHECK(path == LocalJournal::path_in(folder.path(), {"2023-04-J", "T001", "order-2"}));
  struct stat about {};
  REQUIRE(::stat(path.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777U) == 0600U);
}

TEST_CASE("a torn last record is cut off wherever it was torn, and the file goes on") {
  Folder folder;
  const auto path = LocalJournal::path_in(folder.path(), kAttempt);
  std::size_t before = 0;
  {
    LocalJournal journal{folder.path(), kCode};
    journal.open(kAttempt);
    journal.keep(answer(1, 0, "A"));
    before = content_of(path).size();
    journal.keep(answer(2, 1, "B"));
  }
  const std::string whole = content_of(path);
  for (std::size_t size = before; size < whole.size(); ++size) {
    write_to(path, whole.substr(0, size));
    LocalJournal journal{folder.path(), kCode};
    const Recalled found = journal.open(kAttempt);
    REQUIRE(found.answers == std::vector<KeptAnswer>{answer(1, 0, "A")});
    REQUIRE(found.problems.empty());
    journal.keep(answer(3, 2, "C"));
  }
  CHECK(recall(folder).answers == std::vector<KeptAnswer>{answer(1, 0, "A"), answer(3, 2, "C")});
  // The length reached the disk and the rest is zeros, as some file systems leave it.
  write_to(path, whole.substr(0, before + 4) + std::string(whole.size() - before - 4, '\0'));
  CHECK(recall(folder).answers == std::vector<KeptAnswer>{answer(1, 0, "A")});
  write_to(path, whole + std::string(4096, '\0'));
  CHECK(recall(folder).answers.size() == 2);
}

TEST_CASE("a file torn while it was begun holds nothing and is begun anew") {
  Folder folder;
  const auto path = LocalJournal::path_in(folder.path(), kAttempt);
  {
    LocalJournal journal{folder.path(), kCode};
    journal.open(kAttempt);
  }
  const std::string whole = content_of(path);
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    write_to(path, whole.substr(0, size));
    const Recalled found = recall(folder);
    REQUIRE(found.answers.empty());
    REQUIRE(found.problems.empty());
  }
  CHECK(folder.files() == 1);
}

TEST_CASE("another access code opens nothing: the file is set aside, not overwritten") {
  Folder folder;
  {
    LocalJournal journal{folder.path(), kCode};
    journal.open(kAttempt);
    journal.keep(answer(1, 0, "A"));
  }
  const std::string sealed = content_of(LocalJournal::path_in(folder.path(), kAttempt));
  const Recalled found = recall(folder, kAttempt, "AAAA-BBBB");
  CHECK(found.answers.empty());
  REQUIRE(found.problems.size() == 1);
  CHECK(found.problems[0].id == "journal_sealed_by_another");
  CHECK(folder.files() == 2);
  bool kept = false;
  for (const auto& entry : std::filesystem::directory_iterator{folder.path()})
    kept |= content_of(entry) == sealed;
  CHECK(kept);
}

TEST_CASE("answers of an earlier try are not given to a later one") {
  Folder folder;
  {
    LocalJournal journal{folder.path(), kCode};
    journal.open(kAttempt);
    journal.keep(answer(1, 0, "A"));
  }
  const Recalled found = recall(folder, {"2023-04-J", "T001", "order-2"});
  CHECK(found.answers.empty());
  REQUIRE(found.problems.size() == 1);
  CHECK(found.problems[0].id == "journal_of_another_attempt");
  CHECK(folder.files() == 2);
}

TEST_CASE("a record damaged in the middle costs that record alone, and records cannot change places") {
  Folder folder;
  const auto path = LocalJournal::path_in(folder.path(), kAttempt);
  std::vector<std::size_t> ends;
  {
    LocalJournal journal{folder.path(), kCode};
    journal.open(kAttempt);
    ends.push_back(content_of(path).size());
    for (std::uint32_t no = 1; no <= 3; ++no) {
      journal.keep(answer(no, no, "A"));
      ends.push_back(content_of(path).size());
    }
  }
  const std::string whole = content_of(path);
  std::string damaged = whole;
  damaged[ends[0] + 20] = static_cast<char>(damaged[ends[0] + 20] ^ 1);
  write_to(path, damaged);
  Recalled found = recall(folder);
  CHECK(found.answers == std::vector<KeptAnswer>{answer(2, 2, "A"), answer(3, 3, "A")});
  REQUIRE(found.problems.size() == 1);
  CHECK(found.problems[0].id == "journal_damaged");
  const auto record = [&](std::size_t i) { return whole.substr(ends[i], ends[i + 1] - ends[i]); };
  write_to(path, whole.substr(0, ends[0]) + record(1) + record(0) + record(2));
  found = recall(folder);
  CHECK(found.answers == std::vector<KeptAnswer>{answer(3, 3, "A")});
}

TEST_CASE("after the receipt nothing is left, and a second program cannot write into an open file") {
  Folder folder;
  LocalJournal journal{folder.path(), kCode};
  journal.open(kAttempt);
  journal.keep(answer(1, 0, "A"));
  CHECK_THROWS_AS(recall(folder), std::runtime_error);
  journal.forget();
  CHECK(folder.files() == 0);
  journal.keep(answer(2, 0, "B"));  // nothing to write to any more
  CHECK(folder.files() == 0);
}

TEST_CASE("a folder that cannot be used is said to be so") {
  LocalJournal journal{"/proc/no-such-folder", kCode};
  CHECK_THROWS(journal.open(kAttempt));
}
