"""Names: only whether each is free, unique and allowed."""

from collections.abc import Iterable, Iterator
from typing import Any

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.located import LocatedQuestion, located_pages, located_questions
from surveys.questionnaire.question_types.columns import columns_of

RESERVED = frozenset(
    {
        "id", "row", "respondent", "response", "segment", "persona", "started", "completed", "ending", "submitted",
        "duration", "language", "weight", "version", "state", "study", "questionnaire", "collector", "consent",
        "token", "wave", "arm", "mode", "device", "csrf_token",
    }
)  # fmt: skip
"""Names of columns that exports add, and of the field that protects forms."""


def check_names(questionnaire: Questionnaire) -> Iterator[Fault]:
    sections = questionnaire.sections
    yield from _check_form(("name",), questionnaire.name)
    yield from _unique("section", ((("sections", i, "name"), s.name) for i, s in enumerate(sections)))
    yield from _unique("page", (((*p.path, "name"), p.page.name) for p in located_pages(questionnaire)))
    scales = questionnaire.scales
    yield from _unique("scale", ((("scales", i, "name"), s.name) for i, s in enumerate(scales)))
    yield from _check_columns(questionnaire)


def _unique(what: str, named: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    seen: dict[str, Path] = {}
    for path, name in named:
        yield from _check_form(path, name)
        if name.casefold() in seen:
            yield Fault(
                path=path,
                code="duplicate_name",
                name=name,
                text=f"Another {what} is already named “{name}”.",
                advice=f"Give this {what} a name of its own.",
            )
        seen.setdefault(name.casefold(), path)


def _check_form(path: Path, name: str) -> Iterator[Fault]:
    if name.endswith("_"):
        yield Fault(
            path=path,
            code="name_ends_with_underscore",
            name=name,
            text=f"The name “{name}” ends with an underscore.",
            advice="Take the underscore off: names that belong to it are made by adding one.",
        )


def _check_columns(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Names of questions and of every column that is made of them share one space."""
    seen: dict[str, str] = {}
    for located in located_questions(questionnaire):
        for path, column, is_written in _columns(located):
            name = located.question.name
            if is_written:
                yield from _check_form(path, column)
                yield from _check_reserved(path, column)
            if column.casefold() in seen:
                yield _taken(path, column, name=name, other=seen[column.casefold()], is_written=is_written)
            seen.setdefault(column.casefold(), name)


def _columns(located: LocatedQuestion) -> Iterator[tuple[Path, str, bool]]:
    """Names that an author wrote, then those that are made of them."""
    question = located.question
    for path, name in question.written_names():
        yield (*located.path, *path), name, True
    written = {name for _path, name in question.written_names()}
    columns = (column for variable in question.variables() for column in columns_of(variable))
    for name in dict.fromkeys(column.name for column in columns if column.name not in written):
        yield (*located.path, "name"), name, False


def _check_reserved(path: Path, name: str) -> Iterator[Fault]:
    if name.casefold() in RESERVED:
        yield Fault(
            path=path,
            code="reserved_name",
            name=name,
            text=f"The name “{name}” is kept for a column of the export.",
            advice=f"Choose another, such as “{name}_1” or a word that says more.",
        )


def _taken(path: Path, column: str, **about: Any) -> Fault:
    name, other = about["name"], about["other"]
    if about["is_written"]:
        text = f"The name “{column}” is already used by “{other}” or by a column made of it."
    else:
        text = f"“{name}” also stores “{column}”, and this name is already used by “{other}”."
    return Fault(
        path=path,
        code="duplicate_name",
        name=name,
        text=text,
        advice="Give one of them another name; capital and small letters count as the same.",
    )
