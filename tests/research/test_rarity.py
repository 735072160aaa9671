"""How few people are what the card says: counted by the lines it shows, in their direction, with outsiders beside."""

import numpy as np
import pandas as pd
import pytest

from research.disclosure import Rules, suppress
from research.errors import BadData
from research.personas.rarity import rarity
from research.summary.cards import card_pair, profile_rows
from research.summary.reality import reality_check, traits_of
from research.summary.schema import Summary
from research.summary.schema.told import Persona, Rarity, Row
from tests.report_samples import sample_analysis, sample_published, sample_summary
from tests.research.test_disclosure import _summary
from tests.summaries import changed, summary_of

LABELS = pd.Series(["S1", "S1", "S1", "S2", "S2", "S2", None])


def test_only_people_with_every_trait_match() -> None:
    has = pd.DataFrame({"a": [1, 1, 0, 1, 0, 0, 1], "b": [1, 0, 1, 1, 0, 0, 1]}, dtype=float)
    found = rarity(has, LABELS, "S1")
    assert (found.n_match, found.n) == (1, 3)
    assert (found.n_match_others, found.n_others) == (1, 3)
    assert (found.typical, found.typical_others) == (1, 0)


def test_who_did_not_answer_a_line_is_counted_nowhere() -> None:
    has = pd.DataFrame({"a": [1, 1, np.nan, 1, 1, np.nan, 1], "b": [1, np.nan, 1, 1, 1, 1, 1]}, dtype=float)
    found = rarity(has, LABELS, "S1")
    assert (found.n_match, found.n) == (1, 1)
    assert (found.n_match_others, found.n_others) == (2, 2)


def test_more_traits_are_matched_by_fewer_people() -> None:
    rng = np.random.default_rng(1)
    labels = pd.Series(np.repeat(["S1", "S2"], 300))
    shift = np.where(labels == "S1", 0.5, -0.5)[:, None]
    has = pd.DataFrame((rng.normal(size=(600, 8)) + shift > 0).astype(float))
    matches = [rarity(has.iloc[:, :top], labels, "S1").n_match for top in (1, 3, 6, 8)]
    assert matches == sorted(matches, reverse=True)
    assert matches[-1] < matches[0] / 2


def test_an_empty_segment_has_no_rarity() -> None:
    with pytest.raises(BadData):
        rarity(pd.DataFrame({"a": [1.0] * 7}), LABELS, "S9")


def _card(persona: Persona) -> list[Row]:
    return [row for row in [*persona.who, *persona.why] if row.notable]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_lines_that_are_counted_are_those_of_the_card_in_their_direction(place: int) -> None:
    persona = sample_summary().personas[place]
    lines = persona.rarity.lines
    assert [(line.variable, line.place) for line in lines] == [(row.variable, row.place) for row in _card(persona)]
    assert [line.more for line in lines] == [row.share > row.population_share for row in _card(persona)]
    assert [line.formed for line in lines] == [row.role == "maker" for row in _card(persona)]


def test_nobody_matches_by_an_answer_that_the_line_does_not_name() -> None:
    """The strictest line decides: no more people have every trait than have the rarest single one."""
    for persona in sample_summary().personas:
        single = [row.n if row.share > row.population_share else row.base_n - row.n for row in _card(persona)]
        assert 0 <= persona.rarity.n_match <= min(single)
        assert persona.rarity.n <= persona.n
        assert persona.rarity.n_others <= sum(each.n for each in sample_summary().personas) - persona.n


def test_each_line_alone_is_matched_by_the_people_in_its_table() -> None:
    summary = sample_summary()
    profiles = {table.variable: table for table in summary.segments.profiles}
    for persona in summary.personas:
        for row in _card(persona):
            found = reality_check(sample_analysis(), persona.code, [row], profiles)
            more = row.share > row.population_share
            others, base = row.population_n - row.n, profiles[row.variable].population_base - row.base_n
            assert (found.n_match, found.n) == (row.n if more else row.base_n - row.n, row.base_n)
            assert (found.n_match_others, found.n_others) == (others if more else base - others, base)


def test_the_gate_shows_no_count_that_tells_of_few() -> None:
    for persona in sample_published().personas:
        found = persona.rarity
        for match, n in ((found.n_match, found.n), (found.n_match_others, found.n_others)):
            assert match is None or match == 0 or (match >= 10 and n - match >= 10)


def _northern() -> Summary:
    """Half of a hundred are from the north, and a tenth of two hundred others; the card of the hundred says so."""
    counts = {"S1": [50, 50, 0], "S2": [20, 180, 0]}
    table = {
        "counts": counts,
        "bases": {"S1": 100, "S2": 200},
        "shares": {code: [n / sum(row) for n in row] for code, row in counts.items()},
        "population": [70, 230, 0],
        "population_base": 300,
        "population_shares": [70 / 300, 230 / 300, 0],
    }
    changes = {f"segments.profiles.0.{name}": value for name, value in table.items()}
    changes |= {"segments.sizes": {"S1": 100, "S2": 200}, "personas.1.n": 200, "items": {}}
    summary = changed(summary_of(_summary()), changes)
    who, _why = card_pair(profile_rows(summary.segments.profiles, codes=["S1", "S2"]), "S1")
    return changed(summary, {"personas.0.who": [row.model_dump() for row in who]})


def _checked(**counts: int) -> Rarity:
    summary = _northern()
    lines = [line.model_dump() for line in traits_of(summary.personas[0].who)]
    given = {"n": 100, "n_others": 200, **counts, "lines": lines}
    return suppress(changed(summary, {"personas.0.rarity": given}), rules=Rules()).personas[0].rarity


def test_a_match_that_leaves_few_of_those_with_a_single_trait_is_hidden() -> None:
    """Fifty are from the north and 47 have every trait: the three who are and lack another one would be told."""
    shown = _checked(n_match=47, n_match_others=18)
    assert shown.n_match is None
    assert shown.n_match_others is None, "18 of the 20 others from the north"
    shown = _checked(n_match=30, n_match_others=10)
    assert (shown.n_match, shown.n_match_others) == (30, 10)


def test_no_count_stands_beside_a_card_that_shows_other_lines_than_were_counted() -> None:
    summary = _northern()
    shown_lines = traits_of(summary.personas[0].who)
    elsewhere = {**shown_lines[0].model_dump(), "variable": "income"}
    lines = [line.model_dump() for line in shown_lines] + [elsewhere]
    given = {"n": 100, "n_match": 30, "n_others": 200, "n_match_others": 10, "lines": lines}
    shown = suppress(changed(summary, {"personas.0.rarity": given}), rules=Rules()).personas[0].rarity
    assert (shown.n, shown.n_match, shown.n_match_others) == (None, None, None)
    assert shown.lines == shown_lines


def test_what_an_earlier_version_counted_is_not_read_as_the_lines_of_the_card() -> None:
    found = Rarity.model_validate({"n_match": 41, "n": 360, "traits": ["Plans", "Saves"]})
    assert found.n_match is None
    assert found.n is None
