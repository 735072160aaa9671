"""A comparison of waves that is passed on tells of no few people, then or now."""

from itertools import combinations

import pytest

from research.disclosure import Rules, guard_drift
from research.said import say
from research.summary.schema.drifted import Drifted, FirstWave, SegmentProfile, SegmentShare

RULES = Rules()


def drifted(now: list[int], then: list[int], *, untyped: int = 0) -> Drifted:
    """A comparison with these numbers of people per segment."""
    codes = [f"S{place}" for place in range(1, len(now) + 1)]
    typed, before = sum(now), sum(then)
    figures = {"low": -0.1, "high": 0.1, "p": 0.5, "q": 0.5}
    profile = {"name": "", "distance": 0.1, "expected": 0.2, "p": 0.5, "q": 0.5}
    return Drifted(
        verdict="drifting", words=say("personas_drifting"), advice=say("after_drifting"),
        reasons=[say("moved_profile", segment=code, distance=0.3, expected=0.2) for code in codes],
        people=typed + untyped, typed=typed, smallest_shift=0.04, agreement=0.9, agreement_chance=0.7,
        shares=[
            SegmentShare(code=code, name="", people=n, before=was / before, now=n / typed,
                         difference=n / typed - was / before, **figures)
            for code, n, was in zip(codes, now, then, strict=True)
        ],
        profiles=[SegmentProfile(code=code, people=n, **profile) for code, n in zip(codes, now, strict=True)],
        levels=[], dimensions=[], correlations=None, cautions=[],
        before=FirstWave(study="s", people=before, fingerprint="", data_fingerprint="", library=""),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("now", "then"), [([200, 150, 4], [180, 160, 60]), ([200, 150, 60], [180, 160, 4]), ([3, 4, 300], [90, 90, 90])]
)
def test_a_small_segment_of_either_wave_goes_and_does_not_follow_from_the_others(
    now: list[int], then: list[int]
) -> None:
    shown = guard_drift(drifted(now, then), rules=RULES)

    codes = {line.code for line in shown.shares}
    assert codes == {line.code for line in shown.profiles} == {reason.texts["segment"] for reason in shown.reasons}
    for counts in (now, then):
        hidden = [n for place, n in enumerate(counts, 1) if f"S{place}" not in codes]
        assert hidden
        assert not RULES.is_small(sum(hidden))
        assert all(not RULES.is_small(n) for place, n in enumerate(counts, 1) if f"S{place}" in codes)


def test_segments_that_are_large_are_all_told() -> None:
    told = drifted([200, 150, 60], [180, 160, 70])
    assert guard_drift(told, rules=RULES) == told


@pytest.mark.parametrize("untyped", [1, 9])
def test_a_few_who_could_not_be_typed_do_not_follow(untyped: int) -> None:
    """Neither from the number who were typed, nor from the sum of the segments, nor from the digits of a share."""
    told = drifted([203, 151, 61], [180, 160, 70], untyped=untyped)
    shown = guard_drift(told, rules=RULES)

    numbers = [shown.people or 0, shown.typed or 0, sum(line.people or 0 for line in shown.shares)]
    assert all(abs(one - other) not in range(1, 10) for one, other in combinations(numbers, 2))
    assert all(line.now == round(line.now or 0, 2) for line in shown.shares)
    assert shown.before == told.before
