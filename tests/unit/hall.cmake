examhall_test(hall
  SOURCES hall_login.cpp hall_seats.cpp hall_secrecy.cpp hall_start.cpp hall_answers.cpp hall_ends.cpp
  DEPENDS examhall_hall)
