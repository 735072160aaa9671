"""Themes by segment are compared fairly; quotes need leave and company, are masked, and are the same every time."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from research.errors import BadData
from research.open_text import Themes, find_themes, quotes_by_segment, quotes_by_theme, themes_by_segment
from research.said import Count, say
from tests.research.written_answers import made_up


@pytest.fixture(scope="module")
def planted() -> tuple[pd.Series, np.ndarray]:
    return made_up(n=300, k=4, seed=1)


@pytest.fixture(scope="module")
def found(planted) -> Themes:
    return find_themes(planted[0], k=4, seed=1)


# Segments


def _segments(themes: np.ndarray, index: pd.Index, seed: int = 5) -> pd.Series:
    """Segment A speaks of theme 0 more, and no segment of the others."""
    rng = np.random.default_rng(seed)
    chance = np.where(themes == 0, 0.8, 0.4)
    return pd.Series(np.where(rng.random(len(themes)) < chance, "A", "B"), index=index)


def test_a_planted_difference_between_segments_is_found_and_measured(planted, found: Themes) -> None:
    labels = _segments(planted[1], planted[0].index)
    table = themes_by_segment(found, labels)
    own = int(pd.crosstab(planted[1], found.strengths.to_numpy().argmax(axis=1)).loc[0].idxmax())
    row = table[(table["theme"] == found.codes[own]) & (table["segment"] == "A")].iloc[0]
    assert row["notable"]
    assert row["low"] > 0
    assert row["index"] > 115
    assert row["count"] == int((found.speaks.iloc[:, own] & (labels == "A")).sum())
    assert row["base"] == (labels == "A").sum()
    assert row["share"] == pytest.approx(row["count"] / row["base"])


def test_segments_drawn_at_random_hardly_ever_differ(found: Themes) -> None:
    index = found.speaks.index
    notable = [
        themes_by_segment(
            found, pd.Series(np.random.default_rng(seed).choice(["A", "B", "C"], len(index)), index=index)
        )["notable"].any()
        for seed in range(20)
    ]
    assert sum(notable) <= 3


def test_no_index_is_notable_on_fewer_than_a_hundred_people(planted, found: Themes) -> None:
    labels = _segments(planted[1], planted[0].index)
    few = pd.concat([labels[labels == "A"].iloc[:60], labels[labels == "B"]])
    table = themes_by_segment(found, few)
    assert not table[table["segment"] == "A"]["notable"].any()
    assert (table[table["segment"] == "A"]["base"] == 60).all()


def test_weights_move_shares_and_not_counts(planted, found: Themes) -> None:
    labels = _segments(planted[1], planted[0].index)
    heavy = pd.Series(np.where(found.speaks["T1"], 3.0, 1.0), index=labels.index)
    plain, weighted = themes_by_segment(found, labels), themes_by_segment(found, labels, weights=heavy)
    assert (weighted["count"] == plain["count"]).all()
    first = (plain["theme"] == "T1").to_numpy()
    assert (weighted[first]["share"].to_numpy() > plain[first]["share"].to_numpy() + 0.1).all()


# Quotes


@pytest.fixture(scope="module")
def agreed(planted) -> pd.Series:
    return pd.Series(np.arange(300) % 2 == 0, index=planted[0].index)


def test_only_answers_of_people_who_agreed_are_quoted(planted, found: Themes, agreed: pd.Series) -> None:
    labels = _segments(planted[1], planted[0].index)
    for quotes in quotes_by_segment(found, planted[0], labels, consent=agreed).values():
        assert 3 <= len(quotes.quotes) <= 4
        for quote in quotes.quotes:
            assert agreed[quote.respondent]
            assert quote.text == planted[0][quote.respondent]


def test_typical_quotes_speak_of_different_themes_and_hold_what_names_them(
    planted, found: Themes, agreed: pd.Series
) -> None:
    labels = pd.Series("all", index=planted[0].index)
    quotes = quotes_by_segment(found, planted[0], labels, consent=agreed)["all"].quotes
    assert len({quote.theme for quote in quotes}) == 4
    assert all(found.speaks.loc[quote.respondent, quote.theme] for quote in quotes)


def test_who_dissents_writes_what_the_segment_writes_less_and_nothing_of_what_it_writes_more(
    planted, found: Themes, agreed: pd.Series
) -> None:
    """Planted: everybody of theme 0 and a few of theme 1 are in A; who dissents in A is one of these few."""
    rng = np.random.default_rng(1)
    labels = pd.Series(np.where((planted[1] == 0) | (rng.random(300) < 0.2), "A", "B"), index=planted[0].index)
    compared = themes_by_segment(found, labels)
    quotes = quotes_by_segment(found, planted[0], labels, consent=agreed, compared=compared)["A"].quotes
    (contrary,) = [quote for quote in quotes if quote.dissenting]
    truth = pd.Series(planted[1], index=planted[0].index)
    assert truth[contrary.respondent] != 0
    assert quotes[-1] is contrary


def test_a_quote_that_speaks_of_no_theme_stands_under_none(planted, found: Themes) -> None:
    texts = planted[0].copy()
    texts.iloc[:280] = None
    silent = found.speaks.copy()
    silent.iloc[280:290] = False
    part = replace(found, speaks=silent.iloc[280:], strengths=found.strengths.iloc[280:])
    labels, agreed = pd.Series("all", index=texts.index), pd.Series(True, index=texts.index)
    quotes = quotes_by_segment(part, texts, labels, consent=agreed, most=20)["all"].quotes
    assert {quote.theme for quote in quotes} > {None}
    assert all(quote.theme is None or part.speaks.loc[quote.respondent, quote.theme] for quote in quotes)


def test_nobody_dissents_where_segments_write_alike(planted, found: Themes) -> None:
    everybody = pd.Series(True, index=planted[0].index)
    said = 0
    for seed in range(20):
        labels = pd.Series(np.random.default_rng(seed).choice(["A", "B"], 300), index=planted[0].index)
        compared = themes_by_segment(found, labels)
        quotes = quotes_by_segment(found, planted[0], labels, consent=everybody, compared=compared)
        said += any(quote.dissenting for own in quotes.values() for quote in own.quotes)
    assert said <= 1


def test_without_leave_or_company_there_are_no_quotes_and_a_reason(planted, found: Themes, agreed: pd.Series) -> None:
    labels = pd.Series(np.where(np.arange(300) < 9, "few", "many"), index=planted[0].index)
    quotes = quotes_by_segment(found, planted[0], labels, consent=agreed)
    assert quotes["few"].quotes == ()
    assert quotes["few"].reason == say("few_answers_to_quote", n=Count(9), least=10)
    nobody = quotes_by_segment(found, planted[0], labels, consent=agreed & False)
    assert nobody["many"].quotes == ()
    assert nobody["many"].reason == say("nobody_to_quote")
    assert quotes_by_segment(found, planted[0], labels, consent=pd.Series(dtype=bool))["many"].quotes == ()


def test_ten_answers_are_enough_company(planted, found: Themes) -> None:
    labels = pd.Series(np.where(np.arange(300) < 10, "ten", "many"), index=planted[0].index)
    everybody = pd.Series(True, index=planted[0].index)
    assert quotes_by_segment(found, planted[0], labels, consent=everybody)["ten"].quotes


def test_quotes_are_masked_and_answers_full_of_personal_data_are_not_quoted(planted, found: Themes) -> None:
    texts = planted[0].copy()
    texts.iloc[:150] = texts.iloc[:150] + " soita 040 123 4567"
    texts.iloc[150:] = texts.iloc[150:] + " anna@example.com 040 123 4567 @anna"
    labels = pd.Series("all", index=texts.index)
    quotes = quotes_by_segment(found, texts, labels, consent=pd.Series(True, index=texts.index), most=10)["all"]
    assert quotes.quotable == 150
    assert all("[phone]" in quote.text and "040" not in quote.text for quote in quotes.quotes)


def test_the_same_answers_in_another_order_give_the_same_quotes(planted, found: Themes, agreed: pd.Series) -> None:
    labels = _segments(planted[1], planted[0].index)
    order = np.random.default_rng(2).permutation(300)
    mixed = Themes(
        themes=found.themes,
        speaks=found.speaks.iloc[order],
        strengths=found.strengths.iloc[order],
        choice=found.choice,
        dealt=found.dealt,
        answers=found.answers,
        cautions=(),
    )
    assert quotes_by_segment(found, planted[0], labels, consent=agreed) == quotes_by_segment(
        mixed, planted[0].iloc[order], labels.iloc[order], consent=agreed.iloc[order]
    )


def test_each_theme_has_answers_that_speak_of_it(planted, found: Themes, agreed: pd.Series) -> None:
    for theme, quotes in quotes_by_theme(found, planted[0], consent=agreed).items():
        assert len(quotes.quotes) == 3
        assert all(quote.theme == theme and not quote.dissenting for quote in quotes.quotes)


def test_consent_must_be_true_or_false(planted, found: Themes) -> None:
    labels = pd.Series("all", index=planted[0].index)
    with pytest.raises(BadData, match="consent_not_true_or_false"):
        quotes_by_segment(found, planted[0], labels, consent=pd.Series("maybe", index=planted[0].index))
