# What the program itself is made of, beside main.cpp and the wiring.
examhall_test(server
  SOURCES server_checkpoints.cpp server_log.cpp server_slow_file.cpp "${PROJECT_SOURCE_DIR}/server/checkpoints.cpp"
          "${PROJECT_SOURCE_DIR}/server/log.cpp" "${PROJECT_SOURCE_DIR}/server/slow_file.cpp"
  DEPENDS examhall_config examhall_journal spdlog::spdlog)
target_include_directories(test_server PRIVATE "${PROJECT_SOURCE_DIR}/server")
