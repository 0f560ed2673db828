examhall_test(staff SOURCES staff_audit.cpp staff_desk.cpp staff_device.cpp staff_password.cpp staff_permission.cpp staff_role.cpp staff_session.cpp staff_sign_in.cpp staff_throttle.cpp
                            staff_totp.cpp
              DEPENDS examhall_staff)
