"""What a report says about where it comes from, beside the figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Context:
    """The study and the analysis that a report is about.

    Parameters
    ----------
    title : str
    version : int or None
        Number of the analysis.
    published_on : date or None
    simulated : bool
    note : str
        What the study says about its data.
    accepted : sequence of str
        Codes of the stops that somebody accepted before publishing.
    stale : bool
        Somebody whose answers are in it took their consent back since.
    checked : tuple of (str, int or None, date) or None
        Verdict of the newest comparison with new answers ("stable", "drifting", "changed"), how many there were at
        least (None: few), and when.
    some_left_out : bool
        People were left out at random, so that nobody can tell who left since an earlier report.
    """

    title: str
    version: int | None = None
    published_on: date | None = None
    simulated: bool = False
    note: str = ""
    accepted: Sequence[str] = field(default_factory=tuple)
    stale: bool = False
    checked: tuple[str, int | None, date] | None = None
    some_left_out: bool = False
