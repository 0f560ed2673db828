examhall_test(client_connection SOURCES client_connection.cpp client_images.cpp
              DEPENDS examhall_client_core examhall_net examhall_test_certificate)

# The window's desk; the main of the sheet's tests gives it a QApplication.
add_executable(test_window_live_desk ../unit/sheet_main.cpp window_live_desk.cpp)
target_link_libraries(test_window_live_desk PRIVATE examhall_client_window examhall_net examhall_test_certificate Qt6::Test
                      Catch2::Catch2 examhall_warnings)
target_compile_options(test_window_live_desk PRIVATE -O0)
add_test(NAME window_live_desk COMMAND test_window_live_desk)
set_tests_properties(window_live_desk PROPERTIES TIMEOUT 120 ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
