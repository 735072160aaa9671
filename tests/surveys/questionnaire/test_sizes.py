"""Study files that ask for too much: one clear sentence with its place, whatever number stands where."""

import copy
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaire.checks import check
from surveys.questionnaire.faults import Fault
from surveys.questionnaire.faults import Path as Place
from surveys.questionnaire.formats.study_file import FaultyStudyFile, read_study_file
from surveys.questionnaire.terms import StudyFile

TODAY = date(2026, 6, 1)
SAMPLE = Path(__file__).parents[1] / "everything.yaml"
QUESTIONS = ("questionnaire", "sections", 0, "pages", 0, "questions")


def plain() -> dict[str, Any]:
    """A study in which every kind of number is written down."""
    found: dict[str, Any] = json.loads(json.dumps(yaml.safe_load(SAMPLE.read_text(encoding="utf-8")), default=str))
    found["study"] |= {"erase_after_days": 30, "smallest_group": 10, "minimum_age": 18}
    at(found, QUESTIONS).extend([
        {"type": "rating", "name": "plans", "text": "I plan.", "points": {"low": 1, "high": 7, "labels": {"1": "no"}}},
        {"type": "attention_check", "name": "look", "text": "Tick 2.", "expected": 2},
        {"type": "short_text", "name": "town", "text": "Where?", "max_length": 50},
        {"type": "number", "name": "cups", "text": "Cups?", "minimum": 0, "maximum": 9, "decimals": 0},
    ])  # fmt: skip
    return found


def at(value: Any, path: Place) -> Any:
    for part in path:
        value = value[part]
    return value


def changed(path: Place, value: object) -> dict[str, Any]:
    found = copy.deepcopy(plain())
    at(found, path[:-1])[path[-1]] = value
    return found


def places(value: Any, path: Place = ()) -> Iterator[Place]:
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(part, (*path, key))
    else:
        yield path


def told(study: dict[str, Any]) -> str:
    with pytest.raises(FaultyStudyFile) as faulty:
        read_study_file(json.dumps(study), kind="json", today=TODAY)
    return "\n".join(map(str, faulty.value.faults))


def read(study: dict[str, Any]) -> tuple[StudyFile | None, tuple[Fault, ...]]:
    """What was understood, or why not."""
    try:
        return read_study_file(json.dumps(study), kind="json", today=TODAY), ()
    except FaultyStudyFile as faulty:
        return None, faulty.faults


NUMBERS = st.one_of(
    st.integers(-(10**14), 10**14),
    st.sampled_from([2_000_000_000, -2_000_000_000, 10**14, 0, -1, 1e308, -1e308, 5e-324, float("nan"), float("inf")]),
    st.sampled_from(["9999-12-31", "0001-01-01", "2026-02-30", "9" * 5_000, "1e999", "²"]),
    st.floats(),
)


@settings(max_examples=150)
@given(st.sampled_from(list(places(plain()))), NUMBERS)
def test_any_number_in_any_place_is_read_or_refused_with_its_place(place: Place, number: object) -> None:
    study, faults = read(changed(place, number))
    assert all(fault.text and fault.advice for fault in faults)
    assert (study is None) == bool(faults)
    if study is not None:
        assert check(study.questionnaire, study.study, today=TODAY) == ()
        assert all(len(variable.codes) < 1_000 for variable in study.questionnaire.variables())


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ((*QUESTIONS, -4, "points", "high"), 2_000_000_000, "(plans): “high” is “2000000000”. It must be at most"),
        ((*QUESTIONS, -4, "points", "low"), -2_000_000_000, "It must be at least -9999."),
        ((*QUESTIONS, -3, "expected"), 2_000_000_000, "expected (look): “expected” is “2000000000”."),
        ((*QUESTIONS, -1, "maximum"), 1e300, "maximum (cups): The maximum is 1e+300; numbers are kept with 15 digits."),
        ((*QUESTIONS, -2, "max_length"), 10**12, "max_length (town): “max_length” is “1000000000000”."),
        (("study", "ends_on"), "9999-12-31", "study.ends_on (everything): The study would end on 9999-12-31."),
        (("study", "erase_after_days"), 10**12, "“erase_after_days” is “1000000000000”. It must be at most 3650."),
        (("study", "minutes"), 10**14, "It must be at most 120."),
        (("study", "why"), "x" * 10_001, "study.why: The text has 10,001 signs; it may have 10,000. Shorten it."),
        (("study", "contact"), "x" * 501, "study.contact: The text has 501 signs; it may have 500."),
        (
            ("study", "rewards"),
            [{"kind": "file", "title": "T", "description": "D", "file": "f.pdf"}] * 51,
            "study.rewards: There are 51 rewards; a study may give 50.",
        ),
        (
            QUESTIONS,
            [{"type": "rating", "name": f"q{n}", "text": "I plan."} for n in range(10_001)],
            "There are 10,001 answers to give; a study may ask for 10,000.",
        ),
    ],
)  # fmt: skip
def test_what_is_too_large_is_named_with_what_may_be(path: Place, value: object, words: str) -> None:
    assert words in told(changed(path, value))


def test_the_latest_end_leaves_room_for_the_day_of_erasure() -> None:
    study = changed(("study", "ends_on"), "2199-12-31")
    study["study"]["erase_after_days"] = 3650
    assert read_study_file(json.dumps(study), kind="json", today=TODAY).study.ends_on == date(2199, 12, 31)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOMB, "too large to be a study"),
        ("[" * 100_000, "nested more than 40 levels deep"),
        ('{"a":' * 100_000, "nested more than 40 levels deep"),
        ('{"format": ' + "9" * 5_000 + "}", "not a number that can be counted with"),
        ('{"format": NaN}', "not a number that can be counted with"),
        ('{"format": -Infinity}', "not a number that can be counted with"),
        ('{"format": 1e999}', "not a number that can be counted with"),
        ('{"format": 1, "format": 2}', "written twice"),
        ("format: 1\nformat: 2\n", "written twice"),
        ("study: !!python/object/apply:os.system [id]\n", "asks for something other than plain values"),
        ("x" * 2_000_001, "too large to be a study"),
    ],
)
def test_bombs_of_writing_are_refused(text: str, words: str) -> None:
    with pytest.raises(FaultyStudyFile, match=words):
        read_study_file(text, today=TODAY)
