#include "client/sheet/answer_input.hpp"

#include "client/sheet/choice_input.hpp"
#include "client/sheet/numeric_input.hpp"
#include "client/sheet/true_false_input.hpp"

namespace examhall::sheet {

AnswerInput* make_input(const Question& question, const AlarmMaker& alarms, const PictureMaker& pictures,
                        QWidget* parent) {
  if (question.type == "single") return new ChoiceInput{question, Choose::one, pictures, parent};
  if (question.type == "multiple") return new ChoiceInput{question, Choose::many, pictures, parent};
  if (question.type == "true_false") return new TrueFalseInput{parent};
  if (question.type == "numeric") return new NumericInput{question, alarms, parent};
  return nullptr;
}

}  // namespace examhall::sheet
