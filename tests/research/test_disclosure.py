"""No figure about too few people leaves, and none can be computed back from what is shown."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from research.disclosure import Rules, hide_small_cells, suppress
from research.errors import BadPlan, caution
from research.said import Among, Wrote, say
from research.summary.schema.told import Defining, Persona, Statement
from research.summary.wording import statement
from research.words.grammar import ENGLISH
from tests import told
from tests.summaries import part, summary_of

RULES = Rules()
tables = arrays(int, st.tuples(st.integers(2, 6), st.integers(2, 7)), elements=st.integers(0, 60))


@given(counts=tables)
def test_no_small_cell_is_shown(counts: np.ndarray) -> None:
    hidden = hide_small_cells(counts, rules=RULES)

    shown = counts[~hidden]
    assert not ((shown > 0) & (shown < RULES.smallest_group)).any()


@given(counts=tables)
def test_a_hidden_cell_cannot_be_had_by_taking_the_shown_ones_from_the_total(counts: np.ndarray) -> None:
    hidden = hide_small_cells(counts, rules=RULES)

    for line, mask in [*zip(counts, hidden, strict=True), *zip(counts.T, hidden.T, strict=True)]:
        if mask.any() and not mask.all():
            assert mask.sum() >= 2
            assert line[mask].sum() >= RULES.smallest_group


@given(counts=tables, seed=st.integers(0, 1000))
@settings(max_examples=50)
def test_a_table_without_small_cells_is_shown_whole(counts: np.ndarray, seed: int) -> None:
    assert not hide_small_cells(counts + RULES.smallest_group, rules=RULES).any()


def test_a_threshold_of_one_is_no_threshold() -> None:
    with pytest.raises(BadPlan):
        Rules(smallest_group=1)


def _summary() -> dict:
    """Two segments of 100 and 40 people, one question; two people of the small segment chose the last option."""
    counts = {"S1": [50, 50, 0], "S2": [20, 18, 2]}
    table = {
        "variable": "region",
        "text": "Region",
        "facet": "demographics",
        "type": "nominal",
        "role": "who",
        "options": [{"code": code, "label": label} for code, label in enumerate(["north", "south", "islands"])],
        "counts": counts,
        "bases": {"S1": 100, "S2": 40},
        "shares": {code: [n / sum(row) for n in row] for code, row in counts.items()},
        "population": [70, 68, 2],
        "population_base": 140,
        "population_shares": [0.5, 68 / 140, 2 / 140],
    }
    persona = {"defines": [], "statements": [], "attitudes": [], "who": [], "why": [], "facets": {}, "scores": {}}
    return {
        "data": {"facets": {"demographics": 1}},
        "items": {"region": {"n": 140, "distribution": {"0": 0.5, "1": 68 / 140, "2": 2 / 140}}},
        "screening": {"n_flagged": 3, "share_flagged": 0.02, "reasons": {"speed": {"n": 3, "share": 0.02}}},
        "segments": {
            "codes": ["S1", "S2"],
            "sizes": {"S1": 100, "S2": 40},
            "shares": {"S1": {"share": 0.7}, "S2": {"share": 0.3}},
            "profiles": [table],
            "same_passport": [{"cell": "x", "n": 34, "counts": {"S1": 31, "S2": 3}, "shares": {"S1": 0.9, "S2": 0.1}}],
            "n_unassigned": 0,
        },
        "personas": [
            {**persona, "code": "S1", "n": 100, "rarity": {"n_match": 4, "n": 100}},
            {**persona, "code": "S2", "n": 40, "rarity": {"n_match": 20, "n": 40}},
        ],
        "typing_tool": {"confusion": {"S1": {"S1": 0.97, "S2": 0.03}}},
    }


def test_the_gate_hides_small_figures_wherever_they_stand() -> None:
    summary = _summary()

    shown = suppress(summary_of(summary), rules=RULES)

    table = shown.segments.profiles[0]
    assert table.counts["S2"][2] is None
    assert table.shares["S2"][2] is None
    assert table.population[2] is None
    assert shown.items["region"].distribution["2"] is None
    assert shown.screening.reasons["speed"].n is None
    assert shown.screening.n_flagged is None
    assert shown.segments.same_passport[0].counts == {"S1": None, "S2": None}
    assert shown.personas[0].rarity.n_match is None
    assert shown.personas[1].rarity.n_match == 20
    assert not shown.typing_tool.confusion
    assert shown.disclosure.smallest_group == 10


def test_the_gate_leaves_the_summary_of_the_research_team_alone() -> None:
    summary = summary_of(_summary())

    suppress(summary, rules=RULES)

    assert summary == summary_of(_summary())


def test_no_card_is_finer_than_its_table() -> None:
    shown = suppress(summary_of(_summary()), rules=RULES)

    for persona in shown.personas:
        rows = [*persona.who, *persona.why, *persona.facets["demographics"].rows]
        assert all(row.share is not None and row.n >= 10 for row in rows)


def test_a_segment_of_a_few_people_disappears_with_company() -> None:
    summary = _summary()
    summary["segments"]["sizes"]["S2"] = 6
    summary["personas"][1]["n"] = 6

    shown = suppress(summary_of(summary), rules=RULES)

    assert shown.segments.sizes == {"S1": None, "S2": None}
    assert shown.personas[1].n is None


def test_sentences_carry_no_figure_that_the_tables_hide() -> None:
    summary = _summary()
    summary["segments"]["sizes"]["S2"] = 6
    summary["segments"]["across"] = [{"k": 2, "next": 3, "transition": [[60, 38, 2], [20, 20, 0]]}]
    summary["screening"]["cutoffs"] = {"speed": 1.0}
    summary["warnings"] = [
        caution("cells_outside_codebook", cells=Wrote(["line 8, column q1: '9' is not a number"]), where=["q1"]),
        caution("small_segment", share=Among(6, 140), where=["S2"]),
        sparse := caution("no_segments", why=say("portrait_like_everybody")),
    ]

    shown = suppress(summary_of(summary), rules=RULES)

    texts = list(map(told.text, shown.warnings))
    assert not any("line 8" in text or "4.3" in text for text in texts)
    assert texts[2] == told.text(sparse)
    assert "flagged fewer than 10 respondents, whose answers were kept." in ENGLISH.paragraph(shown.provenance.methods)
    assert shown.segments.across[0].transition[0][2] is None


@pytest.mark.parametrize("n_classified", [4, 137])
def test_a_short_form_says_nothing_of_a_few_people_it_can_or_cannot_place(n_classified: int) -> None:
    summary = _summary()
    summary["typing_tool"] |= {
        "n": 140,
        "n_classified": n_classified,
        "classified_share": n_classified / 140,
        "hit_rate": 0.8,
        "hit_rate_classified": 1.0,
        "hit_low_classified": 0.9,
        "hit_high_classified": 1.0,
    }

    tool = suppress(summary_of(summary), rules=RULES).typing_tool

    assert tool.n_classified is tool.classified_share is tool.hit_rate_classified is None
    assert tool.hit_rate == 0.8


@pytest.mark.parametrize(("base", "shown"), [(29, 0), (30, 1)])
def test_a_statement_in_shares_needs_as_many_people_as_a_percentage(base: int, shown: int) -> None:
    row = part(
        Defining, variable="q1", text="I cook", type="binary", effect=1.0, marker=True, n=base, base_n=300,
        value=0.5, population=0.2, scale_low=0, scale_high=1, high_label="yes",
    )  # fmt: skip
    said = part(Statement, text=statement(row), variable="q1", base=base)
    persona = part(Persona, code="S1", n=140, statements=[said], defines=[row])
    segments = {"codes": ["S1"], "sizes": {"S1": 140}, "shares": {"S1": {"share": 1.0}}}
    summary = {"segments": segments, "personas": [persona]}

    assert len(suppress(summary_of(summary), rules=RULES).personas[0].statements) == shown
