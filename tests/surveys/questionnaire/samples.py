"""The sample questionnaires, found by name."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from surveys.questionnaire.definition import Page, Questionnaire
from surveys.questionnaire.flow import page_named
from surveys.questionnaire.formats.study_file import read_questionnaire_file
from surveys.questionnaire.question_types import Question, Stored, Variable, VariableKind

FOLDER = Path(__file__).resolve().parents[2] / "questionnaires"
GOOD = sorted(FOLDER.glob("*.yaml"))
FAULTY = sorted((FOLDER / "faulty").glob("*.yaml"))


def sample(name: str) -> Questionnaire:
    return read_questionnaire_file(FOLDER / f"{name}.yaml")


def sample_page(name: str, page: str) -> tuple[Questionnaire, Page]:
    questionnaire = sample(name)
    return questionnaire, page_named(questionnaire, page)


@cache
def question_of_type(kind: str) -> Question:
    """The first question of a type in the sample questionnaires: each type has one."""
    paths = [path for path in GOOD if f"type: {kind}" in path.read_text(encoding="utf-8")]
    questions = (question for path in paths for question in read_questionnaire_file(path).questions())
    return next(question for question in questions if question.type == kind)


def answers_to(question: Question) -> dict[str, Stored]:
    """An answer to everything that a question asks."""
    some: dict[VariableKind, Callable[[Variable], Stored]] = {
        VariableKind.CHOICES: lambda variable: [variable.codes[0], variable.codes[-1]],
        VariableKind.NUMBER: lambda _variable: 7,
        VariableKind.DATE: lambda _variable: "2024-02-29",
        VariableKind.TEXT: lambda _variable: 'Some "words"',
    }
    return {
        variable.name: some.get(variable.kind, lambda known: known.codes[-1])(variable)
        for variable in question.variables()
    }


def declared_faults(path: Path) -> set[tuple[str, str]]:
    """Code and place of every fault that a faulty sample says it has."""
    return set(re.findall(r"^# fault: (\S+) (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE))


def is_study(path: Path) -> bool:
    return "\nstudy:" in path.read_text(encoding="utf-8")
