#include "examctl/waiting.hpp"

#include <fmt/format.h>

#include <thread>

#include "examctl/refusal_words.hpp"
#include "store/request_wait.hpp"

namespace examhall::examctl {
namespace {

constexpr auto kPatience = std::chrono::seconds{8};

std::string member(const std::string& json, const char* name) {
  const auto value = base::parse_json(json);
  if (!value || !value->is_object() || !value->contains(name)) return {};
  const base::Json& m = (*value)[name];
  return m.is_string() ? m.get<std::string>() : m.dump();
}

}  // namespace

void ask_server(Site& site, store::Request request) {
  const bool alive = site.server_is_alive();
  const std::int64_t id = site.catalogue().add_request(request);
  const auto nap = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); };
  const auto decided = alive ? store::await_decision(site.catalogue(), id, kPatience, nap) : std::nullopt;
  if (!decided) {
    throw Stop{Exit::no_answer, "no_answer",
               {fmt::format("服务器没有答复；请求 {} 已登记，服务器启动后会处理", id),
                fmt::format("no answer from a server; request {} is on record and will be dealt with when one runs", id)}};
  }
  if (decided->state == store::RequestState::refused) {
    const std::string why = member(decided->outcome, "why");
    const base::Text words = refusal_words(why);
    throw Stop{Exit::refused, why, {fmt::format("服务器拒绝了请求 {}：{}（{}）", id, words.zh, why),
                                    fmt::format("the server refused request {}: {} ({})", id, words.en, why)}};
  }
  if (member(decided->outcome, "awaits_second") == "true") {
    site.console().say({fmt::format("请求 {} 已提出，须由第二人批准：examctl act approve", id),
                        fmt::format("request {} is on record; a second person has to approve it: examctl act approve", id)});
    return site.console().answer({{"request", id}, {"state", "awaiting_second"}, {"affected", 0}});
  }
  const std::string affected = member(decided->outcome, "affected");
  site.console().say({fmt::format("已执行，涉及考生 {} 人", affected), fmt::format("done; {} candidates concerned", affected)});
  site.console().answer({{"request", id}, {"state", "applied"}, {"affected", affected}});
}

}  // namespace examhall::examctl
