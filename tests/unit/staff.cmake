examhall_test(staff SOURCES staff_permission.cpp staff_role.cpp DEPENDS examhall_staff)
