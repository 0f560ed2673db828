examhall_test(console SOURCES console_assets.cpp DEPENDS examhall_console)
# Node's own runner on the page's logic.
file(GLOB page_tests CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/console/unit/*.test.ts")
list(TRANSFORM page_tests REPLACE ".*/(.*)\\.ts$" "${PROJECT_BINARY_DIR}/server/console/stage/built_tests/\\1.mjs")
find_program(NODE NAMES node nodejs REQUIRED)
add_test(NAME console_page COMMAND ${NODE} --test ${page_tests})
set_tests_properties(console_page PROPERTIES TIMEOUT 120
  ENVIRONMENT "CONSOLE_SOURCE=${PROJECT_SOURCE_DIR}/server/console")
# The page in Chromium, where there is one.
add_test(NAME console_browser COMMAND ${NODE} ${PROJECT_SOURCE_DIR}/tests/console/browser/run.mjs ${PROJECT_BINARY_DIR}/server/console/files
         ${PROJECT_BINARY_DIR}/server/console/browser)
set_tests_properties(console_browser PROPERTIES TIMEOUT 300 SKIP_RETURN_CODE 77 RUN_SERIAL ON)
