#pragma once
// Answers on this machine's disk until the server has them: neither a crash of the program nor a pulled plug
// loses what a candidate gave. One file for a ticket and batch, mode 0600, each record sealed (sealing.hpp).
// Blocks for a write and a sync of some 200 bytes: on the client's own thread, never on a window's.
//
// File: "EHJ1", 16 bytes of salt, then records of a length (4 bytes, little-endian) and a sealed JSON object:
// first {"attempt"}, then {"answer"}, {"settled"}, {"reached"} or {"flag"}, as they happened.
#include <filesystem>
#include <memory>

#include "client/core/answer_keeper.hpp"
#include "client/core/local_file.hpp"
#include "client/core/sealing.hpp"

namespace examhall::client {

class LocalJournal final : public AnswerKeeper {
 public:
  LocalJournal(std::filesystem::path folder, std::string access_code);
  ~LocalJournal() override;

  /// A file that another key sealed, or that another try left with unconfirmed answers, is moved aside and
  /// reported. A torn last record is cut off. Throws if another program on this machine has the file open.
  Recalled open(const AttemptName& attempt) override;
  void keep(const KeptAnswer& answer) override;
  void settle(std::uint32_t item, std::uint32_t no) override;
  void reached(std::uint32_t no) override;
  void flag(std::uint32_t item, bool on) override;
  void forget() override;

  /// The file for this attempt; its name tells nothing about the candidate.
  static std::filesystem::path path_in(const std::filesystem::path& folder, const AttemptName& attempt);

 private:
  struct Reading;

  void start(const AttemptName& attempt);
  void append(const Json& record, bool sync);
  Reading read(std::string_view content, const AttemptName& attempt);
  void set_aside(std::string_view why);

  std::filesystem::path folder_;
  std::string access_code_;
  std::filesystem::path path_;
  std::unique_ptr<LocalFile> file_;
  std::unique_ptr<Seal> seal_;
  std::uint64_t next_record_ = 0;
};

}  // namespace examhall::client
