examhall_test(proctoring
  SOURCES proctoring_console.cpp proctoring_feed.cpp proctoring_record.cpp
  DEPENDS examhall_proctoring)
