"""Two versions of a questionnaire: only what changed, and whether their answers can still stand side by side."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import Literal

from surveys.questionnaire.definition import Page, Questionnaire, Section
from surveys.questionnaire.pictures import pictures_in, same_picture
from surveys.questionnaire.question_types import Question, RatedItem, Variable, VariableKind
from surveys.questionnaire.question_types.typed_number import write_number
from surveys.questionnaire.texts import LocalText
from surveys.questionnaire.words import Words, ngettext
from surveys.questionnaire.words import gettext as _

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
    text: Words


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
        changes = [_change("cosmetic", new.name, "presentation", _("Something small changed in how it is shown."))]
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


def _change(kind: Kind, name: str, what: str, text: Words) -> Change:
    return Change(kind=kind, name=name, what=what, text=text)


def _gone_and_added(before: Mapping[str, _Column], after: Mapping[str, _Column]) -> Iterator[Change]:
    for name in before:
        if name not in after:
            yield _change(
                "breaking", name, "removed", _("“%(name)s” is gone; its answers have no successor.", name=name)
            )
    for name in after:
        if name not in before:
            yield _change(
                "comparable", name, "added", _("“%(name)s” is new; earlier people were not asked.", name=name)
            )


def _compare(old: _Column, new: _Column, old_language: str, new_language: str) -> Iterator[Change]:
    name = old.variable.name
    if old.variable.kind is not new.variable.kind:
        text = _("“%(name)s” is now answered in another way, and earlier answers do not fit.", name=name)
        yield _change("breaking", name, "type", text)
        return
    if old.variable.parent is not None:
        return
    yield from _compare_codes(old, new)
    yield from _compare_words(old, new, old_language, new_language)
    yield from _compare_keying(old, new)
    yield from _compare_asking(old.question, new.question, name)
    yield from _compare_parts(old.question, new.question, name)
    yield from _compare_pictures(old.question, new.question, name)


def _compare_codes(old: _Column, new: _Column) -> Iterator[Change]:
    name = old.variable.name
    if old.variable.kind in (VariableKind.POINT, VariableKind.CHECK):
        if old.variable.codes != new.variable.codes:
            text = _("The points of “%(name)s” changed: an answer no longer means what it meant.", name=name)
            yield _change("breaking", name, "points", text)
        return
    for code in old.variable.codes:
        if code not in new.variable.codes:
            text = _("Option %(code)s of “%(name)s” is gone, with the answers that chose it.", code=code, name=name)
            yield _change("breaking", name, "option_removed", text)
    for code in new.variable.codes:
        if code not in old.variable.codes:
            text = _("Option %(code)s of “%(name)s” is new; earlier people could not choose it.", code=code, name=name)
            yield _change("comparable", name, "option_added", text)


def _compare_words(old: _Column, new: _Column, old_language: str, new_language: str) -> Iterator[Change]:
    name = old.variable.name
    was, now = _asked(old), _asked(new)
    yield from _compare_text(was, now, name, old_language, new_language)
    yield from _compare_labels(old.variable.labels, new.variable.labels, name, old_language, new_language)


def _asked(column: _Column) -> LocalText:
    """What one column is about."""
    return column.variable.about or (column.rated or column.question).text


def _compare_text(old: LocalText, new: LocalText, name: str, old_language: str, new_language: str) -> Iterator[Change]:
    was, now = old.in_language(old_language, old_language), new.in_language(new_language, new_language)
    if alike(was, now):
        if old != new:
            yield _change("cosmetic", name, "wording", _("The words of “%(name)s” changed a little.", name=name))
    else:
        text = _("“%(name)s” now asks in other words: check that it still asks the same.", name=name)
        yield _change("comparable", name, "rewritten", text)


def _compare_labels(
    old: Mapping[int, LocalText], new: Mapping[int, LocalText], name: str, old_language: str, new_language: str
) -> Iterator[Change]:
    was = {code: _plain(label, old_language) for code, label in old.items()}
    now = {code: _plain(label, new_language) for code, label in new.items()}
    for code in sorted(was.keys() & now.keys()):
        if was[code] != now[code] and now[code] in was.values():
            text = _("Code %(code)s of “%(name)s” now has the label another code had.", code=code, name=name)
            yield _change("breaking", name, "labels_exchanged", text)
        elif not alike(was[code], now[code]):
            text = _(
                "Code %(code)s of “%(name)s” is now called “%(now)s” instead of “%(was)s”.",
                code=code,
                name=name,
                now=now[code],
                was=was[code],
            )
            yield _change("comparable", name, "relabelled", text)
        elif old[code] != new[code]:
            yield _change(
                "cosmetic",
                name,
                "label",
                _("The label of code %(code)s of “%(name)s” changed a little.", code=code, name=name),
            )


def _plain(text: LocalText, language: str) -> str:
    return text.in_language(language, language).strip().casefold()


def alike(was: str, now: str) -> bool:
    """The same words; one "not" more is enough to make another question, so that likeness does not count."""
    return _WORDS.findall(was.casefold()) == _WORDS.findall(now.casefold())


def _compare_keying(old: _Column, new: _Column) -> Iterator[Change]:
    name = old.variable.name
    was, now = _keying(old), _keying(new)
    if was != now:
        text = _("“%(name)s” counts differently in its scale: earlier scores must be computed anew.", name=name)
        yield _change("breaking", name, "keying", text)


def _keying(column: _Column) -> tuple[object, object]:
    return (None, False) if column.rated is None else (column.rated.scale, column.rated.reverse)


def _compare_asking(old: Question, new: Question, name: str) -> Iterator[Change]:
    """Who is asked, and what is accepted."""
    was, now = dict(old), dict(new)
    for field, words in _asking(name).items():
        if was.get(field) != now.get(field):
            yield _change("breaking" if field in _MEANING else "comparable", name, field, words)
    for field, label in _BOUNDS.items():
        if was.get(field) != now.get(field):
            kind: Kind = "breaking" if field in old.decides_answers else "comparable"
            yield _change(
                kind, name, field, label(name=name, was=_written(was.get(field)), now=_written(now.get(field)))
            )


def _written(bound: object) -> str:
    if bound is None:
        return "–"
    return write_number(bound) if isinstance(bound, int | float) else str(bound)


def _compare_parts(old: Question, new: Question, name: str) -> Iterator[Change]:
    """Who sees which of its options or items; a part that is added or gone is said elsewhere."""
    if {c for _place, c in old.inner_conditions()} != {c for _place, c in new.inner_conditions()}:
        text = _("Parts of “%(name)s” are now shown to other people.", name=name)
        yield _change("comparable", name, "parts", text)


def _compare_pictures(old: Question, new: Question, name: str) -> Iterator[Change]:
    """Whether people look at something else; words for who does not see a picture are not what is compared."""
    was, now = list(pictures_in(old)), list(pictures_in(new))
    if len(was) != len(now) or any(not same_picture(*pair) for pair in zip(was, now, strict=True)):
        text = _("“%(name)s” now shows other pictures: check that it still asks the same.", name=name)
        yield _change("comparable", name, "pictures", text)


def _asking(name: str) -> Mapping[str, Words]:
    parts = _("Parts of “%(name)s” are now shown to other people.", name=name)
    return {
        "show_if": _("“%(name)s” is now shown to other people.", name=name),
        "carry_forward": parts,
        "pick": parts,
        "order": _("“%(name)s” now comes in another order.", name=name),
        "fixed_last": _("“%(name)s” now comes in another order.", name=name),
        "required": _("“%(name)s” changed between required and not.", name=name),
        "also_offer": _("“%(name)s” now offers other ways not to answer.", name=name),
        "decimals": _("“%(name)s” is now given with another precision.", name=name),
        "expected": _("“%(name)s” now expects another answer.", name=name),
        "facet": _("“%(name)s” is now about something else in the report.", name=name),
        "precision": _("“%(name)s” is now given with another precision.", name=name),
        "top": _("“%(name)s” now asks for another number of options.", name=name),
        "total": _("“%(name)s” now accepts other numbers.", name=name),
        "unit": _("“%(name)s” is now given in another unit.", name=name),
    }


_BOUNDS: Mapping[str, Callable[..., Words]] = {
    "minimum": partial(_, "The smallest number of “%(name)s” is now %(now)s (before: %(was)s)."),
    "maximum": partial(_, "The largest number of “%(name)s” is now %(now)s (before: %(was)s)."),
    "step": partial(_, "One step of “%(name)s” is now %(now)s (before: %(was)s)."),
    "earliest": partial(_, "The earliest date of “%(name)s” is now %(now)s (before: %(was)s)."),
    "latest": partial(_, "The latest date of “%(name)s” is now %(now)s (before: %(was)s)."),
    "max_length": partial(_, "“%(name)s” now takes %(now)s characters at most (before: %(was)s)."),
    "pattern": partial(_, "“%(name)s” now takes texts of the form %(now)s (before: %(was)s)."),
    "at_least": partial(_, "“%(name)s” now asks for %(now)s options at least (before: %(was)s)."),
    "at_most": partial(_, "“%(name)s” now allows %(now)s options at most (before: %(was)s)."),
}
"""What limits an answer: its meaning stays, but for a line that is the answer's measure."""
_MEANING = frozenset({"precision", "top", "total", "unit"})
"""What gives a stored answer another meaning."""


def _order(before: Mapping[str, _Column], after: Mapping[str, _Column]) -> Iterator[Change]:
    was = [name for name in before if name in after]
    now = [name for name in after if name in before]
    if was != now:
        yield _change("comparable", "", "order", _("Questions are asked in another order."))


def _shown_pages(questionnaire: Questionnaire) -> list[tuple[object, ...]]:
    """Which pages there are, and for whom."""
    return [
        (page.name, *_for_whom(page), *_for_whom(section), questionnaire.screen_out)
        for section in questionnaire.sections
        for page in section.pages
    ]


def _for_whom(place: Page | Section) -> tuple[object, ...]:
    return place.show_if, place.screen_out, place.order, place.pick


def _quotas(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    """Whom a study takes decides nothing about what an answer means."""
    was, now = ({quota.name: quota for quota in each.quotas} for each in (old, new))
    for name in sorted(was.keys() - now.keys()):
        yield _change("comparable", name, "quota", _("The quota “%(name)s” is gone.", name=name))
    for name, quota in now.items():
        before = was.get(name)
        if before is None:
            yield _change("comparable", name, "quota", _("The quota “%(name)s” is new.", name=name))
        elif before.limit != quota.limit:
            text = ngettext(
                "The quota “%(name)s” takes one person instead of %(was)s.",
                "The quota “%(name)s” takes %(now)s people instead of %(was)s.",
                quota.limit,
                name=name,
                now=quota.limit,
                was=before.limit,
            )
            yield _change("comparable", name, "quota", text)
        elif before != quota:
            yield _change(
                "comparable", name, "quota", _("The quota “%(name)s” counts people in another way.", name=name)
            )


def _frame(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    """Pages, sections, languages: what lies around the questions."""
    if _shown_pages(old) != _shown_pages(new):
        yield _change("comparable", "", "pages", _("Pages were added, taken out, or are shown to other people."))
    yield from _quotas(old, new)
    gone = set(old.all_languages) - set(new.all_languages)
    if gone:
        yield _change(
            "comparable", "", "languages", _("No longer in: %(languages)s.", languages=", ".join(sorted(gone)))
        )
    if old.scales != new.scales:
        yield _change("cosmetic", "", "scales", _("The list of scales changed."))
