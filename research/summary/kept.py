"""What the segments that were kept are, in a word; loads nothing that computes."""

from research.said import Said, say
from research.summary.schema.segmented import Segments

NOT_BY_VERDICT = ("cut", "levels")
"""Sets that are told as what they are: a verdict says only how often they come back."""


def kept_as(found: Segments) -> Said:
    """Kinds, a division, a cut, levels or nothing."""
    return say(f"kept_{found.kind_of_set if found.kind_of_set in NOT_BY_VERDICT else found.verdict}")
