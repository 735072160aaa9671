"""Only a comparison of waves as plain values for pages, files and databases; no person is in them."""

from typing import Any

import pandas as pd

from research.errors import Caution
from research.summary.plain import number
from research.tracking.drift import Drift, chance_agreement
from research.tracking.frozen import FrozenSolution
from research.words.grammar import in_words

WORDS = {
    "stable": "The personas still hold: in the new wave the same dimensions and the same groups come back.",
    "drifting": "The personas still describe people, but people have moved.",
    "changed": "The personas no longer describe the new wave.",
}
ADVICE = {
    "stable": "Go on using them; compare again with the next wave.",
    "drifting": "Use the new shares, and look at what moved before you rely on single figures.",
    "changed": "Run a new analysis on the new answers, and build the personas again from it.",
}


def tell_drift(frozen: FrozenSolution, drift: Drift) -> dict[str, Any]:
    """Say what came out, in plain values.

    Parameters
    ----------
    frozen : FrozenSolution
    drift : Drift

    Returns
    -------
    dict
        `verdict words advice reasons people typed smallest_shift agreement agreement_chance shares levels profiles
        dimensions correlations before cautions`; shares run from 0 to 1, levels and profiles are in standard
        deviations of the first wave, what could not be computed is None.
    """
    again = drift.refit
    return {
        "verdict": drift.verdict,
        "words": WORDS[drift.verdict],
        "advice": ADVICE[drift.verdict],
        "reasons": list(drift.reasons),
        "people": int(drift.people),
        "typed": int(drift.typed),
        "smallest_shift": number(drift.smallest_shift),
        "agreement": number(drift.agreement),
        "agreement_chance": None if again is None else number(chance_agreement(frozen, again)),
        "shares": _by_segment(frozen, drift.shares),
        "profiles": _by_segment(frozen, drift.profiles),
        "levels": _lines(drift.levels, "name"),
        "dimensions": _dimensions(frozen, drift),
        "correlations": None
        if again is None
        else {"distance": number(again.distance), "chance": number(again.distance_high)},
        "before": {
            "study": frozen.study,
            "people": int(frozen.people),
            "fingerprint": frozen.fingerprint,
            "data_fingerprint": frozen.data_fingerprint,
            "library": frozen.library,
        },
        "cautions": [_caution(each) for each in drift.cautions],
    }


def _by_segment(frozen: FrozenSolution, found: pd.DataFrame) -> list[dict[str, Any]]:
    names = {segment.code: segment.name for segment in frozen.segments}
    return [{**line, "name": names[line["code"]]} for line in _lines(found, "code")]


def _lines(found: pd.DataFrame, key: str) -> list[dict[str, Any]]:
    return [
        {key: str(name)} | {str(column): _plain(value) for column, value in row.items()}
        for name, row in found.iterrows()
    ]


def _plain(value: object) -> str | float | int | None:
    return value if isinstance(value, str) else number(value)


def _dimensions(frozen: FrozenSolution, drift: Drift) -> list[dict[str, Any]]:
    if drift.congruence is None:
        return []
    words = {dimension.name: dimension.words for dimension in frozen.dimensions}
    return [{**line, "words": words[line["name"]]} for line in _lines(drift.congruence, "name")]


def _caution(caution: Caution) -> dict[str, Any]:
    return {
        "code": caution.code,
        **in_words(caution),
        "severity": caution.severity,
        "where": list(caution.where),
    }
