examhall_test(journal
  SOURCES journal_event.cpp journal_chain.cpp journal_checkpoint.cpp journal_merkle.cpp journal_writer.cpp
          journal_writer_faults.cpp
  DEPENDS examhall_journal)
