"""Reality checks, themes and weighted shares, solved with all else that is published: nobody is told of a few."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest

from research.disclosure import Rules, gate, personas, suppress
from research.disclosure.solving import gather, passports
from research.disclosure.tables import guard_profile
from research.disclosure.walk import Walk
from research.summary.schema import Summary
from tests.open_samples import sample_question
from tests.research.attacker import NONE, Attacker, groups_of
from tests.summaries import summary_of

RULES = Rules()
OPTIONS = {"gender": ["1", "2"], "region": ["1", "2", "3"], "theme": ["0", "1"]}
WEIGHTS = {"1": 0.6, "2": 1.5}
ASKED = ("gender", "region")


def crowd(seed: int) -> pd.DataFrame:
    """People of three segments; `theme` is whether they wrote of it, and the empty word is no answer."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(120, 500))
    people = pd.DataFrame({"segment": rng.choice(["S1", "S2", "S3"], n, p=rng.dirichlet(np.full(3, 4.0)))})
    for name, codes in OPTIONS.items():
        shares = {segment: rng.dirichlet(np.full(len(codes), 2.0)) for segment in ("S1", "S2", "S3")}
        people[name] = [rng.choice(codes, p=shares[segment]) for segment in people["segment"]]
        people.loc[rng.choice(n, int(rng.choice([0, 3, 14])), replace=False), name] = NONE
    return people


def told(people: pd.DataFrame, weights: Mapping[str, float] | None = None) -> Summary:
    """The summary of an analysis of these people; with weights, by gender."""
    w = people["gender"].map(weights or {}).fillna(1.0).astype(float)
    sizes = {code: int(n) for code, n in people["segment"].value_counts().sort_index().items()}
    of = {code: float(w[people["segment"] == code].sum() / w.sum()) for code in sizes}
    return summary_of({
        "data": {"n": len(people), "n_analysed": len(people), "n_assigned": len(people), "weighted": bool(weights),
                 "facets": {"demographics": 2}, "weighting": _weighting(people, weights)},
        "segments": {"codes": list(sizes), "sizes": sizes, "n_unassigned": 0,
                     "shares": {code: {"share": share} for code, share in of.items()},
                     "profiles": [_table(people, name, w) for name in ASKED],
                     "same_passport": _passports(people, list(sizes), w),
                     "open_text": [_theme(people, list(sizes))]},
        "personas": [{"code": code, "n": n, "rarity": _rarity(people, code)} for code, n in sizes.items()],
        "provenance": {"plan": {"margins": {"gender": {"1": 0.5, "2": 0.5}}} if weights else {}},
    })  # fmt: skip


def _weighting(people: pd.DataFrame, weights: Mapping[str, float] | None) -> dict[str, Any] | None:
    if weights is None:
        return None
    counts = {code: int(sum(people["gender"] == code)) for code in OPTIONS["gender"]}
    answered = sum(counts.values())
    rows = [
        {"variable": "gender", "code": int(code), "label": code, "n": n, "before": n / answered,
         "target": weights[code] * n / answered, "after": weights[code] * n / answered}
        for code, n in counts.items()
    ]  # fmt: skip
    return {"margins": rows}


def _table(people: pd.DataFrame, name: str, w: pd.Series) -> dict[str, Any]:
    known = people[people[name] != NONE]
    counts = pd.crosstab(known["segment"], known[name]).reindex(columns=OPTIONS[name], fill_value=0)
    weighted = pd.crosstab(known["segment"], known[name], w.loc[known.index], aggfunc="sum")
    weighted = weighted.reindex(columns=OPTIONS[name]).fillna(0.0)
    return {
        "variable": name, "type": "nominal", "role": "who", "facet": "demographics",
        "options": [{"code": int(code), "label": code} for code in OPTIONS[name]],
        "counts": {code: row.tolist() for code, row in counts.iterrows()}, "bases": counts.sum(axis=1).to_dict(),
        "shares": {code: (row / row.sum()).tolist() for code, row in weighted.iterrows()},
        "population": counts.sum().tolist(), "population_base": len(known),
        "population_shares": (weighted.sum() / weighted.to_numpy().sum()).tolist(),
    }  # fmt: skip


def _passports(people: pd.DataFrame, codes: list[str], w: pd.Series) -> list[dict[str, Any]]:
    known = people[(people["gender"] != NONE) & (people["region"] != NONE)]
    found = []
    for (gender, region), cell in known.groupby(["gender", "region"]):
        counts = cell["segment"].value_counts().reindex(codes, fill_value=0)
        shares = w.loc[cell.index].groupby(cell["segment"]).sum().reindex(codes, fill_value=0.0)
        found.append({
            "cell": f"{gender}, {region}", "n": len(cell), "counts": counts.to_dict(),
            "where": {"gender": (int(gender), int(gender)), "region": (int(region), int(region))},
            "shares": (shares / shares.sum()).to_dict(), "population_shares": dict.fromkeys(codes, 0.3),
        })  # fmt: skip
    return sorted(found, key=lambda cell: -cell["n"])[:2]


LINES = {"S1": (("gender", 0, True), ("region", 0, False)), "S2": (("gender", 0, True), ("region", 0, False)),
         "S3": (("gender", 0, True),)}  # fmt: skip
"""Per segment the traits of its card: a question, the place of an answer, and whether it is given more often."""


def _rarity(people: pd.DataFrame, code: str) -> dict[str, Any]:
    lines = LINES[code]
    answered, match = np.ones(len(people), bool), np.ones(len(people), bool)
    for name, place, more in lines:
        answered &= (people[name] != NONE).to_numpy()
        match &= ((people[name] == OPTIONS[name][place]).to_numpy() == more) & (people[name] != NONE).to_numpy()
    own = (people["segment"] == code).to_numpy()
    return {"n_match": int((match & own).sum()), "n": int((answered & own).sum()),
            "n_match_others": int((match & ~own).sum()), "n_others": int((answered & ~own).sum()),
            "lines": [{"variable": name, "text": name, "label": "x", "type": "nominal", "place": place, "more": more,
                       "formed": False} for name, place, more in lines]}  # fmt: skip


def _theme(people: pd.DataFrame, codes: list[str]) -> Any:
    wrote = people[people["theme"] != NONE]
    speak = wrote[wrote["theme"] == "1"]
    count = {code: int(sum(speak["segment"] == code)) for code in codes}
    return sample_question(
        counts={"T1": list(count.values())}, bases={code: int(sum(wrote["segment"] == code)) for code in codes}
    )


@pytest.fixture(autouse=True)
def _cards_say_what_was_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their lines are made up here, to meet in several cards: what is attacked are the numbers beside them."""
    monkeypatch.setattr(personas, "_counted_as_shown", lambda persona: persona)


def surely_few(shown: Summary, people: pd.DataFrame) -> list[tuple[dict[str, str], int, tuple[float, float]]]:
    """Groups of a few people that an attacker is sure of."""
    attacker = Attacker(shown, OPTIONS, RULES, whole=False)
    found = []
    for group, n in groups_of(people, *GROUPS):
        if RULES.is_small(n):
            low, high = attacker.bounds(
                lambda kind, group=group: all(kind[name] == code for name, code in group.items())
            )
            if low >= 1 and high < RULES.smallest_group:
                found.append((group, n, (low, high)))
    return found


GROUPS = (("segment", "gender"), ("segment", "region"), ("gender", "region"), ("segment", "gender", "region"),
          ("segment", "theme"), ("theme",))  # fmt: skip


@pytest.mark.parametrize("seed", [3, 6])
def test_reality_checks_and_themes_beside_all_else_tell_of_no_few(seed: int) -> None:
    people = crowd(seed)

    assert not surely_few(suppress(told(people), rules=RULES), people)


@pytest.mark.parametrize("seed", [3, 6])
def test_the_attack_finds_what_unguarded_reality_checks_tell(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personas, "guard_rarities", lambda cards, _segments, **_rules: list(cards))
    monkeypatch.setattr(passports, "_checked", lambda *_known: None)
    people = crowd(seed)

    assert surely_few(suppress(told(people), rules=RULES), people)


@pytest.mark.parametrize("seed", [3, 30])
def test_weighted_shares_beside_all_else_tell_of_no_few(seed: int) -> None:
    people = crowd(seed)

    assert not surely_few(suppress(told(people, WEIGHTS), rules=RULES), people)


@pytest.mark.parametrize("seed", [3, 30])
def test_the_attack_finds_what_counts_beside_weighted_shares_tell(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "weights_of", lambda *_known: {})
    monkeypatch.setattr(passports, "weights_of", lambda *_known: {})
    monkeypatch.setattr(gate, "Walk", lambda rules, totals, **_roughly: Walk(rules, totals))
    monkeypatch.setattr(
        gate, "guard_profile", lambda table, *, weighted, **of: guard_profile(table, weighted=not weighted, **of)
    )
    people = crowd(seed)

    assert surely_few(suppress(told(people, WEIGHTS), rules=RULES), people)


@pytest.mark.parametrize("seed", range(12))
def test_no_card_says_that_few_people_are_all_that_it_says(seed: int) -> None:
    """Several lines of a card together may be true of a few people; then no number says so, of its people or others."""
    people = crowd(seed)
    for persona in suppress(told(people), rules=RULES).personas:
        true, shown = _rarity(people, persona.code), persona.rarity
        for name in ("n_match", "n_match_others"):
            assert getattr(shown, name) in (None, true[name])
            assert not RULES.is_small(getattr(shown, name) or 0)
            assert not (RULES.is_small(true[name]) and getattr(shown, name) is not None)
