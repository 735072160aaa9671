"""What one study offers to choose from on its plan form."""

from collections import Counter
from collections.abc import Callable, Mapping

from research.choices import Choice, Column, Kind, Names, OneOf
from research.codebook import BEHAVIOUR_FACETS, DEMOGRAPHIC_FACETS, PSYCHOGRAPHIC_FACETS, Codebook, Item
from surveys.presentation.words import advised_words, facet_words
from surveys.services.analyses.request_analysis import can_be_compared, can_be_raked
from surveys.services.answers.answer_language import NAME as LANGUAGE
from surveys.words import ngettext, word

OUTCOME_FACETS = frozenset(BEHAVIOUR_FACETS)
FEWEST_ITEMS = 3
"""A scale of fewer items cannot be confirmed."""

Options = list[tuple[str, str]]


def options_of(name: str, kind: Kind, codebook: Codebook) -> Options:
    """Codes with their words: of a choice of words, or what the study asked; none for what is typed."""
    if isinstance(kind, OneOf):
        return [(code, advised_words(name, code)) for code in kind.options]
    if isinstance(kind, Names):
        return _ASKED[kind.of](codebook)
    if isinstance(kind, Column):
        return [("", word(kind.nothing)), *_ASKED[kind.of](codebook)]
    return []


def is_offered(choice: Choice, codebook: Codebook) -> bool:
    """Whether the study asked what this choice is about."""
    if choice.needs is not None and not _NEEDED[choice.needs](codebook):
        return False
    return not isinstance(choice.kind, Names | Column) or bool(_ASKED[choice.kind.of](codebook))


def analysable(codebook: Codebook) -> list[Item]:
    """What can be factored: ratings, sliders and yes-or-no answers, options of multiple choices included."""
    return [item for item in codebook if item.is_rated]


def possible_outcomes(codebook: Codebook) -> list[Item]:
    """What demographics and psychographics may compete to explain."""
    return [item for item in codebook if item.facet in OUTCOME_FACETS and item.type != "text"]


def facet_choices(codebook: Codebook) -> Options:
    """Facets with rating items and how many of these, what moves people first; options of one question do not count."""
    counts = Counter(item.facet for item in analysable(codebook) if item.group is None)
    return [
        (facet, ngettext("%(facet)s (one item)", "%(facet)s (%(num)d items)", counts[facet], facet=facet_words(facet)))
        for facet in (*PSYCHOGRAPHIC_FACETS, *BEHAVIOUR_FACETS, *DEMOGRAPHIC_FACETS)
        if counts[facet]
    ]


def rakable(codebook: Codebook) -> list[Item]:
    """Questions whose shares in the population somebody may know: single choices about who people are."""
    return [item for item in codebook if item.facet in DEMOGRAPHIC_FACETS and can_be_raked(item)]


def comparable(codebook: Codebook) -> list[Item]:
    """What people may be told apart by, to see whether scales mean the same; the language of the answers first."""
    return sorted(filter(can_be_compared, codebook), key=lambda item: item.name != LANGUAGE)


def testable_scales(codebook: Codebook) -> list[str]:
    """Scales with items enough to be confirmed, in words."""
    members = codebook.scale_items()
    return [scale.words for scale in codebook.scales if len(members.get(scale.name, ())) >= FEWEST_ITEMS]


def _named(items: list[Item]) -> Options:
    return [(item.name, item.words) for item in items]


_ASKED: Mapping[str, Callable[[Codebook], Options]] = {
    "facets": facet_choices,
    "ratings": lambda codebook: _named(analysable(codebook)),
    "outcomes": lambda codebook: _named(possible_outcomes(codebook)),
    "numbers": lambda codebook: _named([item for item in codebook if item.type == "numeric" and item.facet is None]),
    "groups": lambda codebook: _named(comparable(codebook)),
}
_NEEDED: Mapping[str, Callable[[Codebook], bool]] = {
    "scales": lambda codebook: bool(testable_scales(codebook)),
    "open_questions": lambda codebook: any(item.type == "text" for item in codebook),
    "demographics": lambda codebook: bool(rakable(codebook)),
}
