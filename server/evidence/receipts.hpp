#pragma once
// What the server's receipt for an ended attempt must say, from the journal alone. Pure; any thread.
#include <optional>
#include <vector>

#include "evidence/report.hpp"
#include "exam/fold.hpp"
#include "protocol/receipt.hpp"

namespace examhall::evidence {

/// Of the ending that was folded last: what the server signs at that moment. The absent get none.
std::optional<protocol::Receipt> receipt_of(const exam::FoldedBatch& batch,
                                            const exam::FoldedAttempt& attempt);
ReceiptText text_of(const protocol::Receipt& receipt);

/// A receipt that somebody kept, against the one that follows from the events. Findings go to `check`.
void compare_receipt(const protocol::SignedReceipt& kept, const base::PublicKey& key,
                     const std::vector<ReceiptText>& computed, std::string_view batch_code, Check& check);

}  // namespace examhall::evidence
