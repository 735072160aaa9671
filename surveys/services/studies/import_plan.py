"""Which column of a table fills which variable: only that, with every column that does not fit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from research.codebook import Codebook
from surveys.errors import Invalid
from surveys.questionnaire.codebook import wide_columns
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.formats.from_codebook import variable_names
from surveys.questionnaire.missing import ALL_CODES, NO_ANSWER
from surveys.questionnaire.question_types import VariableKind
from surveys.questionnaire.question_types.cells import Reader
from surveys.services.answers.answer_language import NAME as LANGUAGE
from surveys.services.answers.quiz_outcomes import NAME as OUTCOME
from surveys.services.studies.csv_cells import ABOUT, CONSENT
from surveys.services.studies.import_columns import Rules, make_reader, questions_by_variable
from surveys.store.consents import PROFILE
from surveys.store.quotations import QUOTE
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class OptionColumn:
    """One 0/1 column of a multiple choice."""

    place: int
    variable: str
    code: int


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """How to read one line."""

    readers: Mapping[int, tuple[str, Reader]]
    """Place of the column -> (variable, reader)."""
    options: tuple[OptionColumn, ...] = ()
    rules: Rules = field(default_factory=Rules)
    consents: Mapping[int, str] = field(default_factory=dict)
    about: Mapping[str, int] = field(default_factory=dict)
    """`language`, `duration`, `respondent` -> place of the column."""
    ignored: tuple[str, ...] = ()
    is_own_export: bool = False


def plan_by_questionnaire(questionnaire: Questionnaire, columns: Sequence[str]) -> ImportPlan:
    """Columns named as in our own export; those about the sitting are optional."""
    places = {name.strip().casefold(): place for place, name in enumerate(columns)}
    variables = questions_by_variable(questionnaire)
    rules = Rules()
    readers: dict[int, tuple[str, Reader]] = {}
    options: list[OptionColumn] = []
    missing: list[str] = []
    for column in wide_columns(questionnaire):
        place = places.get(column.name.casefold())
        name = column.variable.name
        if place is None:
            if column.variable.parent is None:
                missing.append(column.name)
        elif column.option is not None:
            options.append(OptionColumn(place=place, variable=name, code=column.option))
        else:
            readers[place] = name, make_reader(questionnaire, *variables[name], rules)
    _refuse_missing(missing)
    about = {name: places[name] for name in (*ABOUT, LANGUAGE) if name in places}
    consents = {place: name.removeprefix(CONSENT) for name, place in places.items() if name.startswith(CONSENT)}
    derived = {places[OUTCOME]} if OUTCOME in places else set()  # follows from the answers
    used = {*readers, *(option.place for option in options), *about.values(), *consents, *derived}
    return ImportPlan(
        readers=readers,
        options=tuple(options),
        rules=rules,
        consents=consents,
        about=about,
        ignored=tuple(name for place, name in enumerate(columns) if place not in used),
        is_own_export=is_own_export(about),
    )


def is_own_export(names: Iterable[str]) -> bool:
    """Whether columns of these names make a table of ours, whose texts are defused and whose versions are known."""
    return {"respondent", "version"} <= set(names)


def plan_by_codebook(questionnaire: Questionnaire, codebook: Codebook, columns: Sequence[str]) -> ImportPlan:
    """Columns named as in the codebook, filling the variables the codebook's names lead to."""
    places = {name: place for place, name in enumerate(columns)}
    variables = questions_by_variable(questionnaire)
    if OUTCOME not in variables:  # follows from the answers
        codebook = codebook.with_items(item for item in codebook if item.name != OUTCOME)
    if codebook.language == LANGUAGE not in variables:  # told of every response, and asked by no question
        codebook = replace(codebook.with_items(item for item in codebook if item.name != LANGUAGE), language=None)
    names = variable_names(codebook)
    agreed = {codebook.profile_consent: PROFILE, codebook.quote_consent: QUOTE}
    wanted = (codebook.id, codebook.duration, *agreed, *names)
    _refuse_missing([name for name in wanted if name is not None and name not in places])
    _refuse_unknown([f"{column} ({name})" for column, name in names.items() if name not in variables])
    missing = frozenset(codebook.missing_codes) or frozenset(float(code) for code in ALL_CODES)
    rules = Rules(missing=missing, blank=NO_ANSWER)
    readers: dict[int, tuple[str, Reader]] = {}
    options: list[OptionColumn] = []
    numbers: dict[str, int] = {}
    for column, name in names.items():
        question, variable = variables[name]
        is_option = column in codebook and codebook[column].is_option
        if variable.kind is VariableKind.CHOICES and is_option:
            numbers[name] = numbers.get(name, 0) + 1
            code = variable.codes[numbers[name] - 1]
            options.append(OptionColumn(place=places[column], variable=name, code=code))
        else:
            readers[places[column]] = name, make_reader(questionnaire, question, variable, rules)
    about = {"respondent": codebook.id, "duration": codebook.duration}
    found = {name: places[column] for name, column in about.items() if column is not None}
    consents = {places[column]: purpose for column, purpose in agreed.items() if column is not None}
    used = {*readers, *(option.place for option in options), *found.values(), *consents}
    return ImportPlan(
        readers=readers,
        options=tuple(options),
        rules=rules,
        consents=consents,
        about=found,
        ignored=tuple(name for place, name in enumerate(columns) if place not in used),
    )


def _refuse_missing(names: Sequence[str]) -> None:
    if names:
        raise Invalid(
            _("These columns are not in the data: %(names)s.", names=", ".join(names[:50])),
            _("Name the columns in the first line as the questionnaire or the codebook does."),
            where=tuple(names),
        )


def _refuse_unknown(names: Sequence[str]) -> None:
    if names:
        raise Invalid(
            _("The study has no questions for these columns: %(names)s.", names=", ".join(names[:50])),
            _("Give the codebook this study was made from, or take these items out of it."),
            where=tuple(names),
        )
