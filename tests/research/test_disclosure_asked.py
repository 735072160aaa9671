"""No small number of people leaves in the parts that a plan asks for, in figures or in sentences."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from research.disclosure import Rules, suppress
from research.errors import caution
from research.said import Among, Count, say
from research.summary.schema import Summary
from research.words.grammar import ENGLISH
from tests import told
from tests.summaries import summary_of

RULES = Rules()
SMALL = range(1, RULES.smallest_group)
FIT = dict.fromkeys(("chi2", "p", "cfi", "tli", "rmsea", "rmsea_low", "rmsea_high", "srmr"), 0.5) | {"df": 20}


def _table(variable: str, population: list[int]) -> dict[str, Any]:
    total = sum(population)
    return {
        "variable": variable,
        "text": variable,
        "facet": "demographics",
        "type": "nominal",
        "role": "who",
        "options": [{"code": place, "label": f"{variable} {place}"} for place in range(len(population))],
        "counts": {"S1": list(population), "S2": [0] * len(population)},
        "bases": {"S1": total, "S2": 0},
        "shares": {"S1": [n / max(total, 1) for n in population], "S2": [0.0] * len(population)},
        "population": list(population),
        "population_base": total,
        "population_shares": [n / max(total, 1) for n in population],
    }


def _margins(counts: list[int]) -> list[dict[str, Any]]:
    return [
        {
            "variable": "region",
            "text": "Region",
            "code": place,
            "label": f"region {place}",
            "n": n,
            "target": 1 / len(counts),
            "before": n / max(sum(counts), 1),
            "after": 1 / len(counts),
        }
        for place, n in enumerate(counts)
    ]


@st.composite
def summaries(draw: st.DrawFn) -> Summary:
    """A summary whose asked-for parts hold any sizes, in agreement with each other as those of one study are."""
    margins = draw(st.lists(st.integers(0, 60), min_size=2, max_size=5))
    n = max(sum(margins) + draw(st.integers(0, 30)), 30)
    unassigned = [draw(st.integers(0, min(count, 12))) for count in margins]
    groups = draw(st.lists(st.integers(1, 60), min_size=2, max_size=4))
    groups = groups if sum(groups) <= n else [n // 2, n - n // 2]
    assigned = n - sum(unassigned)
    complete = draw(st.integers(0, assigned))
    sizes = {"S1": assigned - min(complete, 8), "S2": min(complete, 8)}
    certain = draw(st.integers(0, assigned))
    labels = [f"gender {place}" for place in range(len(groups))]
    summary: dict[str, Any] = {
        "data": {
            "n_analysed": n,
            "n_assigned": assigned,
            "weighted": True,
            "facets": {},
            "weighting": {
                "base": None,
                "efficiency": 0.8123,
                "design_effect": 1.2311,
                "effective_n": 0.8123 * n,
                "rounds": 4,
                "trimmed": draw(st.integers(0, n)),
                "margins": _margins(margins),
            },
        },
        "correlations": {"kind": "pearson", "n_effective": 0.8123 * n},
        "factors": {
            "confirmation": {
                "estimator": "ml",
                "missing": "listwise",
                "n": complete,
                "left_out": n - complete,
                "fit": FIT,
                "loadings": [],
            },
            "invariance": {
                "group": "Gender",
                "groups": dict(zip(labels, groups, strict=True)),
                "left_out": n - sum(groups),
                "level": "metric",
                "factor_means": {label: {"warm": 0.1} for label in labels},
                "differing": [{"item": "q1", "what": "loading", "group": labels[0], "chi2": 9.0}],
            },
        },
        "segments": {
            "codes": ["S1", "S2"],
            "sizes": sizes,
            "shares": {code: {"share": size / max(assigned, 1)} for code, size in sizes.items()},
            "n_unassigned": n - assigned,
            "profiles": [
                _table("region", [count - lost for count, lost in zip(margins, unassigned, strict=True)]),
                _table("gender", [max(count - 2, 0) for count in groups]),
            ],
            "bases": {
                "k": 2,
                "people": complete,
                "recommended": "items",
                "recommendation": "Group people by items.",
                "lines": [{"basis": "items", "words": "items"}],
                "agreement": {},
                "left_out": {"age": {"items": 0.1}},
            },
            "methods": {"k": 2, "words": "", "agreement": {}, "sizes": {"kmeans": [assigned - 3, 3]}},
            "certainty": {
                "replicates": 100,
                "failed": 2,
                "segments": {code: {"share": 0.5, "low": 0.4, "high": 0.6, "jaccard": 0.9} for code in sizes},
                "certain_share": certain / max(assigned, 1),
            },
        },
        "personas": [],
        "provenance": {"plan": {"margins": {"region": {"0": 0.5}}, "compare_across": "gender", "trim": None}},
        "warnings": [
            caution("many_left_out", left_out=Among(n - complete, n)),
            caution("few_people_for_model", n=Count(complete), estimates=20),
            caution("target_variable_unanswered", n=Count(n - sum(margins))),
            caution("invariance_not_tested", group="gender", why=say("few_respondents_remain", n=Count(4), items=9)),
            caution("item_bases_set_aside", n=Count(7), of=Count(300)),
        ],
    }
    return summary_of(summary)


def _counts_of_margins(shown: Summary) -> list[int | None]:
    return [row.n for row in shown.data.weighting.margins]


@given(summary=summaries())
@settings(max_examples=40, deadline=None)
def test_no_small_count_is_shown_in_any_asked_for_part(summary: Summary) -> None:
    shown = suppress(summary, rules=RULES)

    counts = [
        *_counts_of_margins(shown),
        shown.data.weighting.trimmed,
        shown.factors.confirmation.n,
        shown.factors.confirmation.left_out,
        *shown.factors.invariance.groups.values(),
        shown.factors.invariance.left_out,
        shown.segments.bases.people,
    ]
    assert not any(n in SMALL for n in counts if n is not None)
    assert shown.segments.methods.sizes == shown.segments.bases.left_out == {}
    assert shown.factors.invariance.differing == []


@given(summary=summaries())
@settings(max_examples=40, deadline=None)
def test_no_hidden_count_is_what_the_shown_ones_leave_of_everybody(summary: Summary) -> None:
    shown = suppress(summary, rules=RULES)

    everybody = shown.data.n_analysed
    for line in (_counts_of_margins(shown), list(shown.factors.invariance.groups.values())):
        assert everybody - sum(n for n in line if n is not None) not in SMALL
    for n in (shown.factors.confirmation.n, shown.segments.bases.people):
        if n is not None:
            assert everybody - n not in SMALL
            assert shown.data.n_assigned - n not in SMALL


@given(summary=summaries())
@settings(max_examples=40, deadline=None)
def test_a_count_beside_its_table_does_not_tell_how_the_few_others_answered(summary: Summary) -> None:
    shown = suppress(summary, rules=RULES)

    for table, line in zip(
        shown.segments.profiles,
        (_counts_of_margins(shown), list(shown.factors.invariance.groups.values())),
        strict=True,
    ):
        for n, in_segments in zip(line, table.population, strict=True):
            assert n is None or in_segments is None or abs(n - in_segments) not in SMALL


@given(summary=summaries())
@settings(max_examples=40, deadline=None)
def test_the_cost_of_weights_goes_where_it_would_give_a_small_category_away(summary: Summary) -> None:
    shown = suppress(summary, rules=RULES)

    found = shown.data.weighting
    if any(row.target is None for row in found.margins):
        assert found.design_effect is found.effective_n is found.efficiency is None
        assert shown.correlations.n_effective is None
        assert shown.provenance.plan["margins"] is None
        assert "design effect" not in ENGLISH.paragraph(shown.provenance.methods)
    else:
        assert "design effect was 1.23" in ENGLISH.paragraph(shown.provenance.methods)
        if None in _counts_of_margins(shown):
            assert found.effective_n % 10 == shown.correlations.n_effective % 10 == 0
            assert all(round(row.before, 2) == row.before for row in found.margins)
    for row, before in zip(found.margins, summary.data.weighting.margins, strict=True):
        if before.n in SMALL:
            assert row.before is row.after is row.target is None


@given(summary=summaries())
@settings(max_examples=40, deadline=None)
def test_sentences_quote_no_count_that_is_hidden(summary: Summary) -> None:
    shown = suppress(summary, rules=RULES)

    said = {warning.code: warning for warning in shown.warnings}
    methods = ENGLISH.paragraph(shown.provenance.methods)
    if shown.factors.confirmation.n is None:
        assert told.text(said["many_left_out"]) == "Respondents with missing answers were left out."
        assert told.text(said["few_people_for_model"]) == "There are few respondents for so many estimates."
        assert "The confirmation used" not in methods
    else:
        assert f"The confirmation used the {summary.factors.confirmation.n:,} respondent" in methods
    assert ("; n = " in methods) == (None not in shown.factors.invariance.groups.values())
    if shown.segments.bases.people is None:
        assert "the same respondents were grouped" in methods
    assert not any(n in SMALL for n in said["target_variable_unanswered"].people.values())
    assert said["invariance_not_tested"].parts["why"][0].hidden
    assert said["item_bases_set_aside"].hidden


@given(summary=summaries())
@settings(max_examples=30, deadline=None)
def test_means_of_few_people_and_shares_of_hidden_segments_are_left_out(summary: Summary) -> None:
    shown = suppress(summary, rules=RULES)

    sizes = summary.factors.invariance.groups
    assert all(sizes[label] >= RULES.percent_base for label in shown.factors.invariance.factor_means)
    for code, row in shown.segments.certainty.segments.items():
        assert (row.share is None) == (shown.segments.sizes[code] is None)
        assert row.jaccard == 0.9
    people, share = shown.data.n_assigned, shown.segments.certainty.certain_share
    if share is not None:
        assert round(share * people) not in SMALL
        assert people - round(share * people) not in SMALL


@given(summary=summaries())
@settings(max_examples=20, deadline=None)
def test_statistics_of_models_and_shares_of_samples_are_shown(summary: Summary) -> None:
    shown = suppress(summary, rules=RULES)

    assert shown.factors.confirmation.fit == FIT
    assert shown.factors.invariance.level == "metric"
    assert shown.segments.certainty.replicates == 100
    assert shown.segments.bases.recommended == "items"
