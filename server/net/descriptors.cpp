#include "net/descriptors.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

namespace examhall::net {
namespace {

base::Problem too_low(std::size_t wanted, std::size_t possible, std::size_t needed) {
  base::Problem problem;
  problem.id = "descriptor_limit_low";
  problem.severity = base::Severity::warning;
  problem.text.zh = fmt::format(
      "打开文件数上限只够 {1} 个连接，而设置为 {0} 个。请把本服务的上限提高到 {2}"
      "（systemd：LimitNOFILE={2}），或调低连接数设置。",
      wanted, possible, needed);
  problem.text.en = fmt::format(
      "The limit of open files allows {1} connections, but {0} are configured. Raise the service's limit to "
      "{2} "
      "(systemd: LimitNOFILE={2}) or configure fewer connections.",
      wanted, possible, needed);
  return problem;
}

// The kernel doubles its table when it is full, and of a process with threads it waits meanwhile until every
// processor has let go of the old one: an accept() that took 20 ms. Once a high number was used it is large.
void have_the_table_grow(rlim_t descriptors) {
  const int any = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int high = any < 0 ? -1 : ::fcntl(any, F_DUPFD_CLOEXEC, static_cast<int>(descriptors) - 1);
  for (const int one : {any, high}) {
    if (one >= 0) ::close(one);
  }
}

}  // namespace

DescriptorCheck make_room_for(std::size_t connections) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return {connections, {}};
  const rlim_t needed = connections + kReservedDescriptors;
  if (limit.rlim_cur < needed && limit.rlim_cur < limit.rlim_max) {
    rlimit raised = limit;
    raised.rlim_cur = std::min(needed, limit.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  have_the_table_grow(std::min(needed, limit.rlim_cur));
  if (limit.rlim_cur >= needed) return {connections, {}};
  const std::size_t possible =
      limit.rlim_cur > kReservedDescriptors ? limit.rlim_cur - kReservedDescriptors : 1;
  return {possible, {too_low(connections, possible, needed)}};
}

}  // namespace examhall::net
