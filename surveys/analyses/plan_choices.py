"""What one study offers to choose from on its plan form."""

from collections import Counter

from research.codebook import BEHAVIOUR_FACETS, DEMOGRAPHIC_FACETS, PSYCHOGRAPHIC_FACETS, Codebook, Item
from surveys.presentation.words import facet_words
from surveys.services.analyses.request_analysis import can_be_compared, can_be_raked
from surveys.services.answers.answer_language import NAME as LANGUAGE
from surveys.web.words import ngettext

OUTCOME_FACETS = frozenset(BEHAVIOUR_FACETS)
FEWEST_ITEMS = 3
"""A scale of fewer items cannot be confirmed."""


def analysable(codebook: Codebook) -> list[Item]:
    """What can be factored: ratings and yes-or-no answers, options of multiple choices included."""
    return [item for item in codebook if item.type in ("ordinal", "binary")]


def possible_outcomes(codebook: Codebook) -> list[Item]:
    """What demographics and psychographics may compete to explain."""
    return [item for item in codebook if item.facet in OUTCOME_FACETS and item.type != "text"]


def facet_choices(codebook: Codebook) -> list[tuple[str, str]]:
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


def comparable(codebook: Codebook) -> list[tuple[str, str]]:
    """What people may be told apart by, to see whether scales mean the same; the language of the answers first."""
    found = [item for item in codebook if can_be_compared(item)]
    return [(item.name, item.words) for item in sorted(found, key=lambda item: item.name != LANGUAGE)]


def testable_scales(codebook: Codebook) -> list[str]:
    """Scales with items enough to be confirmed, in words."""
    members = codebook.scale_items()
    return [scale.words for scale in codebook.scales if len(members.get(scale.name, ())) >= FEWEST_ITEMS]


def has_open_questions(codebook: Codebook) -> bool:
    return any(item.type == "text" for item in codebook)
