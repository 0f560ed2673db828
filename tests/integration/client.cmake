examhall_test(client_connection SOURCES client_connection.cpp client_images.cpp
              DEPENDS examhall_client_core examhall_net examhall_test_certificate)
