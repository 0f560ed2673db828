#include "target.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace examhall::fuzz {
namespace {

std::vector<Target>& registered() {
  static std::vector<Target> all;
  return all;
}

}  // namespace

const std::vector<Target>& targets() { return registered(); }

Registration::Registration(const Target& target) { registered().push_back(target); }

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

std::filesystem::path as_file(std::string_view input) {
  static const int descriptor = ::memfd_create("input", MFD_CLOEXEC);
  require(descriptor >= 0 && ::ftruncate(descriptor, 0) == 0, "a file in memory can be made");
  std::size_t done = 0;
  while (done < input.size()) {
    const ssize_t n =
        ::pwrite(descriptor, input.data() + done, input.size() - done, static_cast<off_t>(done));
    require(n > 0, "a file in memory can be written");
    done += static_cast<std::size_t>(n);
  }
  return "/proc/self/fd/" + std::to_string(descriptor);
}

std::string_view next_part(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return part;
}

}  // namespace examhall::fuzz
