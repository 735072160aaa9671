"""A codebook as a questionnaire: only how described columns of existing data become questions.

Somebody who brings data that were collected elsewhere describes the columns; the questionnaire that could have asked
for them is made from that, so that imported answers are kept, checked and analysed like all others.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from research.codebook import Codebook, Item
from surveys.questionnaire.checks import RESERVED
from surveys.questionnaire.checks.answers import MOST_POINTS
from surveys.questionnaire.definition import (
    AttentionCheck,
    LongText,
    Matrix,
    MatrixItem,
    MultipleChoice,
    Number,
    Option,
    Page,
    Points,
    Question,
    Questionnaire,
    Rating,
    Scale,
    Section,
    SingleChoice,
)
from surveys.questionnaire.texts import LocalText

LONGEST_NAME = 22
"""Four less than a name may have, for what is put behind it."""
ITEMS_ON_A_PAGE = 10
_LONGEST_TEXT = 10_000
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, kw_only=True)
class FromCodebook:
    """The questionnaire, and which variable each column of the data fills."""

    questionnaire: Questionnaire
    names: Mapping[str, str]
    """Column -> variable; the options of one multiple choice share a variable."""


def variable_names(codebook: Codebook) -> dict[str, str]:
    """Names that columns get as variables: small letters, digits and underscores, none twice."""
    taken = set(RESERVED)
    by_group: dict[str, str] = {}
    names: dict[str, str] = {}
    for item in codebook:
        if item.group is None:
            names[item.name] = _free_name(item.name, taken)
        else:
            if item.group not in by_group:
                by_group[item.group] = _free_name(item.group, taken)
            names[item.name] = by_group[item.group]
    for column in (*codebook.attention, codebook.weight):
        if column is not None and column not in names:
            names[column] = _free_name(column, taken)
    return names


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
    names = _Names(columns=variable_names(codebook), scales=_scale_names(codebook))
    questions = _questions(codebook, names, words, decimals)
    sections = [
        _section(number, facet, [question for _facet, question in part])
        for number, (facet, part) in enumerate(groupby(questions, key=lambda pair: pair[0]), 1)
    ]
    plain = {
        "name": _free_name(codebook.name, set()),
        "title": title,
        "language": language,
        "sections": [section.model_dump(by_alias=True, exclude_none=True) for section in sections],
        "scales": [
            Scale.model_validate({"name": names.scales[scale.name], "title": scale.words, "facet": scale.facet})
            for scale in codebook.scales
            if scale.name in names.scales
        ],
    }
    return FromCodebook(questionnaire=Questionnaire.model_validate(plain), names=names.columns)


@dataclass(frozen=True, kw_only=True)
class _Names:
    """What columns and scales of the codebook are called in the questionnaire."""

    columns: Mapping[str, str]
    scales: Mapping[str, str]


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


def _questions(
    codebook: Codebook,
    names: _Names,
    words: Mapping[str, Sequence[str]],
    decimals: Mapping[str, int],
) -> Iterator[tuple[str | None, Question]]:
    """Each question with what it is about; items rated alike are put together."""
    items = [item for item in codebook if item.name != codebook.weight]
    for (kind, _key), run in groupby(items, key=_kind_and_key):
        part = list(run)
        if kind == "rating":
            yield from _ratings(part, names)
        elif kind == "group":
            yield part[0].facet, _choice_of_several(part, names)
        else:
            for item in part:
                yield item.facet, _single(item, names.columns[item.name], words, decimals)
    for column, expected in codebook.attention.items():
        yield None, _attention(names.columns[column], column, int(expected))
    if codebook.weight is not None:
        yield None, Number(type="number", name=names.columns[codebook.weight], text=_text("Survey weight"), decimals=6)


def _kind_and_key(item: Item) -> tuple[str, object]:
    """Neighbours with the same kind and key become one question."""
    if item.group is not None:
        return "group", item.group
    if item.type == "ordinal" and _points(item) is not None:
        return "rating", (item.facet, item.range, tuple(sorted(item.labels.items())))
    return "single", item.name


def _ratings(items: Sequence[Item], names: _Names) -> Iterator[tuple[str | None, Question]]:
    points = _points(items[0])
    if points is None:
        return
    for start in range(0, len(items), ITEMS_ON_A_PAGE):
        part = items[start : start + ITEMS_ON_A_PAGE]
        if len(part) == 1:
            yield part[0].facet, _rating(part[0], names, points)
            continue
        rows = tuple(_row(item, names) for item in part)
        name = f"{names.columns[part[0].name]}_ff"
        text = _text("How far does each of these apply?")
        plain = {"type": "matrix", "name": name, "text": text, "points": points, "items": rows, "facet": part[0].facet}
        yield part[0].facet, Matrix.model_validate(plain)


def _row(item: Item, names: _Names) -> MatrixItem:
    return MatrixItem.model_validate({"text": item.words, **_keyed(item, names)})


def _rating(item: Item, names: _Names, points: Points) -> Rating:
    plain = {"type": "rating", "text": item.words, "points": points, "facet": item.facet, **_keyed(item, names)}
    return Rating.model_validate(plain)


def _keyed(item: Item, names: _Names) -> dict[str, object]:
    scale = None if item.scale is None else names.scales[item.scale]
    return {"name": names.columns[item.name], "scale": scale, "reverse": item.reverse}


def _points(item: Item) -> Points | None:
    """The points of a rating; None where there are too many or they are not whole numbers."""
    if item.range is None or not all(float(bound).is_integer() for bound in item.range):
        return None
    low, high = int(item.range[0]), int(item.range[1])
    if high - low >= MOST_POINTS:
        return None
    labels = {code: _text(label) for code, label in item.labels.items() if low <= code <= high and label.strip()}
    return Points(low=low, high=high, labels=labels)


def _choice_of_several(items: Sequence[Item], names: _Names) -> MultipleChoice:
    """One option per column, numbered in their order."""
    text = items[0].words.rsplit(" – ", 1)[0] if " – " in items[0].words else str(items[0].group)
    labels = _distinct(item.words.rsplit(" – ", 1)[-1] for item in items)
    options = tuple(Option(code=code, label=_text(label)) for code, label in enumerate(labels, 1))
    plain = {"type": "multiple_choice", "name": names.columns[items[0].name], "text": text, "options": options}
    return MultipleChoice.model_validate({**plain, "facet": items[0].facet})


def _single(
    item: Item, name: str, words: Mapping[str, Sequence[str]], decimals: Mapping[str, int]
) -> SingleChoice | MultipleChoice | Number | LongText:
    plain: dict[str, object] = {"name": name, "text": item.words, "facet": item.facet}
    if item.type == "text":
        return LongText.model_validate({**plain, "type": "long_text", "max_length": _LONGEST_TEXT})
    if item.type == "multiple":
        return MultipleChoice.model_validate({**plain, "type": "multiple_choice", "options": _options(item, ())})
    if item.is_category:
        options = _options(item, words.get(item.name, ()))
        return SingleChoice.model_validate({**plain, "type": "single_choice", "options": options})
    low, high = item.range or (None, None)
    number = {"minimum": low, "maximum": high, "decimals": min(decimals.get(item.name, 0), 6)}
    return Number.model_validate({**plain, **number, "type": "number"})


def _options(item: Item, words: Sequence[str]) -> tuple[Option, ...]:
    """Options by their labels, else by what is found in the data."""
    if item.labels:
        coded = dict(zip(item.labels, _distinct(item.labels.values()), strict=True))
    elif all(word.removeprefix("-").isdigit() for word in words):
        coded = {int(word): word for word in words}
    else:
        coded = dict(enumerate(words, 1))
    return tuple(Option(code=code, label=_text(label)) for code, label in coded.items())


def _attention(name: str, column: str, expected: int) -> AttentionCheck:
    points = Points(low=min(1, expected), high=max(7, expected))
    return AttentionCheck(type="attention_check", name=name, text=_text(column), points=points, expected=expected)


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
        if page and (isinstance(question, Matrix) or isinstance(page[0], Matrix) or len(page) >= ITEMS_ON_A_PAGE):
            yield page
            page = []
        page.append(question)
    if page:
        yield page


def _distinct(labels: Iterable[str]) -> list[str]:
    """Labels that can be told apart, as an options list needs them."""
    seen: dict[str, int] = {}
    told = []
    for label in labels:
        key = label.strip().casefold()
        seen[key] = seen.get(key, 0) + 1
        told.append(label if seen[key] == 1 else f"{label} ({seen[key]})")
    return told


def _text(words: str) -> LocalText:
    return LocalText.plain(words)
