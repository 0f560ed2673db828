#pragma once
// Thrown when the disk or the database under the journal or the catalogue fails. Never for bad input: that
// is a result. Caught once, at the boundary: by the journal's writer, or by main().
#include <stdexcept>

#include "base/text.hpp"

namespace examhall::journal {

class StorageError : public std::runtime_error {
 public:
  explicit StorageError(base::Text text) : std::runtime_error{text.en}, text_{std::move(text)} {}
  /// What failed and what to do, for the operator.
  const base::Text& text() const { return text_; }

 private:
  base::Text text_;
};

/// Another process appends to this journal, or this file was written by a newer Examhall: waiting helps
/// nothing.
class StorageRefused : public StorageError {
 public:
  using StorageError::StorageError;
};

}  // namespace examhall::journal
