#include "proctoring/deed.hpp"

#include <charconv>

namespace examhall::proctoring {
namespace {

/// Upon what, for the permissions and as the page names it.
struct Upon {
  staff::Object object;
  std::string scope, target;
};

Upon upon_all(const hall::LiveBatch& batch) {
  return {{staff::Scope::batch, batch.state.batch.id}, "batch", ""};
}

Upon upon_person(const hall::LiveBatch& batch, const Seating& seats, const exam::Acted& act) {
  staff::Object object{staff::Scope::person, batch.state.batch.id};
  if (const hall::Seat* const seat = seats.find(act.target)) {
    object.site = seat->enrolled.person.site;
    object.room = seat->enrolled.person.room;
  }
  return {object, act.scope, act.target};
}

// A decision names the request by its number, which says nothing to a page.
Upon upon_request(const hall::LiveBatch& batch, const exam::Acted& act) {
  std::int64_t number = 0;
  std::from_chars(act.target.data(), act.target.data() + act.target.size(), number);
  const exam::Proposal* const proposal = exam::find_proposal(batch.state, number);
  if (proposal == nullptr) return upon_all(batch);
  return {object_of(batch, proposal->what), proposal->what.scope, proposal->what.target};
}

Upon upon(const hall::LiveBatch& batch, const Seating& seats, const exam::Acted& act) {
  const std::int64_t id = batch.state.batch.id;
  if (act.kind == "approve" || act.kind == "decline") return upon_request(batch, act);
  if (act.scope == "person") return upon_person(batch, seats, act);
  if (act.scope == "site") return {{staff::Scope::site, id, act.target}, act.scope, act.target};
  if (act.scope != "room") return upon_all(batch);
  const std::string_view site = act.site ? std::string_view{*act.site} : "";
  return {{staff::Scope::room, id, site, act.target}, act.scope, std::string{site} + "/" + act.target};
}

// What somebody tried may name anyone.
Upon upon(const hall::LiveBatch& batch, const Seating&, const exam::Noted&) { return upon_all(batch); }

base::Json words_of(const exam::Acted& act) {
  return {{"act", act.kind},
          {"by", act.by},
          {"text", act.reason},
          {"time", act.time.value_or(base::Span{0}).count()},
          {"affected", act.affected}};
}
base::Json words_of(const exam::Noted& note) {
  return {{"act", note.kind}, {"by", note.by}, {"text", note.text}, {"time", 0}, {"affected", 0}};
}

}  // namespace

base::Json deed_for(std::span<const staff::Grant> grants, const hall::LiveBatch& batch, const Seating& seats,
                    const exam::Deed& deed) {
  const Upon about = std::visit([&](const auto& what) { return upon(batch, seats, what); }, deed.what);
  if (!staff::may(grants, staff::Operation::see, about.object)) return nullptr;
  base::Json out = std::visit([](const auto& what) { return words_of(what); }, deed.what);
  out["at"] = base::to_millis(deed.at);
  out["scope"] = about.scope;
  out["target"] = about.target;
  return out;
}

}  // namespace examhall::proctoring
