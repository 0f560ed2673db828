#pragma once
// A batch's settings as JSON: in the catalogue, in the journal's first event of the batch, in evidence files.
#include "base/mapping.hpp"
#include "exam/batch.hpp"

namespace examhall::exam {

base::Json to_json(const Batch& batch);

/// Reports everything wrong: missing and unknown members, rules that contradict one another.
Batch batch_from_json(const base::Json& json, const base::Place& place, base::Problems& problems);

/// As the journal has it: only what any version has written, for what is in the journal has happened. Rules
/// that grew stricter since must not make it unreadable.
Batch batch_from_journal(const base::Json& json, base::Problems& problems);

/// What no single member shows: an end before the start, a time for one attempt longer than the window, …
void check(const Batch& batch, const base::Place& place, base::Problems& problems);

}  // namespace examhall::exam
