examhall_test(examctl SOURCES examctl_verdict.cpp DEPENDS examhall_examctl)
