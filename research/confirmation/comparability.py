"""What invariance means: which level holds, and whether personas may be compared across groups."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from research.confirmation.fit import ConfirmatoryFit
from research.errors import Caution, caution
from research.said import Count, Said, say

Level = Literal["none", "configural", "metric", "scalar", "strict"]
Comparison = Literal["yes", "with_care", "no"]

CFI_DROP = 0.010
RMSEA_RISE = 0.015
UNACCEPTABLE_CFI = 0.90
UNACCEPTABLE_RMSEA = 0.10
SMALL_SAMPLE = 300
CLOSE = 0.001


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the steps mean for a comparison.

    Parameters
    ----------
    level : {"none", "configural", "metric", "scalar", "strict"}
    comparison : {"yes", "with_care", "no"}
    words, sentence : Said
    cautions : tuple of Caution
    """

    level: Level
    comparison: Comparison
    words: Said
    sentence: Said
    cautions: tuple[Caution, ...]


def judge(
    steps: pd.DataFrame,
    fits: dict[str, ConfirmatoryFit],
    group: str,
    differing: pd.DataFrame,
    *,
    n: int,
    cfi_drop: float = CFI_DROP,
) -> Verdict:
    """Say what the steps mean.

    Parameters
    ----------
    steps : DataFrame
        As in `Invariance.steps`.
    fits : dict of str to ConfirmatoryFit
    group : str
        What the groups differ in.
    differing : DataFrame
        Items that differ most, the first first.
    n : int
        Respondents in all groups.
    cfi_drop : float
        Cut-off of the steps.
    """
    configural = fits["configural"]
    level, close = _level(steps, configural), _close(steps, cfi_drop)
    comparison: Comparison = "no"
    if level in ("scalar", "strict"):
        comparison = "with_care" if configural.poor or close else "yes"
    return Verdict(
        level=level,
        comparison=comparison,
        words=_words(level),
        sentence=_sentence(level, comparison, group, differing, configural),
        cautions=_cautions(level, comparison, group, configural, n=n, close=close),
    )


def _words(level: Level) -> Said:
    return say(f"measured_{level}")


def _level(steps: pd.DataFrame, configural: ConfirmatoryFit) -> Level:
    if configural.cfi < UNACCEPTABLE_CFI and configural.rmsea > UNACCEPTABLE_RMSEA:
        return "none"
    reached: Level = "configural"
    ladder: tuple[Level, ...] = ("metric", "scalar", "strict")
    for step in ladder:
        if not steps.loc[step, "holds"]:
            break
        reached = step
    return reached


def _close(steps: pd.DataFrame, cfi_drop: float) -> bool:
    """Say whether a step that comparisons need is within a thousandth of the cut-off for CFI."""
    needed = steps.loc[["metric", "scalar"], "cfi_change"]
    return bool(((needed + cfi_drop).abs() < CLOSE).any())


def _sentence(
    level: Level, comparison: Comparison, group: str, differing: pd.DataFrame, configural: ConfirmatoryFit
) -> Said:
    if comparison == "yes":
        return say("comparable", group=group)
    if comparison == "with_care" and configural.poor:
        return say("comparable_though_poor", group=group, cfi=configural.cfi, rmsea=configural.rmsea)
    if comparison == "with_care":
        return say("comparable_though_close", group=group)
    return say(f"incomparable_{level}", group=group, items=list(dict.fromkeys(differing.head(6)["item"].astype(str))))


def _cautions(
    level: Level, comparison: Comparison, group: str, configural: ConfirmatoryFit, *, n: int, close: bool
) -> tuple[Caution, ...]:
    said, where = [], (group,)
    if comparison == "no":
        why = _words(level)
        said.append(caution("not_comparable_across_groups", group=group, why=why, severity="stop", where=where))
    if configural.poor:
        cfi, rmsea, srmr = configural.cfi, configural.rmsea, configural.srmr
        said.append(caution("poor_configural_fit", cfi=cfi, rmsea=rmsea, srmr=srmr, where=where))
    if close:
        said.append(caution("invariance_close_to_cut_off", where=where))
    if n <= SMALL_SAMPLE:
        said.append(caution("few_people_for_invariance", n=Count(n), where=where))
    return tuple(said)
