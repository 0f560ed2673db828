examhall_test(client
  SOURCES client_answers.cpp client_clock.cpp client_headless.cpp client_images.cpp client_journal.cpp client_notices.cpp client_sitting_answers.cpp client_sitting_line.cpp
          client_state.cpp
  DEPENDS examhall_client_headless)
examhall_test(client_load SOURCES client_load.cpp DEPENDS examhall_load)
