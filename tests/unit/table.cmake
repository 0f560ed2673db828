examhall_test(table
  SOURCES table_support.cpp table_charset.cpp table_csv.cpp table_cells.cpp table_xlsx.cpp table_hostile.cpp
  DEPENDS examhall_table PkgConfig::libzip PkgConfig::xlsxwriter)
