# One folder, one target, one namespace. A wrong arrow between folders does not link, because each target
# sees only the include paths of what it names in DEPENDS.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(CCACHE ccache)
if(CCACHE)
  # The precompiled headers of the tests need this sloppiness to be cached at all.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

set(EXAMHALL_SANITIZE "" CACHE STRING "Sanitizers for all targets, e.g. address,undefined or thread")
if(EXAMHALL_SANITIZE)
  add_compile_options(-fsanitize=${EXAMHALL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${EXAMHALL_SANITIZE})
endif()

add_library(examhall_warnings INTERFACE)
target_compile_options(examhall_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror
  -Wno-missing-field-initializers) # designated initialisers leave the rest to its default on purpose
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees uninitialised members in variants and coroutine frames that the sanitizers prove are set.
  target_compile_options(examhall_warnings INTERFACE -Wno-maybe-uninitialized)
else()
  # Clang only builds the fuzz targets: whether it likes the code is for the lint to say.
  target_compile_options(examhall_warnings INTERFACE -Wno-error)
endif()

# examhall_library(<name> SOURCES <files> [DEPENDS <targets>])
# Headers are named from the folder above: #include "exam/batch.hpp".
function(examhall_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(examhall_${name} STATIC ${arg_SOURCES})
  target_include_directories(examhall_${name} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}/..")
  target_link_libraries(examhall_${name} PUBLIC ${arg_DEPENDS} PRIVATE examhall_warnings)
endfunction()

# examhall_program(<name> SOURCES <files> [DEPENDS <targets>])
function(examhall_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_DEPENDS} examhall_warnings)
endfunction()

# examhall_test(<name> SOURCES <files> [DEPENDS <targets>] [TIMEOUT <seconds>])
# One Catch2 program per module; its name says which.
function(examhall_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;DEPENDS" ${ARGN})
  add_executable(test_${name} ${arg_SOURCES})
  target_link_libraries(test_${name} PRIVATE ${arg_DEPENDS} examhall_catch examhall_warnings)
  target_precompile_headers(test_${name} REUSE_FROM examhall_catch)
  add_test(NAME ${name} COMMAND test_${name})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT})
endfunction()

# examhall_translations(<target> <name>.ts): compiled into the program as :/i18n/<name>.qm, to be installed as a
# QTranslator. tests/texts/check.py holds the file complete.
function(examhall_translations target file)
  get_filename_component(name "${file}" NAME_WE)
  set(compiled "${CMAKE_CURRENT_BINARY_DIR}/${name}.qm")
  add_custom_command(OUTPUT "${compiled}" DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${file}"
                     COMMAND Qt6::lrelease -silent "${CMAKE_CURRENT_SOURCE_DIR}/${file}" -qm "${compiled}" VERBATIM)
  set_source_files_properties("${compiled}" PROPERTIES GENERATED ON)
  qt_add_resources(${target} "${name}" PREFIX /i18n BASE "${CMAKE_CURRENT_BINARY_DIR}" FILES "${compiled}")
endfunction()
