examhall_test(client_connection SOURCES client_connection.cpp
              DEPENDS examhall_client_core examhall_net examhall_test_certificate)
