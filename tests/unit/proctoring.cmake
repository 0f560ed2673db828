examhall_test(proctoring
  SOURCES proctoring_console.cpp proctoring_feed.cpp
  DEPENDS examhall_proctoring)
