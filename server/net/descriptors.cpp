#include "net/descriptors.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

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
  if (limit.rlim_cur >= needed) return {connections, {}};
  const std::size_t possible =
      limit.rlim_cur > kReservedDescriptors ? limit.rlim_cur - kReservedDescriptors : 1;
  return {possible, {too_low(connections, possible, needed)}};
}

}  // namespace examhall::net
