examhall_test(sealing SOURCES sealing_custodians.cpp sealing_papers.cpp DEPENDS examhall_sealing)
