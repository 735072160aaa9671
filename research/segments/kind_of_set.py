"""What a set of segments is: kinds of people, a division, a cut of a continuum, levels of one thing, or nothing.

One fact, so that a headline, a light and a paragraph never say three things:

- **kinds**: there is room between them, they come back, and more often than in data without groups.
- **division**: they come back more often than in data without groups, but people shade from one into the next.
- **cut**: they come back no more often than in data without groups, or only in part: a continuum, cut for use.
- **levels**: all of them lie along one dimension, whether or not there is room between them.
- **none**: no number of segments comes back.
"""

from typing import Literal

KindOfSet = Literal["kinds", "division", "cut", "levels", "none"]
FOUND_AGAIN: frozenset[KindOfSet] = frozenset({"kinds", "division"})
"""Sets whose coming back says something about people; data without groups, and any line, come back when cut."""


def kind_of_set(verdict: str, *, supported: bool, on_a_line: bool) -> KindOfSet:
    """Say what a set is.

    Parameters
    ----------
    verdict : {"natural", "reproducible", "constructed", "none"}
        See `research.segments.verdict`.
    supported : bool
        Whether the kept number comes back more often than in every data set without groups.
    on_a_line : bool
        Whether all segments lie along one dimension.
    """
    if verdict not in ("natural", "reproducible", "constructed"):
        return "none"
    if on_a_line:
        return "levels"
    if not supported or verdict == "constructed":
        return "cut"
    return "kinds" if verdict == "natural" else "division"
