examhall_test(grading
  SOURCES grading_sheet.cpp grading_property.cpp grading_result.cpp grading_table.cpp grading_regrade.cpp
  DEPENDS examhall_grading PkgConfig::libzip)
