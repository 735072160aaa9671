"""Codebooks, plans and rules as somebody wrote them: understood or refused in clear words, and never a bomb."""

import copy
import json
import resource
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.codebook import Codebook
from research.errors import BadCodebook, BadData, BadPlan
from research.plan import AnalysisPlan
from research.reading.codebook_file import codebook_from_plain, read_codebook
from research.reading.plain_file import read_plain
from research.typing.rule import FORMAT, read_rule
from tests import told

CODEBOOK: dict[str, Any] = {
    "name": "study",
    "missing_codes": [-99],
    "items": [
        {"name": "q1", "text": "I plan.", "range": [1, 5], "scale": "s", "reverse": True, "facet": "values"},
        {"name": "sex", "type": "nominal", "labels": {"1": "Male", "2": "Female"}, "group": None, "option": ""},
    ],
    "scales": [{"name": "s", "title": "S", "high": ["keen", "Planners"], "low": ["calm", "Drifters"]}],
    "id": "person",
    "attention": {"look": 2},
}
PLAN: dict[str, Any] = {"seed": 1, "segments": [2, 4], "factors": 3, "replicates": 10, "bootstraps": 20,
                        "margins": {"sex": {"1": 0.5, "2": 0.5}}, "trim": [0.2, 5.0], "items": ["q1"]}  # fmt: skip
RULE: dict[str, Any] = {
    "format": FORMAT, "items": ["q1"], "segments": ["S1", "S2"], "means": {"q1": 3.0}, "sds": {"q1": 1.0},
    "intercepts": {"S1": 0.1, "S2": 0.2}, "coefficients": {"S1": {"q1": 1.0}, "S2": {"q1": -1.0}}, "threshold": 0.4,
}  # fmt: skip
ODD = st.one_of(
    st.none(), st.booleans(), st.floats(), st.text(max_size=5), st.integers(-(10**20), 10**20),
    st.sampled_from([2_000_000_000, -2_000_000_000, 1e308, [], {}, [[]], [1], {"a": [1]}, [None, None], "9" * 5_000]),
    st.recursive(st.none() | st.integers(), lambda inner: st.lists(inner, max_size=3), max_leaves=5),
)  # fmt: skip


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(value, Mapping | list):
        for key, part in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from places(part, (*path, key))


def changed(plain: dict[str, Any], path: tuple[Any, ...], value: object) -> dict[str, Any]:
    found = copy.deepcopy(plain)
    inner: Any = found
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    return found


def refusal(error: type[Exception], read: Any, plain: object) -> str:
    """What was said where it was refused; nothing where it was understood."""
    try:
        read(plain)
    except error as refused:
        return told.text(refused)  # type: ignore[arg-type]
    return ""


@settings(max_examples=150)
@given(st.sampled_from(list(places(CODEBOOK))), ODD)
def test_any_codebook_is_understood_or_refused(path: tuple[Any, ...], value: object) -> None:
    assert len(refusal(BadCodebook, codebook_from_plain, changed(CODEBOOK, path, value))) < 10_000


@settings(max_examples=150)
@given(st.sampled_from(list(places(PLAN))), ODD)
def test_any_plan_is_understood_or_refused(path: tuple[Any, ...], value: object) -> None:
    assert len(refusal(BadPlan, AnalysisPlan.from_dict, changed(PLAN, path, value))) < 10_000


@settings(max_examples=150)
@given(st.sampled_from(list(places(RULE))), ODD)
def test_any_rule_is_understood_or_refused(path: tuple[Any, ...], value: object) -> None:
    assert len(refusal(BadData, read_rule, changed(RULE, path, value))) < 10_000


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("items", 0, "range"), [1, 2_000_000_000], "item 'q1' has more than 10,000 ordered answers"),
        (("items", 0, "range"), [0, 1e300], "range of item 'q1' is not a list of numbers"),
        (("items", 1, "labels"), {"1" * 400: "a"}, "of item 'sex' is not a whole number"),
        (("items", 0, "facet"), {}, "“facet” must be a name, not {}"),
        (("scales",), 3, "scales is not a list"),
        (("attention",), {"look": [1]}, "attention is not a mapping"),
        (("items",), [{"name": f"q{n}"} for n in range(20_001)], "describes 20,001 items; it may describe 20,000"),
    ],
)
def test_what_a_codebook_may_not_hold_is_named(path: tuple[Any, ...], value: object, words: str) -> None:
    assert words in refusal(BadCodebook, codebook_from_plain, changed(CODEBOOK, path, value))


@pytest.mark.parametrize(
    ("name", "value"), [("segments", 2_000_000_000), ("replicates", 10**9), ("factors", 10**6), ("seed", 10**12)]
)
def test_a_plan_that_asks_for_too_much_is_refused(name: str, value: int) -> None:
    assert name in refusal(BadPlan, AnalysisPlan.from_dict, {name: value})


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("c.yaml", BOMB + "items: [{name: q}]\nscales: [*i]\n", "nested too deep, or holds too many values"),
        ("c.yaml", "[" * 100_000, "nested too deep"),
        ("c.json", "[" * 100_000, "nested too deep"),
        ("c.json", '{"a":' * 100_000, "nested too deep"),
        ("c.yaml", "items: []\nitems: []\n", "'items' is written twice"),
        ("c.json", '{"items": [], "items": []}', "'items' is written twice"),
        ("c.yaml", "items: [{name: q, range: [1, .inf]}]", "inf is no number"),
        ("c.json", '{"items": [NaN]}', "nan is no number"),
        ("c.json", '{"items": 1e999}', "inf is no number"),
        ("c.json", '{"items": ' + "9" * 5_000 + "}", "digits"),
        ("c.yaml", "items: " + "9" * 5_000, "digits"),
        ("c.yaml", "items: !!python/object/apply:os.system [id]", "could not determine a constructor"),
        ("c.yaml", "x" * (4 * 1024 * 1024 + 1), "too large"),
    ],
)
def test_bombs_are_refused_before_they_grow(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    said = refusal(BadCodebook, read_codebook, tmp_path / name)

    assert words in said
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


def test_a_part_may_be_written_once_and_named_again(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("base: &base {type: ordinal, range: [1, 5]}\nitems: [{<<: *base, name: q}]\n")
    found = read_plain(tmp_path / "c.yaml")
    assert json.loads(json.dumps(found))["items"] == [{"type": "ordinal", "range": [1, 5], "name": "q"}]


def test_a_codebook_that_was_written_is_read_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text(json.dumps(CODEBOOK), encoding="utf-8")
    found: Codebook = read_codebook(tmp_path / "c.json")
    assert codebook_from_plain(found.to_dict()) == found
