#pragma once
// Two ways to break the promise "saved means on disk" on purpose, so that the tests that cut the power can
// show that they notice. Chosen by the CMake variable EXAMHALL_SABOTAGE (cmake/Sabotage.cmake), which only a
// build folder of its own accepts; everywhere else this is `none` and the branches are not compiled. Included
// only by the sources listed there.
namespace examhall::journal {

enum class Sabotage {
  none,
  sync_normal,  ///< SQLite does not sync the log on commit
  early_ack,    ///< events are reported as committed before they are written
};

#ifdef EXAMHALL_SABOTAGE
inline constexpr Sabotage kSabotage = Sabotage::EXAMHALL_SABOTAGE;
#else
inline constexpr Sabotage kSabotage = Sabotage::none;
#endif

constexpr const char* name_of(Sabotage s) {
  return s == Sabotage::sync_normal ? "sync_normal" : s == Sabotage::early_ack ? "early_ack" : "";
}

}  // namespace examhall::journal
