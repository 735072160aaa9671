"""Options carried forward: only whether they are those of an earlier choice of several."""

from collections.abc import Iterator

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.located import located_questions
from surveys.questionnaire.question_types import Question, VariableKind
from surveys.questionnaire.question_types.with_options import WithOptions


def check_carried(questionnaire: Questionnaire) -> Iterator[Fault]:
    """That the source exists and comes first is checked with all conditions."""
    by_name = {question.name: question for question in questionnaire.questions()}
    for located in located_questions(questionnaire):
        question = located.question
        if isinstance(question, WithOptions) and question.carry_forward is not None:
            source = by_name.get(question.carry_forward.question)
            if source is not None:
                yield from _check(question, source, located.path)


def _check(question: WithOptions, source: Question, path: Path) -> Iterator[Fault]:
    if not isinstance(source, WithOptions) or source.variables()[0].kind is not VariableKind.CHOICES:
        yield Fault(
            path=(*path, "carry_forward", "question"),
            code="carried_from_one_choice",
            name=question.name,
            about=source.name,
            text=f"Options are carried forward from “{source.name}”, where nobody chooses several.",
            advice="Name a question of the type multiple_choice.",
        )
        return
    labels = {option.code: option.label for option in source.options}
    for number, option in enumerate(question.options):
        if option.kind == "choice" and labels.get(option.code) != option.label:
            yield Fault(
                path=(*path, "options", number),
                code="not_carried",
                name=question.name,
                about=source.name,
                text=f"“{source.name}” has no option {option.code} with these words.",
                advice="Carried options have the code and the label they have there (an anchor repeats them).",
            )
