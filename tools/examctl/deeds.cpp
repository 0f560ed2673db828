#include "examctl/deeds.hpp"

namespace examhall::examctl {

void add_by_option(CLI::App& command, std::string& by) {
  command.add_option("--by", by, "操作人 / who does this")->capture_default_str();
}

store::Deed deed(const std::string& by, std::string what, const std::string& batch, const base::Json& detail) {
  return {wall_now(), by, std::move(what), batch, base::canonical(detail)};
}

void put_on_record(Site& site, const store::Deed& deed) {
  site.catalogue().on_record([&deed] { return deed; });
}

}  // namespace examhall::examctl
