#include "examctl/deeds.hpp"

namespace examhall::examctl {

void add_by_option(CLI::App& command, std::string& by) {
  command.add_option("--by", by, "操作人 / who does this")->capture_default_str()->check([](const std::string& name) {
    const bool good = !name.empty() && name.size() <= 256 && base::is_utf8(name) && !base::has_unprintable(name) &&
                      name.find('\n') == std::string::npos;
    return good ? "" : "应为 1 到 256 字节的 UTF-8 文本，不含控制字符 / 1 to 256 bytes of UTF-8 without control characters";
  });
}

store::Deed deed(const std::string& by, std::string what, const std::string& batch, const base::Json& detail) {
  return {wall_now(), by, std::move(what), batch, base::canonical(detail)};
}

void put_on_record(Site& site, const store::Deed& deed) {
  site.catalogue().on_record([&deed] { return deed; });
}

}  // namespace examhall::examctl
