"""Whoever solves all shown numbers of a report together is sure of no group of a few people."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.disclosure import Rules, gate, suppress
from research.disclosure.solving.system import NEGLIGIBLE, Solver, System
from research.summary.schema import Summary
from tests.research.attacker import NONE, Attacker, groups_of
from tests.summaries import summary_of

RULES = Rules()
OPTIONS = {"gender": ["1", "2"], "region": ["1", "2", "3"], "q": ["1", "2", "3", "4", "5"]}
LABELS = {"gender": "nominal", "region": "nominal", "q": "ordinal"}


def crowd(seed: int) -> pd.DataFrame:
    """People with small groups everywhere; the empty word is no answer, or no segment."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(90, 500))
    segments = [f"S{place}" for place in range(1, int(rng.integers(2, 4)) + 1)]
    people = pd.DataFrame({"segment": rng.choice(segments, n, p=rng.dirichlet(np.full(len(segments), 4.0)))})
    for name, codes in OPTIONS.items():
        shares = {segment: rng.dirichlet(np.full(len(codes), 0.9)) for segment in segments}
        people[name] = [rng.choice(codes, p=shares[segment]) for segment in people["segment"]]
        people.loc[rng.choice(n, int(rng.choice([0, 3, 7, 14])), replace=False), name] = NONE
    people.loc[rng.choice(n, int(rng.choice([0, 4, 12])), replace=False), "segment"] = NONE
    return people


def told(people: pd.DataFrame) -> Summary:
    """The summary of an analysis of these people, before the gate."""
    placed = people[people["segment"] != NONE]
    sizes = {code: int(n) for code, n in placed["segment"].value_counts().sort_index().items()}
    complete = people[(people["gender"] != NONE) & (people["q"] != NONE)]
    return summary_of({
        "data": {"n": len(people), "n_analysed": len(people), "n_assigned": len(placed),
                 "facets": {"demographics": 2, "values": 1},
                 "weighting": {"margins": [
                     {"variable": "region", "code": int(code), "label": code, "n": int(sum(people["region"] == code))}
                     for code in OPTIONS["region"]]}},
        "items": {"q": _item(people["q"])},
        "factors": {"invariance": {
            "group": "gender", "groups": complete["gender"].value_counts().sort_index().to_dict(),
            "left_out": len(people) - len(complete)}},
        "segments": {"codes": list(sizes), "sizes": sizes, "n_unassigned": len(people) - len(placed),
                     "shares": {code: {"share": n / len(placed)} for code, n in sizes.items()},
                     "profiles": [_table(placed, name) for name in OPTIONS],
                     "same_passport": _passports(placed, list(sizes))},
        "personas": [{"code": code, "n": n, "defines": [_mean(placed, code)]} for code, n in sizes.items()],
        "provenance": {"plan": {"compare_across": "gender", "margins": {"region": {"1": 0.5}}}},
    })  # fmt: skip


def _item(answers: pd.Series) -> dict[str, Any]:
    known = answers[answers != NONE]
    shares = {code: float(n) / len(known) for code, n in known.value_counts().sort_index().items()}
    mean = float(known.astype(int).mean())
    return {"text": "q", "type": "ordinal", "low": 1, "high": 5, "n": len(known), "missing": len(answers) - len(known),
            "distribution": shares, "mean": mean, "sd": 1.0}  # fmt: skip


def _table(placed: pd.DataFrame, name: str) -> dict[str, Any]:
    known = placed[placed[name] != NONE]
    table = pd.crosstab(known["segment"], known[name]).reindex(
        index=sorted(placed["segment"].unique()), columns=OPTIONS[name], fill_value=0
    )
    everybody = table.sum()
    return {
        "variable": name, "type": LABELS[name], "role": "maker" if name == "q" else "who",
        "facet": "values" if name == "q" else "demographics",
        "options": [{"code": int(code), "label": code} for code in OPTIONS[name]],
        "counts": {code: row.tolist() for code, row in table.iterrows()},
        "bases": table.sum(axis=1).to_dict(),
        "shares": {code: (row / max(row.sum(), 1)).tolist() for code, row in table.iterrows()},
        "population": everybody.tolist(), "population_base": int(everybody.sum()),
        "population_shares": (everybody / max(everybody.sum(), 1)).tolist(),
    }  # fmt: skip


def _passports(placed: pd.DataFrame, codes: list[str]) -> list[dict[str, Any]]:
    known = placed[(placed["gender"] != NONE) & (placed["region"] != NONE)]
    found = []
    for (gender, region), cell in known.groupby(["gender", "region"]):
        counts = cell["segment"].value_counts().reindex(codes, fill_value=0)
        if len(cell) >= RULES.smallest_group:
            found.append({
                "cell": f"{gender}, {region}", "n": len(cell), "counts": counts.to_dict(),
                "where": {"gender": (int(gender), int(gender)), "region": (int(region), int(region))},
                "shares": (counts / len(cell)).to_dict(), "population_shares": dict.fromkeys(codes, 0.5),
            })  # fmt: skip
    return sorted(found, key=lambda cell: -cell["n"])[:3]


def _mean(placed: pd.DataFrame, code: str) -> dict[str, Any]:
    known = placed[placed["q"] != NONE]
    own = known[known["segment"] == code]["q"].astype(int)
    return {"variable": "q", "type": "ordinal", "value": float(own.mean()) if len(own) else None, "n": len(own),
            "population": float(known["q"].astype(int).mean()), "base_n": len(known), "effect": 0.5, "marker": True,
            "scale_low": 1, "scale_high": 5}  # fmt: skip


def surely_few(
    shown: Summary, people: pd.DataFrame, *, whole: bool = False
) -> list[tuple[dict[str, str], int, tuple[float, float]]]:
    """Groups of a few people that an attacker is sure of: some are in it, and fewer than may be counted."""
    attacker = Attacker(shown, OPTIONS, RULES, whole=whole)
    placed = people[people["segment"] != NONE]
    asked = [*groups_of(people, *((name,) for name in OPTIONS)),
             *groups_of(placed, *(("segment", name) for name in OPTIONS), ("gender", "region"))]  # fmt: skip
    found = []
    for group, n in asked:
        if RULES.is_small(n):
            placed_too = group.keys() != {"q"} and "segment" not in group and len(group) > 1

            def among(kind: Any, group: dict[str, str] = group, placed_too: bool = placed_too) -> bool:
                inside = all(kind[name] == code for name, code in group.items())
                return inside and (kind["segment"] != NONE or not placed_too)

            low, high = attacker.bounds(among)
            if low >= 1 and high < RULES.smallest_group:
                found.append((group, n, (low, high)))
    return found


@pytest.mark.parametrize("seed", [1, 2, 4, 5, 9, 21])
def test_all_shown_numbers_together_tell_of_no_group_of_a_few_people(seed: int) -> None:
    people = crowd(seed)

    assert not surely_few(suppress(told(people), rules=RULES), people)


@pytest.mark.parametrize("seed", [2, 4, 9])
def test_without_solving_some_groups_are_told(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The attack finds what it is to find, so that finding nothing means something."""
    monkeypatch.setattr(gate.Audit, "what_to_hide", lambda _audit, _shown: frozenset())
    people = crowd(seed)

    assert surely_few(suppress(told(people), rules=RULES), people)


def test_a_few_who_are_left_of_a_larger_group_take_a_figure_with_them() -> None:
    """105 of one answer beside 100 of these in the north: five are elsewhere, and their segments were told."""
    shown = suppress(told(_north()), rules=RULES)

    women = shown.segments.profiles[0].population[0]
    in_the_north = [cell.n for cell in shown.segments.same_passport if cell.where["gender"] == (1, 1)]
    assert women == 105
    assert all(n is None or women - n not in range(1, RULES.smallest_group) for n in in_the_north)


def _north() -> pd.DataFrame:
    kinds = [("S1", "1", "1", 60), ("S1", "1", "2", 3), ("S2", "1", "1", 40), ("S2", "1", "2", 2), ("S1", "2", "1", 70),
             ("S2", "2", "2", 90), ("S2", "2", "3", 50)]  # fmt: skip
    lines = [(*kind, "3") for *kind, n in kinds for _person in range(n)]
    return pd.DataFrame(lines, columns=["segment", "gender", "region", "q"])


def test_who_did_not_answer_an_item_is_told_of_no_few_by_a_stray_number() -> None:
    """Who answered and who did not are together who was analysed: three more than are in segments."""
    people = _north()
    people = pd.concat([people, people.head(3).assign(segment=NONE)], ignore_index=True)
    people.loc[people.index[:15], "q"] = NONE
    shown = suppress(told(people), rules=RULES)

    item, assigned = shown.items["q"], shown.data.n_assigned
    assert item.n is None or item.missing is None or item.n + item.missing - (assigned or 0) not in range(1, 10)


@pytest.mark.parametrize("seed", [21])
def test_people_who_are_whole_numbers_are_told_no_more_surely(seed: int) -> None:
    """Fractions of people do not hide anybody: the solver of the gate knows no whole numbers, this one does."""
    people = crowd(seed)

    assert not surely_few(suppress(told(people), rules=RULES), people, whole=True)


@pytest.mark.parametrize("seed", range(12))
def test_no_text_names_a_combination_of_traits_that_few_people_have(seed: int) -> None:
    """People alike in several answers are named only where enough of them are in segments."""
    people = crowd(seed)
    placed = people[people["segment"] != NONE]
    for cell in suppress(told(people), rules=RULES).segments.same_passport:
        alike = placed
        for name, (low, high) in cell.where.items():
            known = alike[alike[name] != NONE]
            alike = known[known[name].astype(int).between(low, high)]
        assert not RULES.is_small(len(alike))


@given(
    cells=st.lists(st.tuples(*[st.integers(0, 40)] * 3), min_size=2, max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_a_segment_in_two_versions_tells_of_no_few_who_moved(cells: list[tuple[int, int, int]]) -> None:
    """Per answer: who stays in a segment, who goes, who comes. Shown are both tables, without cells of few people."""
    system = System()
    for answer, (stay, go, come) in enumerate(cells):
        for parts, n in ((("stay", "go"), stay + go), (("stay", "come"), stay + come)):
            if not RULES.is_small(n):
                system.knows({(answer, part): 1.0 for part in parts}, n, n)
    solver = Solver(system.known)
    for group in ("go", "come"):
        everywhere = {(answer, group): 1.0 for answer in range(len(cells))}
        for some in (everywhere, *({unknown: 1.0} for unknown in everywhere)):
            low, high = solver.lowest(some).value, -solver.highest(some).value
            assert not (low > NEGLIGIBLE and abs(high) < RULES.smallest_group)
