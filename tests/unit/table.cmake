examhall_test(table
  SOURCES table_support.cpp table_charset.cpp table_csv.cpp table_cells.cpp table_xlsx.cpp table_hostile.cpp table_headings.cpp
          table_bank.cpp table_export.cpp table_roster.cpp table_seats.cpp
  DEPENDS examhall_table PkgConfig::libzip PkgConfig::xlsxwriter)
