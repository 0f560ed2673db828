#include "fault_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <vector>

#include "store/sqlite/rewrite.hpp"

namespace examhall::fault_vfs {
namespace {

constexpr sqlite3_int64 kPage = 4096;

struct Disk {
  std::string durable;
  std::set<sqlite3_int64> dirty;  // pages
  std::set<sqlite3_int64> stale;  // new pages whose first write failed, and which the page cache still holds
};

struct Plan {
  int first = 0;
  int last = 0;
  int code = 0;
  std::string suffix;
};

struct World {
  std::mutex mutex;
  std::map<std::string, Disk> disks;  // by path
  std::map<Operation, Plan> plans;
  std::map<Operation, int> counts;  // since the plan was made
  std::map<Operation, int> seen;
};

World& world() {
  static World w;
  return w;
}

sqlite3_vfs& real() { return *sqlite3_vfs_find("unix"); }

/// SQLite allocates one of these and the real file behind it.
struct File {
  sqlite3_file base;
  const std::string* path;  // the key in World::disks; null for files that are not followed
  sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  const sqlite3_io_methods& io() { return *below()->pMethods; }
};

File& of(sqlite3_file* f) { return *reinterpret_cast<File*>(f); }

/// SQLITE_OK, or what the plan says. Under the mutex.
int planned(Operation operation, const std::string& path) {
  World& w = world();
  ++w.seen[operation];
  const auto plan = w.plans.find(operation);
  if (plan == w.plans.end() || !std::string_view{path}.ends_with(plan->second.suffix)) return SQLITE_OK;
  const int n = ++w.counts[operation];
  return n >= plan->second.first && n <= plan->second.last ? plan->second.code : SQLITE_OK;
}

std::string cached(File& file, sqlite3_int64 at, sqlite3_int64 size) {
  std::string bytes(static_cast<std::size_t>(size), '\0');
  file.io().xRead(file.below(), bytes.data(), static_cast<int>(size), at);
  return bytes;
}

void settle(File& file, Disk& disk) {
  sqlite3_int64 size = 0;
  file.io().xFileSize(file.below(), &size);
  disk.durable.resize(static_cast<std::size_t>(size));
  for (const sqlite3_int64 page : disk.dirty) {
    const sqlite3_int64 at = page * kPage;
    if (at >= size) continue;
    const std::string bytes = cached(file, at, std::min(kPage, size - at));
    disk.durable.replace(static_cast<std::size_t>(at), bytes.size(), bytes);
  }
  disk.dirty.clear();
}

int x_close(sqlite3_file* f) { return of(f).io().xClose(of(f).below()); }
int x_read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
  return of(f).io().xRead(of(f).below(), to, n, at);
}

int x_write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
  File& file = of(f);
  if (file.path == nullptr) return file.io().xWrite(file.below(), from, n, at);
  const std::scoped_lock lock{world().mutex};
  if (const int code = planned(Operation::write, *file.path); code != SQLITE_OK) return code;
  Disk& disk = world().disks[*file.path];
  for (sqlite3_int64 page = at / kPage; page * kPage < at + n; ++page) {
    if (!disk.stale.contains(page)) disk.dirty.insert(page);
  }
  return file.io().xWrite(file.below(), from, n, at);
}

int x_truncate(sqlite3_file* f, sqlite3_int64 size) {
  File& file = of(f);
  if (file.path != nullptr) {
    const std::scoped_lock lock{world().mutex};
    std::set<sqlite3_int64>& stale = world().disks[*file.path].stale;
    stale.erase(stale.lower_bound((size + kPage - 1) / kPage), stale.end());
  }
  return file.io().xTruncate(file.below(), size);
}

int x_sync(sqlite3_file* f, int) {
  File& file = of(f);
  if (file.path == nullptr) return SQLITE_OK;
  const std::scoped_lock lock{world().mutex};
  Disk& disk = world().disks[*file.path];
  if (const int code = planned(Operation::sync, *file.path); code != SQLITE_OK) {
    const auto size = static_cast<sqlite3_int64>(disk.durable.size());
    for (const sqlite3_int64 page : disk.dirty) {
      if (page * kPage >= size) disk.stale.insert(page);
    }
    disk.dirty.clear();  // clean, and not on disk
    return code;
  }
  settle(file, disk);
  return SQLITE_OK;
}

int x_size(sqlite3_file* f, sqlite3_int64* size) { return of(f).io().xFileSize(of(f).below(), size); }
int x_lock(sqlite3_file* f, int level) { return of(f).io().xLock(of(f).below(), level); }
int x_unlock(sqlite3_file* f, int level) { return of(f).io().xUnlock(of(f).below(), level); }
int x_reserved(sqlite3_file* f, int* out) { return of(f).io().xCheckReservedLock(of(f).below(), out); }

/// The cache is read anew from the disk, after a last try to sync.
int forget(sqlite3_file* f) {
  x_sync(f, 0);
  File& file = of(f);
  const std::scoped_lock lock{world().mutex};
  Disk& disk = world().disks[*file.path];
  sqlite3_int64 size = 0;
  file.io().xFileSize(file.below(), &size);
  std::string bytes = disk.durable;
  bytes.resize(static_cast<std::size_t>(size));
  disk.stale.clear();
  int code = SQLITE_OK;
  for (sqlite3_int64 at = 0; at < size && code == SQLITE_OK; at += kPage) {
    code =
        file.io().xWrite(file.below(), bytes.data() + at, static_cast<int>(std::min(kPage, size - at)), at);
  }
  return code;
}

int x_control(sqlite3_file* f, int op, void* arg) {
  if (op == store::sqlite::kForgetCached && of(f).path != nullptr) return forget(f);
  return of(f).io().xFileControl(of(f).below(), op, arg);
}
int x_sector(sqlite3_file* f) { return of(f).io().xSectorSize(of(f).below()); }
int x_device(sqlite3_file* f) { return of(f).io().xDeviceCharacteristics(of(f).below()); }
int x_shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return of(f).io().xShmMap(of(f).below(), page, size, extend, out);
}
int x_shm_lock(sqlite3_file* f, int at, int n, int flags) {
  return of(f).io().xShmLock(of(f).below(), at, n, flags);
}
void x_shm_barrier(sqlite3_file* f) { of(f).io().xShmBarrier(of(f).below()); }
int x_shm_unmap(sqlite3_file* f, int remove) { return of(f).io().xShmUnmap(of(f).below(), remove); }

constexpr sqlite3_io_methods kMethods{2,        x_close,   x_read,     x_write,       x_truncate,  x_sync,
                                      x_size,   x_lock,    x_unlock,   x_reserved,    x_control,   x_sector,
                                      x_device, x_shm_map, x_shm_lock, x_shm_barrier, x_shm_unmap, nullptr,
                                      nullptr};

/// What is there when a file is first seen counts as being on disk.
std::string content_of(const char* path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

int x_open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  File& file = of(f);
  std::memset(&file, 0, sizeof file);
  const std::scoped_lock lock{world().mutex};
  if (name != nullptr && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0) {
    const auto [disk, is_new] = world().disks.try_emplace(name);
    if (is_new) disk->second.durable = content_of(name);
    file.path = &disk->first;
  }
  const int code = real().xOpen(&real(), name, file.below(), flags, out_flags);
  file.base.pMethods = file.below()->pMethods == nullptr ? nullptr : &kMethods;
  return code;
}

int x_delete(sqlite3_vfs*, const char* name, int sync) {
  const std::scoped_lock lock{world().mutex};
  const auto disk = world().disks.find(name);
  if (disk != world().disks.end()) disk->second = {};
  return real().xDelete(&real(), name, sync);
}
int x_access(sqlite3_vfs*, const char* name, int flags, int* out) {
  return real().xAccess(&real(), name, flags, out);
}
int x_full(sqlite3_vfs*, const char* name, int size, char* out) {
  return real().xFullPathname(&real(), name, size, out);
}

}  // namespace

void install() {
  static sqlite3_vfs vfs = real();
  if (vfs.zName == kName) return;
  vfs.szOsFile = static_cast<int>(sizeof(File)) + real().szOsFile;
  vfs.zName = kName;
  vfs.xOpen = x_open;
  vfs.xDelete = x_delete;
  vfs.xAccess = x_access;
  vfs.xFullPathname = x_full;
  sqlite3_vfs_register(&vfs, 0);
}

void reset() {
  const std::scoped_lock lock{world().mutex};
  world().disks.clear();
  world().plans.clear();
  world().counts.clear();
  world().seen.clear();
}

void fail(Operation operation, int nth, int count, int code, std::string suffix) {
  const std::scoped_lock lock{world().mutex};
  world().plans[operation] = {nth, nth + count - 1, code, std::move(suffix)};
  world().counts[operation] = 0;
}

void repair() {
  const std::scoped_lock lock{world().mutex};
  world().plans.clear();
}

int seen(Operation operation) {
  const std::scoped_lock lock{world().mutex};
  return world().seen[operation];
}

void copy_disk(const std::filesystem::path& folder) {
  const std::scoped_lock lock{world().mutex};
  std::filesystem::create_directories(folder);
  for (const auto& [path, disk] : world().disks) {
    std::ofstream out{folder / std::filesystem::path{path}.filename(), std::ios::binary | std::ios::trunc};
    out.write(disk.durable.data(), static_cast<std::streamsize>(disk.durable.size()));
  }
}

}  // namespace examhall::fault_vfs
