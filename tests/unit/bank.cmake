examhall_test(bank
  SOURCES bank_types.cpp bank_number.cpp bank_cells.cpp bank_markdown.cpp bank_image.cpp bank_reader.cpp
          bank_writer.cpp bank_blueprint.cpp bank_assembly.cpp bank_paper.cpp bank_presentation.cpp bank_samples.cpp
  DEPENDS examhall_bank)
target_compile_definitions(test_bank PRIVATE EXAMHALL_QUESTION_BANKS="${PROJECT_SOURCE_DIR}/question_banks")
