#include "load/figures.hpp"

namespace examhall::load {
namespace {

// One list of the members serves adding, writing and reading.
template <class Visit, class... F>
void each(Visit&& v, F&... f) {
  v("login", f.login...);
  v("reconnect", f.reconnect...);
  v("first_question", f.first_question...);
  v("whole_paper", f.whole_paper...);
  v("ack", f.ack...);
  v("loop_lag", f.loop_lag...);
  v("opening_lag", f.opening_lag...);
  v("papers_coming", f.papers_coming...);
  v("errors", f.errors...);
  v("stops", f.stops...);
  v("candidates", f.candidates...);
  v("online", f.online...);
  v("sitting", f.sitting...);
  v("given", f.given...);
  v("acked", f.acked...);
  v("receipts", f.receipts...);
  v("bad_receipts", f.bad_receipts...);
  v("unplanned", f.unplanned...);
  v("finished", f.finished...);
  v("careless.ack", f.careless.ack...);
  v("careless.slips", f.careless.slips...);
  v("careless.errors", f.careless.errors...);
  v("careless.candidates", f.careless.candidates...);
  v("careless.given", f.careless.given...);
  v("careless.acked", f.careless.acked...);
  v("careless.ended", f.careless.ended...);
  v("careless.unended", f.careless.unended...);
  v("hostile.breaches", f.hostile.breaches...);
  v("hostile.answers", f.hostile.answers...);
  v("hostile.candidates", f.hostile.candidates...);
  v("series", f.series...);
}

void join(Distribution& to, const Distribution& other) { to.add(other); }
void join(std::uint64_t& to, std::uint64_t other) { to += other; }
void join(Counts& to, const Counts& other) {
  for (const auto& [id, n] : other) to[id] += n;
}
void join(std::vector<Sample>& to, const std::vector<Sample>& other) {
  to.insert(to.end(), other.begin(), other.end());
}

base::Json written(const Distribution& d) { return d.micros(); }
base::Json written(std::uint64_t n) { return n; }
base::Json written(const Counts& counts) { return counts; }
base::Json written(const std::vector<Sample>& series) {
  base::Json out = base::Json::array();
  for (const Sample& s : series)
    out.push_back({static_cast<int>(s.kind), base::to_millis(s.at), s.took.count()});
  return out;
}

void read(Distribution& d, const base::Json& json) {
  d = Distribution{json.get<std::vector<std::uint32_t>>()};
}
void read(std::uint64_t& n, const base::Json& json) { n = json.get<std::uint64_t>(); }
void read(Counts& counts, const base::Json& json) { counts = json.get<Counts>(); }
void read(std::vector<Sample>& series, const base::Json& json) {
  for (const base::Json& s : json) {
    series.push_back({static_cast<char>(s.at(0).get<int>()), base::from_millis(s.at(1).get<std::int64_t>()),
                      Micros{s.at(2).get<std::int64_t>()}});
  }
}

}  // namespace

void add(Figures& to, const Figures& other) {
  each([](const char*, auto& mine, const auto& theirs) { join(mine, theirs); }, to, other);
}

base::Json to_whole_json(const Figures& figures) {
  base::Json out = base::Json::object();
  each([&](const char* name, const auto& value) { out[name] = written(value); }, figures);
  return out;
}

Figures from_whole_json(const base::Json& json) {
  Figures out;
  each([&](const char* name, auto& value) { read(value, json.at(name)); }, out);
  return out;
}

}  // namespace examhall::load
