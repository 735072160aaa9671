"""Screening figures equal R's; careless answers are found, sincere ones mostly left alone."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import rankdata

from research.codebook import Codebook, Item
from research.errors import TooFewResponses
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.screening.screen import Screening, screen, sign_of
from research.steps.screen import screen_people
from tests import told
from tests.research.peers import BFI_ITEMS, RANGES, REVERSED, SCALES, bfi, figures

AS_ANSWERED: frozenset[str] = frozenset()


def screened(answers: pd.DataFrame, reversed_items: frozenset[str] = REVERSED, **more: object) -> Screening:
    return screen(answers, ranges=RANGES, reversed_items=reversed_items, scales=SCALES, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ours", "peer", "sign", "reversed_items"),
    [
        ("long_string", "longstring", 1, REVERSED),
        ("average_string", "avg_longstring", 1, REVERSED),
        ("variability", "irv", 1, REVERSED),
        ("mahalanobis", "mahalanobis_D2", 1, REVERSED),
        ("even_odd", "evenodd", -1, AS_ANSWERED),
        ("even_odd", "evenodd_reversed_items", -1, REVERSED),
        ("synonyms", "psychsyn_0.40", 1, REVERSED),
    ],
)
def test_screening_figures_equal_those_of_careless(
    ours: str, peer: str, sign: int, reversed_items: frozenset[str]
) -> None:
    found = screened(bfi("bfi_complete"), reversed_items, synonym_cut=0.4)
    said = figures()["screening"][peer]
    values = sign * found.indices[ours].to_numpy()
    first = np.asarray(said["first"], dtype=float)
    assert np.nanmax(np.abs(values[: len(first)] - first)) < 1e-9
    assert np.nanmean(values) == pytest.approx(said["mean"], abs=1e-9)
    assert np.isnan(values).sum() == said["undefined"]


def test_synonyms_are_chosen_from_the_data_and_counted() -> None:
    found = screened(bfi("bfi_complete"))
    assert found.cutoffs["synonym_correlation"] == 0.4
    assert found.cutoffs["synonym_pairs"] == figures()["screening"]["synonym_pairs"]


def contaminated() -> tuple[pd.DataFrame, np.ndarray]:
    real = bfi("bfi_complete")
    rng = np.random.default_rng(7)
    random = pd.DataFrame(rng.integers(1, 7, size=(120, 25)).astype(float), columns=BFI_ITEMS)
    straight = pd.DataFrame(np.repeat(rng.integers(1, 7, size=(50, 1)), 25, axis=1).astype(float), columns=BFI_ITEMS)
    kind = np.repeat(["real", "random", "straight"], [len(real), 120, 50])
    return pd.concat([real, random, straight], ignore_index=True), kind


def test_random_and_uniform_answers_are_flagged_and_most_real_ones_are_not() -> None:
    answers, kind = contaminated()
    flagged = screened(answers).flagged.groupby(kind).mean()
    assert flagged["random"] > 0.6
    assert flagged["straight"] == 1
    assert flagged["real"] < 0.08


def test_figures_tell_random_from_real_answers_as_well_as_in_r(shared_reference: Path) -> None:
    answers = pd.read_csv(shared_reference / "data" / "bfi_contaminated.csv")
    kind = answers.pop("label").to_numpy()
    indices = screened(answers.astype(float)).indices
    for name, peer, sign in (("mahalanobis", "mahad", 1), ("person_total", "person_total_low", -1)):
        figure = sign * indices[name].fillna(indices[name].median())
        ranks = rankdata(figure[kind != "straight"])
        random = kind[kind != "straight"] == "random"
        wins = ranks[random].sum() - random.sum() * (random.sum() + 1) / 2
        area = wins / (random.sum() * (~random).sum())
        assert area == pytest.approx(figures()["screening"]["random_auc"][peer], abs=1e-3)


def test_one_sign_alone_decides_nothing() -> None:
    found = screened(bfi("bfi_complete"))
    signs = found.flags.sum(axis=1)
    assert not found.flagged[signs < 2].any()
    assert found.flagged[signs >= 2].all()
    assert (signs == 1).any()


def test_a_uniform_answer_can_be_sincere_where_no_item_is_reversed() -> None:
    rng = np.random.default_rng(3)
    answers = pd.DataFrame(
        rng.integers(1, 6, size=(400, 12)).astype(float), columns=[f"q{place}" for place in range(12)]
    )
    answers.iloc[0] = 5.0
    sincere = screen(answers, ranges=dict.fromkeys(answers, (1, 5)), reversed_items=set(), scales={})
    assert sincere.flags.loc[0, ["long_string", "low_variability"]].all()
    assert not sincere.flagged.loc[0]
    turned = screen(answers, ranges=dict.fromkeys(answers, (1, 5)), reversed_items={"q3"}, scales={})
    assert turned.flagged.loc[0]


def test_a_failed_attention_check_or_impossible_speed_is_enough() -> None:
    answers = bfi("bfi_complete").head(300)
    seconds = pd.Series(120.0, index=answers.index)
    seconds.loc[5], seconds.loc[6] = 10.0, 40.0
    attention = pd.Series(False, index=answers.index)
    attention.loc[9] = True
    plain = screened(answers)
    found = screened(answers, seconds=seconds, attention_failed=attention)
    assert found.flagged.loc[[5, 9]].all()
    assert found.flags.loc[6, "speed"]
    assert found.flagged.loc[6] == (plain.flags.loc[6].sum() >= 1)
    assert found.flags.loc[5, "impossible_speed"]
    assert found.flags.loc[9, "attention_failed"]
    assert told.text(sign_of("impossible_speed")) == "faster than reading allows"


def test_the_same_questionnaire_sent_twice_is_noticed() -> None:
    answers = bfi("bfi_complete").head(500)
    twice = pd.concat([answers, answers.iloc[[17]]], ignore_index=True)
    found = screened(twice)
    assert set(found.flags.index[found.flags["duplicate"]]) == {17, 500}


def test_equal_rows_are_no_sign_where_chance_makes_them() -> None:
    rng = np.random.default_rng(1)
    short = pd.DataFrame(rng.integers(0, 2, size=(500, 4)).astype(float), columns=list("abcd"))
    found = screen(short, ranges=dict.fromkeys(short, (0, 1)), reversed_items=set(), scales={})
    assert not found.flags["duplicate"].any()


def test_missing_answers_do_not_make_somebody_unusual() -> None:
    answers = bfi("bfi_complete").head(400)
    gaps = answers.copy()
    gaps.iloc[3, :8] = np.nan
    gaps.iloc[4, :20] = np.nan
    found = screened(gaps)
    assert found.indices["mahalanobis"].notna().all()
    kept = [item for item in answers.columns if item not in answers.columns[:8]]
    covariance = gaps.cov().loc[kept, kept].to_numpy()
    away = gaps.loc[3, kept].to_numpy(dtype=float) - gaps[kept].mean().to_numpy()
    assert found.indices.loc[3, "mahalanobis"] == pytest.approx(away @ np.linalg.solve(covariance, away), rel=0.02)
    assert found.flags.loc[4, "share_missing"]
    assert not found.flags.loc[3, "share_missing"]


def test_what_could_not_be_computed_is_said() -> None:
    rng = np.random.default_rng(1)
    answers = pd.DataFrame(rng.integers(1, 6, size=(200, 8)).astype(float), columns=list("abcdefgh"))
    found = screen(answers, ranges={}, reversed_items=set(), scales={})
    assert "even_odd" not in found.indices
    assert "even-odd" in told.text(found.cautions[0])


def test_the_order_of_respondents_does_not_matter() -> None:
    answers = bfi("bfi_pairwise")
    first = screened(answers)
    again = screened(answers.sample(frac=1, random_state=1))
    assert first.flagged.equals(again.flagged.loc[first.flagged.index])


def test_one_respondent_cannot_be_screened() -> None:
    with pytest.raises(TooFewResponses):
        screened(bfi("bfi_complete").head(1))


def _loose(seed: int) -> tuple[pd.DataFrame, np.ndarray, dict[str, list[str]], set[str]]:
    """Five scales of six five-point items that hang together loosely, a third reversed; one in twelve does not read."""
    rng = np.random.default_rng(seed)
    names = [f"i{place:02}" for place in range(30)]
    reverse = np.arange(30) % 3 == 2
    traits = np.repeat(rng.normal(size=(800, 5)), 6, axis=1) * np.where(reverse, -1, 1)
    lean = 0.5 * traits + 0.6 * rng.normal(size=(800, 1)) + 0.76 * rng.normal(size=(800, 30))
    answers = np.clip(np.round(1.1 * lean + 3 + rng.normal(0, 0.15, 30)), 1, 5)
    careless = rng.random(800) < 1 / 12
    random = careless & (rng.random(800) < 0.6)
    answers[random] = rng.integers(1, 6, (int(random.sum()), 30))
    answers[careless & ~random] = rng.integers(1, 6, (int((careless & ~random).sum()), 1))
    answers[rng.random(answers.shape) < 0.04] = np.nan
    scales = {f"s{scale}": names[6 * scale : 6 * scale + 6] for scale in range(5)}
    return pd.DataFrame(answers, columns=names), careless, scales, {names[place] for place in np.flatnonzero(reverse)}


def test_where_signs_tell_nothing_leaving_them_aside_spares_careful_people() -> None:
    alarms: dict[float | None, list[float]] = {None: [], 0.3: []}
    found_out: dict[float | None, list[float]] = {None: [], 0.3: []}
    for seed in range(5):
        answers, careless, scales, reverse = _loose(seed)
        ranges = dict.fromkeys(answers, (1.0, 5.0))
        for telling in alarms:
            found = screen(answers, ranges=ranges, reversed_items=reverse, scales=scales, telling=telling)
            alarms[telling].append(found.flagged[~careless].mean())
            found_out[telling].append(found.flagged[careless].mean())
    assert np.mean(alarms[None]) > 0.08
    assert np.mean(alarms[0.3]) < 0.02
    assert np.mean(found_out[0.3]) > np.mean(found_out[None]) - 0.25  # what it costs


def test_what_is_not_counted_is_said_and_all_other_flags_stay() -> None:
    every, telling = screened(bfi("bfi_complete")), screened(bfi("bfi_complete"), telling=0.9)
    assert set(every.flags) - set(telling.flags) == {"even_odd", "synonyms", "antonyms", "person_total"} & set(
        every.flags
    )
    pd.testing.assert_frame_equal(every.flags[list(telling.flags)], telling.flags)
    pd.testing.assert_frame_equal(every.indices, telling.indices)
    assert not (telling.flagged & ~every.flagged).any()
    assert "consistency_not_telling" in {caution.code for caution in telling.cautions}
    assert "consistency_not_telling" not in {caution.code for caution in every.cautions}
    assert screened(bfi("bfi_complete"), telling=-1.0).flagged.equals(every.flagged)


def test_a_plan_counts_signs_of_inconsistency_always_or_where_they_tell_something() -> None:
    answers, careless, scales, reverse = _loose(1)
    ranges = dict.fromkeys(answers, (1.0, 5.0))
    book = Codebook(items=tuple(Item(name=name, range=(1, 5), reverse=name in reverse) for name in answers))
    matrix = ResponseMatrix.from_frame(answers, codebook=book)

    def screened_by(plan: AnalysisPlan) -> tuple[ResponseMatrix, Screening]:
        return screen_people(matrix, plan, items=list(answers), ranges=ranges, reversed_items=reverse, scales=scales)

    everybody, usual = screened_by(AnalysisPlan(consistency="always"))
    kept, spared = screened_by(AnalysisPlan(exclude_flagged=True))
    before = screen(answers, ranges=ranges, reversed_items=reverse, scales=scales)
    assert (usual.flags.to_numpy() == before.flags.to_numpy()).all()
    assert len(everybody) == len(answers)
    assert spared.flagged.to_numpy()[~careless].mean() < usual.flagged.to_numpy()[~careless].mean() / 4
    assert len(kept) == (~spared.flagged).sum() < len(everybody)
