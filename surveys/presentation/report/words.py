"""Figures and codes in words that a marketer reads."""

from datetime import date

from babel.dates import format_date

from research.declared import Number
from research.summary.schema import Summary
from research.summary.schema.segmented import Profile
from research.summary.schema.told import Persona, Row, Trait
from research.summary.telling import sentence_of
from research.words import figures
from surveys.words import gettext as _
from surveys.words import grammar

NOTHING = "–"
LEVELS = frozenset({"name_of_level", "name_of_lowest_level", "name_of_highest_level"})
"""Names that say where a segment lies on one thing, and not who its people are."""
AROUND_AN_ITEM = "_around"
"""How the codes of the thirds of a dimension end that has no name of its own."""


def day_words(day: date) -> str:
    return format_date(day, "d MMMM y", locale="en_GB")


def called(persona: Persona) -> str:
    """A persona in a table or a sentence: by its code alone where it has no name."""
    name = name_of(persona)
    if persona.called is not None and persona.called.code in LEVELS:
        return _("%(code)s (%(level)s)", code=persona.code, level=name[:1].lower() + name[1:])
    return f"{persona.code} {name}".strip()


def name_of(persona: Persona) -> str:
    """Empty where it has none."""
    return "" if persona.called is None else grammar().text(persona.called)


def told(row: Row | Trait) -> str:
    """A row of a card in one line, the answer and what it answers."""
    main, detail = figures.answer_words(row, grammar())
    if not detail:
        return main
    if row.option:
        return _("%(answer)s (%(question)s)", answer=main, question=detail)
    if detail.isdigit():
        return _("%(question)s: %(answer)s", answer=detail, question=main)
    if row.type == "ordinal" and row.label.code != "answer" and not main.endswith("?"):
        return _("%(answer)s to “%(statement)s”", answer=detail, statement=main.rstrip("."))
    return _("%(answer)s (%(question)s)", answer=detail.rstrip("."), question=main)


def dimension_words(published: Summary, name: str) -> str:
    """A dimension in a sentence; one that has its name from a single item is not that item."""
    words = published.factors.labels.get(name, name)
    if any(table.variable == name and _is_around_an_item(table) for table in published.segments.profiles):
        return _("the dimension around “%(item)s”", item=words)
    return _("“%(what)s”", what=words)


def _is_around_an_item(table: Profile) -> bool:
    return any(option.said.code.endswith(AROUND_AN_ITEM) for option in table.options)


def heading(row: Row) -> str:
    """A row of a card as a sentence: the share of them, then that of everybody."""
    return grammar().text(sentence_of(row))


def weighted_words() -> str:
    """Why a share is not simply so many of so many."""
    return _("Shares count people by their survey weights.")


def counted(n: int | None) -> str:
    return _("few") if n is None else grammar().number(n)


def percent(share: Number) -> str:
    return NOTHING if share is None else grammar().percent(share)


def plain(value: Number) -> str:
    return NOTHING if value is None else grammar().number(value, ".2f")


def signed(value: Number) -> str:
    return NOTHING if value is None else grammar().number(value, "+.2f")


def whole(value: Number) -> str:
    """An index."""
    return NOTHING if value is None else grammar().number(value, ".0f")


def points(share: float) -> str:
    """A difference of shares."""
    return grammar().number(100 * abs(share), ".0f")


def interval(low: Number, high: Number) -> str:
    """An interval of shares."""
    if low is None or high is None:
        return NOTHING
    return between(grammar().number(100 * low, ".0f"), percent(high))


def between(low: str, high: str) -> str:
    """An interval whose ends are told."""
    return _("%(low)s to %(high)s", low=low, high=high)


def facet_words() -> dict[str, str]:
    return {
        "demographics": _("Demographics"),
        "firmographics": _("Work and company"),
        "values": _("Values"),
        "lifestyle": _("Lifestyle"),
        "personality": _("Personality"),
        "opinions": _("Opinions"),
        "needs": _("Needs"),
        "pain_points": _("Pain points"),
        "objections": _("Objections"),
        "preferences": _("Preferences and interests"),
        "engagement": _("Engagement"),
        "funnel_stage": _("Funnel stage"),
        "purchase": _("Purchases and habits"),
        "brand": _("Brand"),
        "outcome": _("Outcomes"),
    }
