// Grading and the end of a server: whatever it is cut off at, the results are there once, and the lists say
// so.
#include "office_world.hpp"

namespace examhall::office::test {
namespace {

/// One after the other over what the one before has left in the catalogue.
class Servers {
 public:
  Servers() {
    const bank::Paper paper = one_question();
    batch_.batch.id = kBatch;
    batch_.batch.code = "b";
    batch_.batch.paper = base::to_hex(paper.hash());
    left_.paper_list.push_back({{.hash = paper.hash()}, base::canonical(bank::to_json(paper))});
    left_.batch_list.push_back({.id = kBatch, .code = "b", .settings = "{}", .status = "scheduled"});
  }

  Office& start() {
    noted.clear();
    auto catalogue = std::make_unique<OfficeCatalogue>(here());
    catalogue_ = catalogue.get();
    HallLine line;
    line.note_graded = [this](std::int64_t batch, exam::Graded graded,
                              std::function<void(std::string_view)> done) {
      noted.push_back({batch, std::move(graded), std::move(done)});
    };
    offices_.push_back(std::make_unique<Office>(std::move(catalogue), std::move(line), clock_));
    offices_.back()->start();
    return *offices_.back();
  }
  /// One that grades this answer and stops in order.
  Office& graded(const char* answer) {
    Office& office = start();
    office.grade(closed(answer));
    office.stop();
    return office;
  }
  hall::ClosedBatch closed(const char* answer) const {
    hall::ClosedBatch out = batch_;
    exam::Ending ending{.status = exam::Status::handed_in};
    ending.answers = {{.no = 1, .response = answer}};
    out.candidates.push_back({11, "T1", exam::Status::handed_in, {ending}});
    return out;
  }
  OfficeCatalogue& here() { return catalogue_ != nullptr ? *catalogue_ : left_; }
  std::string status() { return here().batch_list.front().status; }

  std::vector<Noted> noted;  ///< what the last one has asked of the hall

 private:
  base::ManualClock clock_{kNow};
  hall::ClosedBatch batch_;
  OfficeCatalogue left_;
  OfficeCatalogue* catalogue_ = nullptr;  // of the last office, which owns it
  std::vector<std::unique_ptr<Office>> offices_;
};

}  // namespace

TEST_CASE("what the hall answers after the office has stopped is written down all the same") {
  Servers s;
  Office& office = s.graded(R"("B")");
  REQUIRE(s.noted.size() == 1);
  CHECK(s.status() == "scheduled");
  s.noted.front().done("");
  office.finish();
  CHECK(s.status() == "graded");
}

TEST_CASE("a stopped office asks nothing more of the hall: what comes too late waits for the next start") {
  Servers s;
  Office& office = s.graded(R"("B")");
  office.grade(s.closed(R"("C")"));
  office.finish();
  CHECK(s.noted.size() == 1);
  CHECK(s.here().versions.size() == 1);
}

TEST_CASE("results that the journal never heard of are not written twice") {
  Servers s;
  s.graded(R"("B")");  // and the server dies before the event is on disk
  const exam::Graded first = s.noted.front().graded;
  s.graded(R"("B")");
  REQUIRE(s.noted.size() == 1);
  CHECK(s.noted.front().graded.version == 1);
  CHECK(s.noted.front().graded.results == first.results);
  CHECK(s.here().versions.size() == 1);
}

TEST_CASE("other results are another version, and so are the same ones for another reason") {
  Servers s;
  s.graded(R"("B")");
  s.graded(R"("C")");
  CHECK(s.noted.front().graded.version == 2);
  s.here().versions.front().reason = "regraded";
  s.graded(R"("B")");
  CHECK(s.noted.front().graded.version == 3);
}

TEST_CASE("a batch that the journal calls graded is so in the catalogue after the next start") {
  Servers s;
  Office& office = s.start();
  office.was_graded(kBatch);
  office.stop();
  CHECK(s.status() == "graded");
}

}  // namespace examhall::office::test
