examhall_test(exam
  SOURCES exam_answers.cpp exam_deadline.cpp exam_phase.cpp exam_regressions.cpp exam_schedule.cpp exam_seats.cpp
  DEPENDS examhall_exam)
