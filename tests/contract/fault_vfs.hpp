#pragma once
// A disk under SQLite that fails on demand and forgets like a real one: beside each file's content as
// programs see it (the page cache) it keeps what would be left after a power cut. A sync moves dirty pages
// over. A sync that fails leaves them clean and not on disk, as Linux does, so that a later sync of the same
// pages means nothing; and a page that was new then stays off the disk, however often it is written and
// synced, until the cache is forgotten (kForgetCached), as on ext4. One for the whole process; thread-safe.
#include <filesystem>
#include <string>

namespace examhall::fault_vfs {

constexpr const char* kName = "examhall-fault";

enum class Operation { write, sync };

/// Registers it with SQLite. Any number of times.
void install();

/// Forgets all files, plans and counts.
void reset();

/// From now on the `nth` operation of this kind (from 1) and the `count - 1` after it fail with `code`
/// (SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_FULL). Only files whose name ends in `suffix`.
void fail(Operation operation, int nth, int count, int code, std::string suffix = "");

/// Every plan ends: the disk works again.
void repair();

/// Operations of this kind seen since reset(), failed ones included.
int seen(Operation operation);

/// Writes into `folder` what the disk would hold if the power went now.
void copy_disk(const std::filesystem::path& folder);

}  // namespace examhall::fault_vfs
