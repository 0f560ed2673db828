// Whose turn it is to have the journal read. The readings here wait for the test, never for time.
#include <catch2/catch.hpp>

#include <future>
#include <string>

#include "office/archive.hpp"

using namespace examhall;

namespace {

using Asker = std::shared_ptr<const void>;

/// Everything up to `gate` is asked for while the first reading stands still.
struct ArchiveWorld {
  std::string order;  // of the archive's thread, until it has stopped
  std::promise<void> gate, end;
  Asker here = std::make_shared<int>();
  office::Archive archive;

  void ask(std::int64_t account, const Asker& asker, char name) {
    archive.read(account, asker, [this, name] { order += name; });
  }
  void hold(std::int64_t account, const Asker& asker) {
    archive.read(account, asker, [this, open = gate.get_future().share()] { open.wait(); });
  }
  std::string let_go() {
    // Asked for last by an account of its own, after which everybody has had as many turns as this one.
    for (int turn = 0; turn < 20; ++turn) archive.read(99, here, [] {});
    archive.read(99, here, [this] { end.set_value(); });
    gate.set_value();
    end.get_future().wait();
    archive.stop();
    return order;
  }
};

}  // namespace

TEST_CASE("each account has one reading at a time, and the others their turn in between") {
  ArchiveWorld w;
  w.hold(1, w.here);
  for (const char name : {'a', 'b', 'c'}) w.ask(1, w.here, name);
  for (const char name : {'x', 'y'}) w.ask(2, w.here, name);
  w.ask(3, w.here, 'p');
  CHECK(w.let_go() == "xpaybc");
}

TEST_CASE("nothing is read for one who has gone, and who comes again and again has one turn") {
  ArchiveWorld w;
  w.hold(2, w.here);
  for (int turn = 0; turn < 1000; ++turn) w.ask(1, std::make_shared<int>(), 'a');
  Asker leaving = std::make_shared<int>();
  w.ask(1, leaving, 'b');
  w.ask(1, w.here, 'c');
  w.ask(2, w.here, 'x');
  leaving.reset();
  CHECK(w.let_go() == "cx");
}
