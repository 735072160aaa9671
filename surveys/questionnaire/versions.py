"""Two versions of a questionnaire: only what changed, and whether their answers can still stand side by side."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.question_types import Question, RatedItem, Variable, VariableKind
from surveys.questionnaire.texts import LocalText

Kind = Literal["same", "cosmetic", "comparable", "breaking"]
_WORDS = re.compile(r"\w+")


class _Weight(IntEnum):
    same = 0
    cosmetic = 1
    comparable = 2
    breaking = 3


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change: its weight, the question or part concerned, and what happened."""

    kind: Kind
    name: str
    what: str
    text: str


@dataclass(frozen=True)
class Difference:
    """Everything that changed.

    `cosmetic`: words only. `comparable`: old answers mean what they meant, but not everybody was asked the same.
    `breaking`: a stored code or column no longer means what it meant.
    """

    kind: Kind
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Column:
    """One stored variable with the words and numbers that give it its meaning."""

    variable: Variable
    question: Question
    rated: RatedItem | None


def difference(old: Questionnaire, new: Questionnaire) -> Difference:
    """What changed from `old` to `new`, the gravest kind first."""
    before, after = _columns(old), _columns(new)
    changes: list[Change] = [
        *_gone_and_added(before, after),
        *(
            change
            for name, column in before.items()
            if name in after
            for change in _compare(column, after[name], old.language, new.language)
        ),
        *_order(before, after),
        *_frame(old, new),
    ]
    if not changes and old != new:
        changes = [_change("cosmetic", new.name, "presentation", "Something small changed in how it is shown.")]
    return together(changes)


def together(changes: Iterable[Change]) -> Difference:
    """All changes as one difference, which is as grave as the gravest."""
    ordered = sorted(changes, key=lambda change: -_Weight[change.kind])
    return Difference(ordered[0].kind if ordered else "same", tuple(ordered))


def _columns(questionnaire: Questionnaire) -> dict[str, _Column]:
    columns: dict[str, _Column] = {}
    for question in questionnaire.questions():
        rated = {item.name: item for item in question.rated_items()}
        for variable in question.variables():
            columns[variable.name] = _Column(variable, question, rated.get(variable.name))
    return columns


def _change(kind: Kind, name: str, what: str, text: str) -> Change:
    return Change(kind=kind, name=name, what=what, text=text)


def _gone_and_added(before: Mapping[str, _Column], after: Mapping[str, _Column]) -> Iterator[Change]:
    for name in before:
        if name not in after:
            yield _change("breaking", name, "removed", f"“{name}” is gone; its answers have no successor.")
    for name in after:
        if name not in before:
            yield _change("comparable", name, "added", f"“{name}” is new; earlier people were not asked.")


def _compare(old: _Column, new: _Column, old_language: str, new_language: str) -> Iterator[Change]:
    name = old.variable.name
    if old.variable.kind is not new.variable.kind:
        text = f"“{name}” was a {old.variable.kind} and is now a {new.variable.kind}."
        yield _change("breaking", name, "type", text)
        return
    if old.variable.parent is not None:
        return
    yield from _compare_codes(old, new)
    yield from _compare_words(old, new, old_language, new_language)
    yield from _compare_keying(old, new)
    yield from _compare_asking(old.question, new.question, name)


def _compare_codes(old: _Column, new: _Column) -> Iterator[Change]:
    name = old.variable.name
    if old.variable.kind in (VariableKind.POINT, VariableKind.CHECK):
        if old.variable.codes != new.variable.codes:
            text = f"The points of “{name}” changed: an answer no longer means what it meant."
            yield _change("breaking", name, "points", text)
        return
    for code in old.variable.codes:
        if code not in new.variable.codes:
            text = f"Option {code} of “{name}” is gone, with the answers that chose it."
            yield _change("breaking", name, "option_removed", text)
    for code in new.variable.codes:
        if code not in old.variable.codes:
            text = f"Option {code} of “{name}” is new; earlier people could not choose it."
            yield _change("comparable", name, "option_added", text)


def _compare_words(old: _Column, new: _Column, old_language: str, new_language: str) -> Iterator[Change]:
    name = old.variable.name
    was, now = (old.rated or old.question).text, (new.rated or new.question).text
    yield from _compare_text(was, now, name, old_language, new_language)
    yield from _compare_labels(old.variable.labels, new.variable.labels, name, old_language, new_language)


def _compare_text(old: LocalText, new: LocalText, name: str, old_language: str, new_language: str) -> Iterator[Change]:
    was, now = old.in_language(old_language, old_language), new.in_language(new_language, new_language)
    if alike(was, now):
        if old != new:
            yield _change("cosmetic", name, "wording", f"The words of “{name}” changed a little.")
    else:
        text = f"“{name}” now asks in other words: check that it still asks the same."
        yield _change("comparable", name, "rewritten", text)


def _compare_labels(
    old: Mapping[int, LocalText], new: Mapping[int, LocalText], name: str, old_language: str, new_language: str
) -> Iterator[Change]:
    was = {code: _plain(label, old_language) for code, label in old.items()}
    now = {code: _plain(label, new_language) for code, label in new.items()}
    for code in sorted(was.keys() & now.keys()):
        if was[code] != now[code] and now[code] in was.values():
            text = f"Code {code} of “{name}” now has the label another code had."
            yield _change("breaking", name, "labels_exchanged", text)
        elif not alike(was[code], now[code]):
            text = f"Code {code} of “{name}” is now called “{now[code]}” instead of “{was[code]}”."
            yield _change("comparable", name, "relabelled", text)
        elif old[code] != new[code]:
            yield _change("cosmetic", name, "label", f"The label of code {code} of “{name}” changed a little.")


def _plain(text: LocalText, language: str) -> str:
    return text.in_language(language, language).strip().casefold()


def alike(was: str, now: str) -> bool:
    """The same words; one "not" more is enough to make another question, so that likeness does not count."""
    return _WORDS.findall(was.casefold()) == _WORDS.findall(now.casefold())


def _compare_keying(old: _Column, new: _Column) -> Iterator[Change]:
    name = old.variable.name
    was, now = _keying(old), _keying(new)
    if was != now:
        text = f"“{name}” counts differently in its scale: earlier scores must be computed anew."
        yield _change("breaking", name, "keying", text)


def _keying(column: _Column) -> tuple[object, object]:
    return (None, False) if column.rated is None else (column.rated.scale, column.rated.reverse)


def _compare_asking(old: Question, new: Question, name: str) -> Iterator[Change]:
    """Who is asked, and what is accepted."""
    was, now = dict(old), dict(new)
    for field, text in _ASKING.items():
        if was.get(field) != now.get(field):
            yield _change("breaking" if field in _MEANING else "comparable", name, field, text.format(name=name))


_ASKING: Mapping[str, str] = {
    "show_if": "“{name}” is now shown to other people.",
    "required": "“{name}” changed between required and not.",
    "also_offer": "“{name}” now offers other ways not to answer.",
    "at_least": "“{name}” now asks for another number of options.",
    "at_most": "“{name}” now allows another number of options.",
    "minimum": "“{name}” now accepts other numbers.",
    "maximum": "“{name}” now accepts other numbers.",
    "decimals": "“{name}” is now given with another precision.",
    "max_length": "“{name}” now accepts texts of another length.",
    "expected": "“{name}” now expects another answer.",
    "facet": "“{name}” is now about something else in the report.",
    "unit": "“{name}” is now given in another unit.",
}
_MEANING = frozenset({"unit"})
"""What gives a stored answer another meaning."""


def _order(before: Mapping[str, _Column], after: Mapping[str, _Column]) -> Iterator[Change]:
    was = [name for name in before if name in after]
    now = [name for name in after if name in before]
    if was != now:
        yield _change("comparable", "", "order", "Questions are asked in another order.")


def _frame(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    """Pages, sections, languages: what lies around the questions."""
    if [(p.name, p.show_if) for p in old.pages()] != [(p.name, p.show_if) for p in new.pages()]:
        yield _change("comparable", "", "pages", "Pages were added, taken out, or are shown to other people.")
    gone = set(old.all_languages) - set(new.all_languages)
    if gone:
        yield _change("comparable", "", "languages", f"No longer in: {', '.join(sorted(gone))}.")
    if old.scales != new.scales:
        yield _change("cosmetic", "", "scales", "The list of scales changed.")
