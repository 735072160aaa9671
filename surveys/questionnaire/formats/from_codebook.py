"""A codebook as a questionnaire: only how described columns of existing data become questions.

Somebody who brings data that were collected elsewhere describes the columns; the questionnaire that could have asked
for them is made from that, so that imported answers are kept, checked and analysed like all others.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from research.codebook import Codebook, Item
from surveys.questionnaire.checks import RESERVED
from surveys.questionnaire.definition import Page, Questionnaire, Scale, Section
from surveys.questionnaire.question_types import QUESTION_TYPES, Question
from surveys.questionnaire.question_types.attention_check import AttentionCheck
from surveys.questionnaire.question_types.columns import option_column
from surveys.questionnaire.question_types.drafting import ITEMS_ON_A_PAGE, Drafting
from surveys.questionnaire.question_types.number import Number
from surveys.questionnaire.question_types.numeric import MOST_DECIMALS
from surveys.questionnaire.texts import LocalText

LONGEST_NAME = 22
"""Four less than a name may have, for what is put behind it."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, kw_only=True)
class FromCodebook:
    """The questionnaire, and which variable each column of the data fills."""

    questionnaire: Questionnaire
    names: Mapping[str, str]
    """Column -> variable; the options of one multiple choice share a variable."""


def variable_names(codebook: Codebook) -> dict[str, str]:
    """Names that columns get as variables: small letters, digits and underscores, none twice."""
    return _names(codebook)[0]


def _names(codebook: Codebook) -> tuple[dict[str, str], dict[str, str]]:
    """Names of variables by their columns, and of the questions that ask for a group of columns by the group."""
    taken = set(RESERVED)
    by_group: dict[str, str] = {}
    names: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for item in codebook:
        if item.group is None:
            names[item.name] = _free_name(item.name, taken)
            continue
        if item.group not in by_group:
            by_group[item.group] = _free_name(item.group, taken)
        numbers[item.group] += 1
        question = by_group[item.group]
        names[item.name] = question if item.is_option else option_column(question, numbers[item.group])
    for column in (*codebook.attention, codebook.weight):
        if column is not None and column not in names:
            names[column] = _free_name(column, taken)
    return names, by_group


def questionnaire_from_codebook(
    codebook: Codebook,
    *,
    title: str,
    words: Mapping[str, Sequence[str]],
    decimals: Mapping[str, int],
    language: str = "en",
) -> FromCodebook:
    """The questionnaire that could have asked for these columns.

    Parameters
    ----------
    words : for each column of unlabelled categories, the words or codes found in the data, in order.
    decimals : for each column of numbers, the most decimal places found in the data.
    """
    names, groups = _names(codebook)
    drafting = Drafting(columns=names, scales=_scale_names(codebook), groups=groups, words=words, decimals=decimals)
    sections = [
        _section(number, facet, [question for _facet, question in part])
        for number, (facet, part) in enumerate(groupby(_questions(codebook, drafting), key=lambda pair: pair[0]), 1)
    ]
    plain = {
        "name": _free_name(codebook.name, set()),
        "title": title,
        "language": language,
        "sections": [section.model_dump(by_alias=True, exclude_none=True) for section in sections],
        "scales": [
            Scale.model_validate({"name": drafting.scales[scale.name], "title": scale.words, "facet": scale.facet})
            for scale in codebook.scales
            if scale.name in drafting.scales
        ],
    }
    return FromCodebook(questionnaire=Questionnaire.model_validate(plain), names=names)


def _scale_names(codebook: Codebook) -> dict[str, str]:
    members = codebook.scale_items()
    taken: set[str] = set()
    return {scale.name: _free_name(scale.name, taken) for scale in codebook.scales if members.get(scale.name)}


def _free_name(wanted: str, taken: set[str]) -> str:
    """A name that may be used and is not; `taken` remembers it."""
    base = _NOT_IN_NAMES.sub("_", wanted.strip().lower()).strip("_")
    if not base or not base[0].isalpha():
        base = f"v_{base}".strip("_")
    base = base[:LONGEST_NAME].strip("_")
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}_{number}"
    taken.add(name)
    return name


def _questions(codebook: Codebook, drafting: Drafting) -> Iterator[tuple[str | None, Question]]:
    """Each question with what it is about; columns that one question can ask for are put together."""
    items = [item for item in codebook if item.name != codebook.weight]
    for (kind, _key), run in groupby(items, key=_who_asks):
        part = list(run)
        for question in kind.draft(part, drafting):
            yield part[0].facet, question
    for column, expected in codebook.attention.items():
        yield None, AttentionCheck.expecting(int(expected), name=drafting.columns[column], text=column)
    if codebook.weight is not None:
        name, text = drafting.columns[codebook.weight], LocalText.plain("Survey weight")
        yield None, Number(type="number", name=name, text=text, decimals=MOST_DECIMALS)


def _who_asks(item: Item) -> tuple[type[Question], Hashable]:
    """The type that can ask for a column, and what it shares with the columns of the same question."""
    for kind in QUESTION_TYPES:
        key = kind.draft_key(item)
        if key is not None:
            return kind, key
    raise LookupError(f"No question type asks for the column {item.name!r} of type {item.type}.")


def _section(number: int, facet: str | None, questions: Sequence[Question]) -> Section:
    title = (facet or "further questions").replace("_", " ").capitalize()
    pages = [
        Page.model_validate({"name": f"page_{number}_{place}", "questions": part})
        for place, part in enumerate(_in_pages(questions), 1)
    ]
    return Section.model_validate({"name": f"part_{number}", "title": title, "facet": facet, "pages": pages})


def _in_pages(questions: Sequence[Question]) -> Iterator[list[Question]]:
    """A page has one matrix, or some smaller questions."""
    page: list[Question] = []
    for question in questions:
        if page and (question.fills_page or page[0].fills_page or len(page) >= ITEMS_ON_A_PAGE):
            yield page
            page = []
        page.append(question)
    if page:
        yield page
