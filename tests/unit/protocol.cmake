examhall_test(protocol
  SOURCES protocol_errors.cpp protocol_messages.cpp protocol_receipts.cpp protocol_samples.cpp
  DEPENDS examhall_exam examhall_protocol)
target_compile_definitions(test_protocol PRIVATE EXAMHALL_PROTOCOL_PAGE="${PROJECT_SOURCE_DIR}/docs/protocol.md")

# The schema is held against the decoder: both must say the same of every sample and of every spoilt one.
examhall_program(protocol_dump SOURCES protocol_dump.cpp protocol_samples.cpp DEPENDS examhall_protocol)
add_test(NAME protocol_schema
         COMMAND /usr/bin/python3 ${PROJECT_SOURCE_DIR}/tests/contract/protocol_schema/check.py
                 $<TARGET_FILE:protocol_dump> ${PROJECT_SOURCE_DIR}/docs/protocol.schema.json)
set_tests_properties(protocol_schema PROPERTIES TIMEOUT 120)
