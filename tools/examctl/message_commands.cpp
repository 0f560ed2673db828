// Words between staff and candidates: messages out, who has them and read them, calls for a proctor.
#include <fmt/format.h>

#include <algorithm>

#include "examctl/acting.hpp"
#include "examctl/commands.hpp"
#include "examctl/deeds.hpp"
#include "examctl/correspondence.hpp"
#include "examctl/when.hpp"

namespace examhall::examctl {
namespace {

/// Where somebody sits, as the roster has it now.
using Seating = std::map<std::int64_t, store::Candidate>;

Seating seating_of(Site& site, std::int64_t batch) {
  Seating out;
  for (store::Candidate& c : site.catalogue().candidates(batch)) out[c.attempt] = std::move(c);
  return out;
}

// Candidates choose the text of their calls: nothing in it may steer the terminal.
std::string one_line(const std::string& text) {
  std::string out = base::to_utf8_lossy(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  // U+0080 to U+009F are C2 80 to C2 9F.
  for (std::size_t i = 0; i + 1 < out.size(); ++i) {
    if (out[i] == '\xC2' && static_cast<unsigned char>(out[i + 1]) < 0xA0) out.replace(i, 2, "  ");
  }
  return out;
}

hall::StaffAct message_act(const ActOptions& o) {
  hall::StaffAct act = act_of("message", o);
  if (o.reason.empty() || o.reason.size() > exam::kLongestNotice || !base::is_utf8(o.reason)) {
    throw Stop{Exit::usage, "text",
               {fmt::format("--text 应为 1 至 {} 字节的 UTF-8 文字", exam::kLongestNotice),
                fmt::format("--text is 1 to {} bytes of UTF-8", exam::kLongestNotice)}};
  }
  return act;
}

const exam::Notice& notice_of(const Correspondence& words, const std::pair<std::int64_t, std::uint32_t>& to) {
  return words.people.at(to.first).attempt.notices.at(to.second - 1);
}

std::string whom(const SentMessage& m, const Seating& seats) {
  if (m.scope == "batch") return "*";
  const auto first = seats.find(m.to.front().first);
  if (first == seats.end()) return m.scope;
  return m.scope == "room" ? first->second.room : first->second.ticket;
}

base::Json json_of(const SentMessage& m, const Correspondence& words) {
  base::Json people = base::Json::array();
  for (const auto& to : m.to) {
    const exam::Notice& n = notice_of(words, to);
    people.push_back({{"ticket", words.people.at(to.first).ticket}, {"delivered", n.delivered}, {"read", n.read}});
  }
  return {{"at", base::to_utc_text(m.at)}, {"by", m.by}, {"scope", m.scope}, {"text", m.text}, {"request", m.request},
          {"candidates", std::move(people)}};
}

void list_messages(Site& site, const std::string& code, bool missing) {
  const store::Batch batch = site.batch(code);
  const std::string zone = site.settings(batch).zone;
  const Correspondence words = read_correspondence(site.journal(), batch.id);
  const Seating seats = seating_of(site, batch.id);
  std::vector<std::vector<std::string>> rows, unread;
  base::Json all = base::Json::array();
  for (const SentMessage& m : words.messages) {
    std::size_t delivered = 0, read = 0;
    for (const auto& to : m.to) {
      const exam::Notice& n = notice_of(words, to);
      delivered += n.delivered ? 1 : 0;
      read += n.read ? 1 : 0;
      if (n.read) continue;
      const auto seat = seats.find(to.first);
      const std::string where = seat == seats.end() ? "" : seat->second.room + " " + seat->second.seat;
      unread.push_back({local_text(m.at, zone), words.people.at(to.first).ticket, one_line(where),
                        n.delivered ? "✓" : "", one_line(m.text)});
    }
    rows.push_back({local_text(m.at, zone), one_line(m.by), one_line(whom(m, seats)), std::to_string(m.to.size()),
                    std::to_string(delivered), std::to_string(read), one_line(m.text)});
    all.push_back(json_of(m, words));
  }
  if (missing) {
    site.console().table({{"发送时间", "sent"}, {"准考证号", "ticket"}, {"考场 座位", "room, seat"}, {"送达", "there"}, {"内容", "text"}}, unread);
  } else {
    site.console().table({{"发送时间", "sent"}, {"发送人", "by"}, {"对象", "to"}, {"人数", "candidates"}, {"送达", "there"}, {"已读", "read"}, {"内容", "text"}}, rows);
  }
  site.console().answer(all);
}

void list_calls(Site& site, const std::string& code) {
  const store::Batch batch = site.batch(code);
  const std::string zone = site.settings(batch).zone;
  const Correspondence words = read_correspondence(site.journal(), batch.id);
  const Seating seats = seating_of(site, batch.id);
  std::vector<const exam::FoldedAttempt*> open;
  for (const auto& [id, person] : words.people) {
    if (person.attempt.call.state == exam::Calling::open) open.push_back(&person);
  }
  std::sort(open.begin(), open.end(), [](const auto* a, const auto* b) { return a->attempt.call.at < b->attempt.call.at; });
  std::vector<std::vector<std::string>> rows;
  base::Json all = base::Json::array();
  for (const exam::FoldedAttempt* person : open) {
    const auto found = seats.find(person->attempt.id);
    const store::Candidate c = found == seats.end() ? store::Candidate{} : found->second;
    const exam::ProctorCall& call = person->attempt.call;
    rows.push_back({local_text(call.at, zone), one_line(c.room), one_line(c.seat), person->ticket, one_line(c.name), one_line(call.text)});
    all.push_back({{"since", base::to_utc_text(call.at)}, {"ticket", person->ticket}, {"name", c.name}, {"room", c.room},
                   {"seat", c.seat}, {"text", call.text}});
  }
  site.console().table({{"呼叫时间", "since"}, {"考场", "room"}, {"座位", "seat"}, {"准考证号", "ticket"}, {"姓名", "name"}, {"内容", "about"}}, rows);
  site.console().say({fmt::format("等待中的呼叫 {} 个", rows.size()), fmt::format("{} calls wait", rows.size())});
  site.console().answer(all);
}

void add_message(CLI::App& app, const SiteMaker& site) {
  auto o = std::make_shared<ActOptions>();
  CLI::App* c = app.add_subcommand("message", "向考生发消息 / write to candidates");
  add_batch_option(*c, *o);
  add_scope_options(*c, *o);
  c->add_option("--text", o->reason, "内容，考生会看到 / what candidates will see")->required();
  add_by_option(*c, o->by);
  c->callback([site, o] { send_act(site(), message_act(*o), o->batch); });
}

void add_answer(CLI::App& app, const SiteMaker& site) {
  auto o = std::make_shared<ActOptions>();
  CLI::App* c = app.add_subcommand("answer-call", "回应呼叫，考生会得知 / answer calls; the candidates are told");
  add_batch_option(*c, *o);
  add_scope_options(*c, *o);
  c->add_option("--text", o->reason, "给考生的话，可省 / a word to the candidates, may be left out");
  add_by_option(*c, o->by);
  c->callback([site, o] { send_act(site(), act_of("answer_call", *o), o->batch); });
}

}  // namespace

void add_message_commands(CLI::App& app, const SiteMaker& site) {
  add_message(app, site);
  add_answer(app, site);
  auto code = std::make_shared<std::string>();
  auto missing = std::make_shared<bool>(false);
  CLI::App* list = app.add_subcommand("messages", "发出的消息及送达、阅读情况 / messages sent, and who has read them");
  list->add_option("batch", *code)->required();
  list->add_flag("--unread", *missing, "逐人列出未读者 / every candidate who has not read one");
  list->callback([site, code, missing] { list_messages(site(), *code, *missing); });
  CLI::App* calls = app.add_subcommand("calls", "等待中的呼叫 / candidates who call for a proctor");
  calls->add_option("batch", *code)->required();
  calls->callback([site, code] { list_calls(site(), *code); });
}

}  // namespace examhall::examctl
