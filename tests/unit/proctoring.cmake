examhall_test(proctoring
  SOURCES proctoring_feed.cpp
  DEPENDS examhall_proctoring)
