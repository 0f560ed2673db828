#pragma once
// XML parts of a workbook, read as a stream with expat: no tree, no DTD and so no entities, bounded depth and
// bounded tokens. One thread at a time.
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "table/archive.hpp"

namespace examhall::table {

/// Attributes of one element, by local name: writers differ in the prefixes they use.
class Attributes {
 public:
  explicit Attributes(const char** raw) : raw_{raw} {}
  /// Empty if there is none.
  std::string_view value(std::string_view local_name) const;

 private:
  const char** raw_;
};

/// What a part's reader does with the stream. Element names come without prefix.
class XmlVisitor {
 public:
  virtual ~XmlVisitor() = default;
  virtual void open(std::string_view element, const Attributes& attributes) = 0;
  virtual void close(std::string_view /*element*/) {}
  virtual void characters(std::string_view /*text*/) {}

  bool stopped() const { return stopped_; }
  std::optional<base::Problem> take_problem() { return std::move(problem_); }

 protected:
  /// Reading ends at once. The first problem wins.
  void fail(base::Problem problem);
  /// Enough has been read.
  void stop() { stopped_ = true; }

 private:
  bool stopped_ = false;
  std::optional<base::Problem> problem_{};
};

/// Ids: xlsx_damaged, xlsx_dtd, xlsx_xml_bounds, those of Archive::read and those of the visitor.
std::optional<base::Problem> parse_part(Archive& archive, std::string_view part, XmlVisitor& visitor);

}  // namespace examhall::table
