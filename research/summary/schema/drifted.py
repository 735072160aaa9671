"""A comparison of two waves: what moved, by how much, and whether the personas still hold; no person is in it."""

from research.declared import Choice, Code, Everybody, Fact, Figure, People, Share, Sure, Text
from research.errors import Caution
from research.said import Said


class SegmentShare(Fact):
    """The share of a segment, then and now."""

    code: Code
    name: Text
    people: People
    before: Share
    now: Share
    difference: Sure
    low: Sure
    high: Sure
    p: Figure
    q: Figure


class SegmentProfile(Fact):
    """How far the people of a segment answer from those of the first wave."""

    code: Code
    name: Text
    people: People
    distance: Figure
    expected: Figure
    p: Figure
    q: Figure


class DimensionLevel(Fact):
    """Where people as a whole stand on a dimension."""

    name: Choice
    words: Text
    difference: Figure
    low: Figure
    high: Figure
    p: Figure
    q: Figure


class DimensionLikeness(Fact):
    """Whether a dimension is still the same."""

    name: Choice
    words: Text
    phi: Figure
    expected_low: Figure


class CorrelationsMoved(Fact):
    distance: Figure
    chance: Figure


class FirstWave(Fact):
    """What the new wave was compared with."""

    study: Text
    people: Everybody
    fingerprint: Choice
    data_fingerprint: Choice
    library: Choice


class Drifted(Fact):
    """Shares run from 0 to 1, levels and profiles are in standard deviations of the first wave.

    What could not be computed is None.
    """

    verdict: Choice
    words: Said
    advice: Said
    reasons: list[Said]
    people: Everybody
    typed: Everybody
    smallest_shift: Sure
    agreement: Figure
    agreement_chance: Figure
    shares: list[SegmentShare]
    profiles: list[SegmentProfile]
    levels: list[DimensionLevel]
    dimensions: list[DimensionLikeness]
    correlations: CorrelationsMoved | None
    before: FirstWave
    cautions: list[Caution]
