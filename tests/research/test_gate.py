"""The gate goes by what every field is declared to be, and no two totals tell about a few people."""

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.declared import Cell, Fact, Number, OfPeople, People, Total
from research.disclosure import Rules, suppress
from research.disclosure.totals import Totals
from research.disclosure.walk import Each, Undeclared, Walk, forms, totals_in
from research.errors import caution
from research.said import Among, Count, Wrote
from research.summary.schema import Summary
from research.words.grammar import ENGLISH
from tests.summaries import summary_of

RULES = Rules()
RESEARCH = Path(__file__).resolve().parents[2] / "research"
SMALL = range(1, RULES.smallest_group)


def parts_of(kind: type[Fact], seen: set[type[Fact]]) -> set[type[Fact]]:
    """The part and all parts within it."""
    if kind not in seen:
        seen.add(kind)
        for form in forms(kind).values():
            inner = form
            while isinstance(inner, Each):
                inner = inner.of
            if isinstance(inner, type):
                parts_of(inner, seen)
    return seen


def test_every_field_of_a_summary_says_what_it_is() -> None:
    parts = parts_of(Summary, set())

    assert len(parts) > 40
    assert any(isinstance(form, Total) for part in parts for form in forms(part).values())


def test_a_share_names_a_base_that_stands_beside_it() -> None:
    for part in parts_of(Summary, set()):
        bases = {form.base for form in forms(part).values() if isinstance(form, OfPeople) and form.base}
        assert bases <= set(forms(part)), part


class Bare(Fact):
    """A figure that nobody declared."""

    n: int


class New(Fact):
    """Figures that no guard of a part knows."""

    n: People
    share: Annotated[Number, OfPeople("n")]


def walk() -> Walk:
    return Walk(RULES, Totals(RULES, everybody=100, sizes={}))


def test_a_field_that_does_not_say_what_it_is_is_refused() -> None:
    with pytest.raises(Undeclared, match=r"Bare\.n"):
        walk().through(Bare(n=300))


def test_a_figure_that_no_guard_knows_is_hidden_where_it_is_small() -> None:
    shown = walk().through(New(n=3, share=0.03))

    assert shown.n is shown.share is None
    assert walk().through(New(n=30, share=0.3)) == New(n=30, share=0.3)


@st.composite
def studies(draw: st.DrawFn) -> Summary:
    """A study of segments of any size, with a few people everywhere who did not answer, or belong nowhere."""
    sizes = {f"S{place}": draw(st.integers(0, 60)) for place in range(1, draw(st.integers(2, 4)) + 1)}
    assigned = sum(sizes.values())
    analysed = assigned + draw(st.integers(0, 15))
    return summary_of(
        {
            "data": {
                "n": analysed + draw(st.integers(0, 15)),
                "n_analysed": analysed,
                "n_assigned": assigned,
                "facets": {"demographics": 1, "values": 1},
            },
            "items": {f"q{place}": _item(draw, analysed) for place in range(3)},
            "screening": {"n_flagged": draw(st.integers(0, analysed)), "cutoffs": {"speed": 2.0}},
            "segments": {
                "codes": list(sizes),
                "sizes": sizes,
                "shares": {code: {"share": n / max(assigned, 1)} for code, n in sizes.items()},
                "n_unassigned": analysed - assigned,
                "profiles": [_table(draw, place, sizes) for place in range(2)],
                "same_passport": [_passport(draw, sizes)],
            },
            "personas": [_persona(draw, code, n) for code, n in sizes.items()],
            "typing_tool": {"n": assigned, "n_classified": draw(st.integers(0, assigned))},
        }
    )


def _item(draw: st.DrawFn, people: int) -> dict[str, Any]:
    n = people - draw(st.integers(0, min(people, 12)))
    return {"n": n, "missing": people - n, "distribution": {"1": 1.0}}


def _table(draw: st.DrawFn, place: int, sizes: dict[str, int]) -> dict[str, Any]:
    """Answers of most of each segment to a question of three options."""
    counts = {}
    for code, size in sizes.items():
        base = size - draw(st.integers(0, min(size, 12)))
        first = draw(st.integers(0, base))
        second = draw(st.integers(0, base - first))
        counts[code] = [first, second, base - first - second]
    population = [sum(column) for column in zip(*counts.values(), strict=True)]
    total = max(sum(population), 1)
    return {
        "variable": f"v{place}",
        "facet": "demographics",
        "type": "nominal",
        "role": "who",
        "options": [{"code": code, "label": f"{code}"} for code in range(3)],
        "counts": counts,
        "bases": {code: sum(row) for code, row in counts.items()},
        "shares": {code: [n / max(sum(row), 1) for n in row] for code, row in counts.items()},
        "population": population,
        "population_base": sum(population),
        "population_shares": [n / total for n in population],
    }


def _passport(draw: st.DrawFn, sizes: dict[str, int]) -> dict[str, Any]:
    counts = {code: draw(st.integers(0, n)) for code, n in sizes.items()}
    n = sum(counts.values()) + draw(st.integers(0, 12))
    shares = {code: count / max(n, 1) for code, count in counts.items()}
    return {"cell": "women of 25 to 34", "n": n, "counts": counts, "shares": shares, "population_shares": shares}


def _persona(draw: st.DrawFn, code: str, n: int) -> dict[str, Any]:
    answered = n - draw(st.integers(0, min(n, 12)))
    row = {"variable": "q0", "n": answered, "base_n": 100, "value": 3.0, "effect": 1.0, "marker": True, "q05": 1.0}
    rarity = {"n_match": draw(st.integers(0, answered)), "n": answered, "n_match_others": draw(st.integers(0, 60))}
    rarity["n_others"] = rarity["n_match_others"] + draw(st.integers(0, 60))
    return {"code": code, "n": n, "share": 0.2, "rarity": rarity, "defines": [row]}


def figures_in(value: Any, form: Any) -> Iterator[int]:
    """Every number of people that is shown."""
    if isinstance(value, Fact):
        for name, inner in forms(type(value)).items():
            yield from figures_in(getattr(value, name), inner)
    elif isinstance(form, Each):
        for each in value.values() if isinstance(value, dict) else value or ():
            yield from figures_in(each, form.of)
    elif isinstance(form, Cell | Total) and value is not None:
        yield value


@given(summary=studies())
@settings(max_examples=60, deadline=None)
def test_no_figure_about_a_few_people_leaves(summary: Summary) -> None:
    shown = suppress(summary, rules=RULES)

    assert not [n for n in figures_in(shown, Summary) if n in SMALL]


@given(summary=studies())
@settings(max_examples=60, deadline=None)
def test_no_two_totals_tell_of_a_few_people_by_their_difference(summary: Summary) -> None:
    shown = suppress(summary, rules=RULES)

    sizes = list(shown.segments.sizes.values())
    groups: dict[str | None, set[int]] = {None: set() if None in sizes else {sum(n or 0 for n in sizes)}}
    for total, segment, n in totals_in(shown):
        groups.setdefault(segment if total.of == "segment" else None, set()).add(n)
    for code, size in shown.segments.sizes.items():
        groups.setdefault(code, set()).update(() if size is None else (size,))
    for code, totals in groups.items():
        assert not [pair for pair in combinations(totals, 2) if abs(pair[0] - pair[1]) in SMALL], code


@given(summary=studies())
@settings(max_examples=60, deadline=None)
def test_no_table_adds_up_to_a_few_people_less_than_its_segment(summary: Summary) -> None:
    shown = suppress(summary, rules=RULES)

    for table in shown.segments.profiles:
        for code, row in table.counts.items():
            size = summary.segments.sizes[code] or 0
            if None not in row:
                assert size - sum(n or 0 for n in row) not in SMALL
    for cell in shown.segments.same_passport:
        if None not in cell.counts.values():
            assert (cell.n or 0) - sum(n or 0 for n in cell.counts.values()) not in SMALL


@given(summary=studies())
@settings(max_examples=40, deadline=None)
def test_the_methods_paragraph_is_made_from_what_is_shown(summary: Summary) -> None:
    told = suppress(summary, rules=RULES)

    methods = ENGLISH.paragraph(told.provenance.methods)
    n = told.data.n_analysed if told.data.n_analysed is not None else told.data.n_assigned
    assert methods.startswith("Answers of a few " if n is None else f"Answers of {n:,} ")
    if told.screening.n_flagged is None:
        assert "flagged fewer than 10 respondents" in methods


def test_the_schema_of_a_summary_says_of_every_figure_what_it_is() -> None:
    schema = Summary.model_json_schema(mode="serialization")

    assert schema["$defs"]["Data"]["properties"]["n_analysed"]["x-whyprint"] == "Total"
    jsonschema.validate(json.loads(summary_of({}).to_bytes()), schema)


def test_a_sentence_about_few_people_is_told_without_any_figure() -> None:
    said = [
        caution("outcome_left_out", n=Count(3), figure=0.3, outcome="Price"),
        caution("many_flagged", share=Among(295, 300), n=300),
        caution("cells_outside_codebook", cells=Wrote(["my name is Kim"]), n=3),
        caution("low_kmo", kmo=0.41),
    ]
    shown = suppress(summary_of({"warnings": said}), rules=RULES).warnings

    assert [warning.hidden for warning in shown] == [True, True, True, False]
    assert shown[0].texts == {"outcome": "Price"}
    assert "Kim" not in repr(shown)
    assert "0.3" not in repr(shown)
    assert shown[3].figures == {"kmo": 0.41}
