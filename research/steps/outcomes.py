"""What the views compete to explain: outcomes that stand apart from what made the segments, and those that do not."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from research.codebook import Codebook, Item, asks_the_same
from research.errors import BadPlan, Caution, caution
from research.plan import AnalysisPlan
from research.said import Said, say
from research.steps.select import known_item

OUTCOME_FACETS = ("outcome", "purchase")
MOSTLY = 0.8
"""Share of the questions about one thing from which they are attitudes to that thing."""


def outcome_items(codebook: Codebook, plan: AnalysisPlan) -> list[Item]:
    """What demographics and psychographics compete to explain."""
    if plan.outcomes is not None:
        return [known_item(codebook, name, "outcomes") for name in plan.outcomes]
    return [item for item in codebook.with_facets(OUTCOME_FACETS) if item.is_coded and item.group is None]


def refuse_circles(codebook: Codebook, plan: AnalysisPlan, makers: Sequence[str]) -> None:
    """Refuse a plan whose outcomes are among the questions that make the segments, or of the same scale or question.

    Raises
    ------
    BadPlan
        Naming them.
    """
    if plan.outcomes is None:
        return
    circles = [item.name for item in outcome_items(codebook, plan) if _same_as(item, codebook, makers)]
    if circles:
        items = sorted({name for circle in circles for name in _same_as(codebook[circle], codebook, makers)})
        raise BadPlan("outcome_forms_groups", where=("outcomes",), outcomes=circles, items=items)


def outcomes_apart(
    codebook: Codebook, plan: AnalysisPlan, makers: Sequence[str]
) -> tuple[list[Item], tuple[Caution, ...]]:
    """Outcomes that can be explained by the segments without a circle; those of a facet that cannot are left out."""
    found = outcome_items(codebook, plan)
    circles = [item.name for item in found if _same_as(item, codebook, makers)]
    said = caution("outcome_formed_groups", where=circles, outcomes=circles)
    return [item for item in found if item.name not in circles], (said,) if circles else ()


def subject_of(codebook: Codebook, makers: Sequence[str]) -> Said | None:
    """The one thing that nearly all of these questions are about: the brand, or what they call by its name."""
    items = [codebook[name] for name in makers if name in codebook]
    if not items:
        return None
    if sum(item.facet == "brand" for item in items) >= MOSTLY * len(items):
        return say("the_brand")
    named = sorted(_names(codebook), key=lambda name: (-_mentions(name, items), -len(name), name))
    if named and _mentions(named[0], items) >= MOSTLY * len(items):
        return say("quoted_answer", label=named[0])
    return None


def _same_as(outcome: Item, codebook: Codebook, makers: Sequence[str]) -> list[str]:
    return [name for name in makers if name in codebook and asks_the_same(codebook[name], outcome)]


def _names(codebook: Codebook) -> set[str]:
    """Words with a capital within a sentence, together where they stand together: names of things, places, brands."""
    return {name for item in codebook for name in _capitals(item.text)}


def _capitals(text: str) -> Iterator[str]:
    words = [word.strip("“”\"'.,;:!?()") for word in text.split()][1:]  # the first one begins the sentence
    for named, run in groupby(words, key=_is_name):
        if named:
            yield " ".join(run)


def _is_name(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and not word.isupper()


def _mentions(name: str, items: Sequence[Item]) -> int:
    return sum(name.casefold() in item.text.casefold() for item in items)
