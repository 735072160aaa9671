"""A questionnaire as columns: the codebook the analysis reads, and the wide form of one person's answers."""

from dataclasses import replace

from research.codebook import Codebook, Item
from research.codebook import Scale as CodebookScale
from surveys.questionnaire.definition import Pole, Questionnaire
from surveys.questionnaire.missing import ALL_CODES, HIDDEN, is_missing
from surveys.questionnaire.piping import without_answers
from surveys.questionnaire.question_types import Answers, WideColumn
from surveys.questionnaire.question_types.columns import columns_of


def build_codebook(questionnaire: Questionnaire, *, language: str | None = None) -> Codebook:
    """What the analysis must know about every column; in the questionnaire's own language by default."""
    default = questionnaire.language
    wanted = language or default
    items = tuple(
        item
        for section in questionnaire.sections
        for page in section.pages
        for question in page.questions
        for item in question.codebook_items(section_facet=section.facet, language=wanted, default=default)
    )
    items = tuple(_for_nobody(item) for item in items)
    scales = tuple(
        CodebookScale(
            name=scale.name,
            title=scale.title.in_language(wanted, default),
            facet=None if scale.facet is None else str(scale.facet),
            high=_pole(scale.high),
            low=_pole(scale.low),
        )
        for scale in questionnaire.scales
    )
    return Codebook(
        name=questionnaire.name,
        items=items,
        scales=scales,
        missing_codes=ALL_CODES,
        attention=questionnaire.expected_answers(),
    )


def _for_nobody(item: Item) -> Item:
    """The same without places for answers of one person."""
    labels = {code: without_answers(label) for code, label in item.labels.items()}
    return replace(item, text=without_answers(item.text), option=without_answers(item.option), labels=labels)


def _pole(pole: Pole | None) -> tuple[str, str] | None:
    return None if pole is None else (pole.adjective, pole.people)


def wide_columns(questionnaire: Questionnaire) -> tuple[WideColumn, ...]:
    """The columns of the wide export in the order of the questionnaire; a multiple choice has one per option."""
    return tuple(column for variable in questionnaire.variables() for column in columns_of(variable))


def narrowed_columns(questionnaire: Questionnaire) -> dict[str, WideColumn]:
    """Columns of options that some people are not offered."""
    columns = wide_columns(questionnaire)
    return {column.name: column for column in columns if column.option is not None and column.variable.offers}


def wide_row(questionnaire: Questionnaire, answers: Answers) -> dict[str, int | float | str | None]:
    """One person's answers by column name; None where nothing is stored at all."""
    return {column.name: wide_value(column, answers) for column in wide_columns(questionnaire)}


def wide_value(column: WideColumn, answers: Answers) -> int | float | str | None:
    """The value of one column: a missing code of the question, or of an option that was not offered, stands in it."""
    stored = answers.get(column.variable.name)
    if column.option is None:
        return None if isinstance(stored, list) else stored
    if isinstance(stored, list):
        offers = column.variable.offers
        return int(column.option in stored) if offers is None or offers(answers, column.option) else HIDDEN
    return stored if isinstance(stored, int) and is_missing(stored) else None
