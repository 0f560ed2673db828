# EXAMHALL_SABOTAGE breaks the server's durability on purpose, for tests/system/power_cuts.py to catch. It is
# refused in any build folder whose name does not say so, and it says so itself: when configured, in every build,
# at every start of the server and in `examhall-server --version`.
set(EXAMHALL_SABOTAGE "" CACHE STRING "For tests of the tests only: sync_normal or early_ack loses answers")
set_property(CACHE EXAMHALL_SABOTAGE PROPERTY STRINGS "" sync_normal early_ack)

if(EXAMHALL_SABOTAGE)
  if(NOT EXAMHALL_SABOTAGE MATCHES "^(sync_normal|early_ack)$")
    message(FATAL_ERROR "EXAMHALL_SABOTAGE is sync_normal or early_ack, not '${EXAMHALL_SABOTAGE}'")
  endif()
  get_filename_component(folder "${CMAKE_BINARY_DIR}" NAME)
  if(NOT folder STREQUAL "sabotage-${EXAMHALL_SABOTAGE}")
    message(FATAL_ERROR "A sabotaged build belongs into a folder named sabotage-${EXAMHALL_SABOTAGE}, not ${folder}")
  endif()
  set(sabotage_words "THIS SERVER LOSES ANSWERS ON PURPOSE (EXAMHALL_SABOTAGE=${EXAMHALL_SABOTAGE}). Never run an exam on it.")
  message(WARNING "${sabotage_words}")
  add_custom_target(sabotage_warning ALL COMMAND ${CMAKE_COMMAND} -E echo "WARNING: ${sabotage_words}" VERBATIM)
endif()

# examhall_sabotage(<target> <sources>): the sources that look at journal/sabotage.hpp.
function(examhall_sabotage target)
  if(EXAMHALL_SABOTAGE)
    set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_DEFINITIONS EXAMHALL_SABOTAGE=${EXAMHALL_SABOTAGE})
    add_dependencies(${target} sabotage_warning)
  endif()
endfunction()
