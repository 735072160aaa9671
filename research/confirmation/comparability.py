"""Only the words about invariance: which level holds, and whether personas may be compared across groups."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from research.confirmation.fit import ConfirmatoryFit
from research.errors import Caution, written

Level = Literal["none", "configural", "metric", "scalar", "strict"]
Comparison = Literal["yes", "with_care", "no"]

CFI_DROP = 0.010
RMSEA_RISE = 0.015
UNACCEPTABLE_CFI = 0.90
UNACCEPTABLE_RMSEA = 0.10
SMALL_SAMPLE = 300
CLOSE = 0.001

WORDS: dict[Level, str] = {
    "none": "The scales do not describe the answers in these groups.",
    "configural": "The same items go together in all groups, but not to the same degree.",
    "metric": "Items go with their scales to the same degree in all groups, but start from different levels.",
    "scalar": "Items go with their scales to the same degree and start from the same level in all groups.",
    "strict": "Items measure their scales in the same way and as exactly in all groups.",
}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the steps mean for a comparison.

    Parameters
    ----------
    level : {"none", "configural", "metric", "scalar", "strict"}
    comparison : {"yes", "with_care", "no"}
    words, sentence : str
    cautions : tuple of Caution
    """

    level: Level
    comparison: Comparison
    words: str
    sentence: str
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
    configural, group = fits["configural"], _quoted(group)
    level, close = _level(steps, configural), _close(steps, cfi_drop)
    comparison: Comparison = "no"
    if level in ("scalar", "strict"):
        comparison = "with_care" if configural.poor or close else "yes"
    return Verdict(
        level=level,
        comparison=comparison,
        words=WORDS[level],
        sentence=_sentence(level, comparison, group, differing, configural),
        cautions=_cautions(level, comparison, group, configural, n=n, close=close),
    )


def _quoted(group: str) -> str:
    """The words of a question set apart from the sentence around them."""
    return f"“{group}”" if " " in group else group


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
) -> str:
    if comparison == "yes":
        return f"Personas may be compared across {group}: the scales mean the same in all groups."
    if comparison == "with_care":
        why = (
            f"the scales themselves fit poorly (CFI {configural.cfi:.3f}, RMSEA {configural.rmsea:.3f})"
            if configural.poor
            else "the evidence is close to the cut-off"
        )
        return f"Personas may be compared across {group} with care: the scales work alike in all groups, but {why}."
    first = ", ".join(dict.fromkeys(differing.head(6)["item"].astype(str)).keys())
    reasons = {
        "none": "the scales do not describe the answers, so nothing can be compared.",
        "configural": f"the same answers do not mean the same in all groups (look first at {first}). "
        "Make personas for each group by itself.",
        "metric": f"people with the same trait answer some items differently (look first at {first}). "
        "How scales go together may be compared; averages and shares may not.",
    }
    return f"Do not compare personas across {group}: {reasons[level]}"


def _cautions(
    level: Level, comparison: Comparison, group: str, configural: ConfirmatoryFit, *, n: int, close: bool
) -> tuple[Caution, ...]:
    said = []
    if comparison == "no":
        said.append(
            written(
                "not_comparable_across_groups",
                text=f"Measurement is not the same across {group}: {WORDS[level]}",
                advice="Do not compare personas across these groups; reword or leave out the items that differ.",
                severity="stop",
                where=(group,),
            )
        )
    if configural.poor:
        said.append(
            written(
                "poor_configural_fit",
                text=f"Even without equal loadings the scales fit poorly in these groups (CFI {configural.cfi:.3f}, "
                f"RMSEA {configural.rmsea:.3f}, SRMR {configural.srmr:.3f}), so changes of fit say less.",
                advice="Confirm the scales in all respondents first.",
                where=(group,),
            )
        )
    if close:
        said.append(
            written(
                "invariance_close_to_cut_off",
                text="CFI falls by almost exactly the cut-off, so the verdict could have gone the other way.",
                advice="Look at the items that differ most, and repeat with new answers.",
                where=(group,),
            )
        )
    if n <= SMALL_SAMPLE:
        said.append(
            written(
                "few_people_for_invariance",
                text=f"There are {n} respondents in all groups together.",
                advice="With 300 or fewer, use the stricter cut-offs .005 (CFI) and .010 (RMSEA).",
                where=(group,),
            )
        )
    return tuple(said)
