examhall_test(hall
  SOURCES hall_crowding.cpp hall_house.cpp hall_login.cpp hall_seats.cpp hall_secrecy.cpp hall_start.cpp hall_answers.cpp hall_ends.cpp
          hall_staff.cpp hall_notices.cpp hall_schedule.cpp hall_outage.cpp hall_recovery.cpp hall_scale.cpp hall_sealed.cpp
          hall_approvals.cpp hall_room_acts.cpp
  DEPENDS examhall_hall)
