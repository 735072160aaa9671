"""Study files: written and read again, and hostile ones refused."""

import copy
import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.formats.json_text import read_json
from surveys.questionnaire.formats.study_file import (
    FaultyStudyFile,
    Kind,
    read_questionnaire_file,
    read_study_file,
    write_study_file,
)
from surveys.questionnaire.formats.yaml_text import read_yaml
from surveys.questionnaire.ids import content_hash
from tests.surveys.questionnaire.samples import FOLDER, GOOD, is_study
from tests.surveys.questionnaire.strategies import calmly, questionnaires

STUDY = FOLDER / "study_research.yaml"
KINDS: tuple[Kind, ...] = ("yaml", "json")


def faults_of(text: str, kind: Kind = "yaml") -> list[tuple[str, str, int | None]]:
    with pytest.raises(FaultyStudyFile) as caught:
        read_study_file(text, kind=kind)
    return [(fault.code, fault.place, fault.line) for fault in caught.value.faults]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_written_file_reads_back_equal(path: Path, kind: Kind) -> None:
    read: Any = read_study_file if is_study(path) else read_questionnaire_file
    once = read(path)
    again = read(write_study_file(once, kind=kind), kind=kind)
    assert again == once
    assert content_hash(again) == content_hash(once)


@pytest.mark.parametrize("kind", KINDS)
def test_a_written_study_says_its_format_first(kind: Kind) -> None:
    written = write_study_file(read_study_file(STUDY), kind=kind)
    document = read_json(written) if kind == "json" else read_yaml(written)
    assert isinstance(document.value, dict)
    assert next(iter(document.value.items())) == ("format", "whyprint/1")


@calmly
@given(questionnaires())
def test_any_questionnaire_survives_yaml_and_json(questionnaire: Questionnaire) -> None:
    from_yaml = read_yaml(write_study_file(questionnaire, kind="yaml"))
    from_json = read_json(write_study_file(questionnaire, kind="json"))
    assert from_yaml.faults == from_json.faults == ()
    assert Questionnaire.model_validate(from_yaml.value) == questionnaire
    assert Questionnaire.model_validate(from_json.value) == questionnaire


@calmly
@given(st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t")))
def test_any_text_survives_yaml(text: str) -> None:
    questionnaire = Questionnaire.model_validate(
        {
            "name": "q",
            "title": text,
            "sections": [
                {
                    "name": "s",
                    "title": {"no": text},
                    "pages": [{"name": "p", "questions": [{"type": "statement", "name": "a", "text": text}]}],
                }
            ],
        }
    )
    assert Questionnaire.model_validate(read_yaml(write_study_file(questionnaire)).value) == questionnaire


def test_a_questionnaire_can_be_read_out_of_a_study() -> None:
    assert read_questionnaire_file(STUDY) == read_study_file(STUDY).questionnaire


def test_a_study_without_its_terms_says_so() -> None:
    text = (FOLDER / "matrix.yaml").read_text(encoding="utf-8")
    codes = {(code, place) for code, place, _ in faults_of(text)}
    assert {("missing", "study"), ("missing", "questionnaire")} <= codes


def test_plain_words_of_yaml_stay_words() -> None:
    document = read_yaml("{a: no, b: yes, c: on, d: 12:30, e: 2027-01-01, f: 1e5, g: 0o17, h: 0x1f, i: 1_000}")
    assert document.value == {
        "a": "no", "b": "yes", "c": "on", "d": "12:30", "e": "2027-01-01", "f": "1e5", "g": "0o17", "h": "0x1f",
        "i": "1_000",
    }  # fmt: skip
    assert read_yaml("{a: 1, b: -2.5, c: true, d: null, e: '1'}").value == {
        "a": 1, "b": -2.5, "c": True, "d": None, "e": "1",
    }  # fmt: skip


def test_an_alias_repeats_a_part() -> None:
    assert read_yaml("{a: &x [1, {b: 2}], c: *x}").value == {"a": [1, {"b": 2}], "c": [1, {"b": 2}]}


def test_broken_writing_is_told_with_line_and_column() -> None:
    with pytest.raises(FaultyStudyFile) as caught:
        read_study_file("format: whyprint/1\nstudy:\n  slug: [a, b\n")
    assert (caught.value.faults[0].code, caught.value.faults[0].line) == ("syntax", 4)
    with pytest.raises(FaultyStudyFile) as caught:
        read_study_file('{"format": "whyprint/1",\n "study": }', kind="json")
    fault = caught.value.faults[0]
    assert (fault.code, fault.line, fault.column) == ("syntax", 2, 11)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &a [*a]", "bad_alias"),
        ("a: *nowhere", "bad_alias"),
        ("[" * 100_000, "too_deep"),
        ("- " * 100_000, "too_deep"),
        ("{a: " * 100_000, "too_deep"),
        ("x" * 3_000_000, "too_large"),
        ("? [a, b]\n: c", "bad_key"),
        ("a: \x00", "syntax"),
        ("", "no_study"),
        ("# only a remark", "no_study"),
        ("- a list", "no_study"),
        ("just words", "no_study"),
        ("a: '\ud800'", "encoding"),
    ],
)
def test_hostile_yaml_is_refused_at_once(text: str, code: str) -> None:
    start = time.process_time()
    assert code in [found for found, _, _ in faults_of(text)]
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 1_000_000, "too_deep"),
        ('{"a":' * 100_000, "too_deep"),
        ('{"a":' * 1_000_000, "too_large"),
        ('{"a": NaN}', "not_a_number"),
        ('{"a": -Infinity}', "not_a_number"),
        ('{"a": 1e309}', "not_a_number"),
        ('{"a": ' + "9" * 5_000 + "}", "not_a_number"),
        ('{"a": 1, "a": 2}', "duplicate_key"),
        ('{"a": "\\ud800"}', "control_character"),
        ('{"a": "\\u0000"}', "control_character"),
        ("{'a': 1}", "syntax"),
        ('{"a": 1}x', "syntax"),
        ("[]", "no_study"),
        ("null", "no_study"),
    ],
)
def test_hostile_json_is_refused_at_once(text: str, code: str) -> None:
    start = time.process_time()
    assert code in [found for found, _, _ in faults_of(text, "json")]
    assert time.process_time() - start < 5


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    levels = ["l0: &l0 [a, b, c, d, e, f, g, h, i, j]"]
    levels += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 12)]
    start = time.process_time()
    assert faults_of("\n".join(levels))[0][0] == "too_large"
    assert time.process_time() - start < 2


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [date]", "!!python/name:os.system x", "!x y"])
def test_no_tag_is_followed(tag: str) -> None:
    assert "tag" in [code for code, _, _ in faults_of(f"a: {tag}")]


def test_a_file_that_is_not_there_or_not_text_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(FaultyStudyFile, match=r"nowhere\.yaml cannot be opened"):
        read_study_file(tmp_path / "nowhere.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("title: Ikä\n".encode("latin-1"))
    with pytest.raises(FaultyStudyFile, match="not UTF-8"):
        read_study_file(latin)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    marked = tmp_path / "marked.json"
    marked.write_bytes(b"\xef\xbb\xbf" + write_study_file(read_study_file(STUDY), kind="json").encode())
    assert read_study_file(marked) == read_study_file(STUDY)


def test_what_follows_from_a_broken_part_is_not_told_as_a_fault_of_its_own() -> None:
    """A question that could not be read is not also missing wherever it is mentioned."""
    text = """
name: q
title: Q
scales: [{name: joy, title: Joy}]
sections:
  - name: s
    title: S
    pages:
      - name: p
        questions:
          - {type: ratng, name: a, text: A, scale: joy}
          - {type: rating, name: b, text: B, scale: joy}
          - {type: rating, name: c, text: C, scale: joy, show_if: {question: a, value: 9}}
"""
    with pytest.raises(FaultyStudyFile) as caught:
        read_questionnaire_file(text)
    assert [(fault.code, fault.line) for fault in caught.value.faults] == [("unknown_word", 11)]


def test_places_are_those_of_the_file_even_after_broken_parts() -> None:
    text = """
name: q
title: Q
sections:
  - name: s
    title: S
    pages:
      - {name: p0, questions: []}
      - name: p
        questions:
          - {type: ratng, name: a, text: A}
          - {type: rating, name: b, text: B, points: {low: 3, high: 2}}
          - {type: number, name: c, text: C, decimals: many}
          - {type: rating, name: id, text: D}
"""
    with pytest.raises(FaultyStudyFile) as caught:
        read_questionnaire_file(text)
    assert [(fault.code, fault.place, fault.line) for fault in caught.value.faults] == [
        ("too_few_parts", "sections[0].pages[0].questions", 8),
        ("unknown_word", "sections[0].pages[1].questions[0].type", 11),
        ("points_reversed", "sections[0].pages[1].questions[1].points", 12),
        ("wrong_type", "sections[0].pages[1].questions[2].decimals", 13),
        ("reserved_name", "sections[0].pages[1].questions[3].name", 14),
    ]


JUNK = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
    | st.sampled_from([[], {}, [[]], {"en": 5}, "rating", {"all": []}, {"question": "q"}, "2027-13-45"])
)  # fmt: skip


@calmly
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_reader(data: st.DataObject) -> None:
    plain = yaml.safe_load(
        (FOLDER / data.draw(st.sampled_from(["matrix.yaml", "chained_conditions.yaml"]))).read_text()
    )
    broken = copy.deepcopy(plain)
    for _ in range(data.draw(st.integers(1, 4))):
        _damage(broken, data)
    text = json.dumps(broken)
    try:
        read_questionnaire_file(text, kind="json")
    except FaultyStudyFile as error:
        refused = error.faults
    else:
        refused = ()
    assert all(fault.text and fault.advice for fault in refused)


def _damage(node: Any, data: st.DataObject) -> None:
    while True:
        keys = sorted(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        if isinstance(node[key], (dict, list)) and data.draw(st.integers(0, 4)):
            node = node[key]
        elif data.draw(st.booleans()):
            node[key] = data.draw(JUNK)
            return
        else:
            del node[key]
            return


@calmly
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for kind in KINDS:
        with pytest.raises(FaultyStudyFile):
            read_study_file(text, kind=kind)


def test_ten_thousand_faults_are_told_in_reasonable_time() -> None:
    questions = [{"type": "rating", "name": f"q{n}", "text": 5} for n in range(10_000)]
    page = {"name": "p", "questions": questions}
    plain = {"name": "q", "title": "Q", "sections": [{"name": "s", "title": "S", "pages": [page]}]}
    start = time.process_time()
    with pytest.raises(FaultyStudyFile) as caught:
        read_questionnaire_file(json.dumps(plain), kind="json")
    assert len(caught.value.faults) == 10_000
    assert time.process_time() - start < 20
