examhall_test(proctoring
  SOURCES proctoring_acts.cpp proctoring_console.cpp proctoring_door.cpp proctoring_feed.cpp proctoring_record.cpp
          proctoring_sites.cpp proctoring_timeline.cpp
  DEPENDS examhall_proctoring)
