examhall_test(exam
  SOURCES exam_answers.cpp exam_deadline.cpp exam_entry.cpp exam_json.cpp exam_moves.cpp exam_notices.cpp exam_phase.cpp exam_random.cpp exam_regressions.cpp
          exam_schedule.cpp exam_sealed.cpp exam_seats.cpp exam_table.cpp exam_worked_examples.cpp
  DEPENDS examhall_exam)
