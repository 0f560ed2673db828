examhall_test(evidence
  SOURCES evidence_envelope.cpp evidence_export.cpp evidence_grading.cpp evidence_hall.cpp evidence_hostile.cpp evidence_proof.cpp
          evidence_rules.cpp evidence_tampering.cpp evidence_timeline.cpp
  DEPENDS examhall_evidence examhall_hall)
