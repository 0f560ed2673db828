examhall_test(office
  SOURCES office_archive.cpp office_audit.cpp office_faults.cpp office_grading.cpp office_history.cpp
          office_requests.cpp office_staff_room.cpp office_vault.cpp
  DEPENDS examhall_office)
