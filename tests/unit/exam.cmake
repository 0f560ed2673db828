examhall_test(exam SOURCES exam_regressions.cpp DEPENDS examhall_exam)
