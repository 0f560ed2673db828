examhall_test(office SOURCES office_vault.cpp DEPENDS examhall_office)
