examhall_test(examctl SOURCES examctl_one_line.cpp examctl_verdict.cpp DEPENDS examhall_examctl)
