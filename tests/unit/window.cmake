# The window around the paper, offscreen, with the main of the sheet's tests.
set(CMAKE_AUTOMOC ON)
add_executable(test_window sheet_main.cpp window_clipboard.cpp window_correspondence.cpp window_flow.cpp window_focus.cpp window_machine.cpp window_pages.cpp
               window_practice.cpp ../support/certificate.cpp)
target_include_directories(test_window PRIVATE ..)
target_link_libraries(test_window PRIVATE examhall_client_window Qt6::Test Catch2::Catch2 nlohmann_json::nlohmann_json OpenSSL::Crypto
                      examhall_warnings)
target_compile_options(test_window PRIVATE -O0)
add_test(NAME window COMMAND test_window)
set_tests_properties(window PROPERTIES TIMEOUT 120 ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
