# The candidate's pages, offscreen. A main of its own, for widgets want a QApplication.
set(CMAKE_AUTOMOC ON)
add_executable(test_sheet sheet_calculation.cpp sheet_inputs.cpp sheet_main.cpp sheet_markdown.cpp sheet_pages.cpp sheet_states.cpp)
target_link_libraries(test_sheet PRIVATE examhall_client_sheet Qt6::Test Catch2::Catch2 nlohmann_json::nlohmann_json
                      examhall_warnings)
target_compile_options(test_sheet PRIVATE -O0)
add_test(NAME sheet COMMAND test_sheet)
set_tests_properties(sheet PROPERTIES TIMEOUT 120 ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
