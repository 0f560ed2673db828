examhall_test(evidence SOURCES evidence_grading.cpp evidence_envelope.cpp evidence_export.cpp evidence_hostile.cpp
  evidence_rules.cpp evidence_tampering.cpp DEPENDS examhall_evidence)
