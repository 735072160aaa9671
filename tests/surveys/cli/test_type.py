"""`whyprint type`: one line per person, and a named refusal of what the rule cannot be asked about."""

import json
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from research.summary.rule_file import rule_file
from research.typing.rule import score_rule
from surveys.cli import main
from tests.report_samples import PEOPLE, sample_frame, sample_summary


class Newcomers:
    """A rule and people to type, in a folder; change them, then run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rule = rule_file(sample_summary())
        self.frame = sample_frame()
        self.frame.insert(0, "who", [f"p{place}" for place in range(PEOPLE)])

    def run(self, *more: str, data: str = "new.csv", rule: str = "rule.json", out: str = "typed.csv") -> Result:
        self.frame.to_csv(self.folder / "new.csv", index=False)
        (self.folder / "rule.json").write_text(json.dumps(self.rule), encoding="utf-8")
        (self.folder / "summary.json").write_text(json.dumps(sample_summary().plain()), encoding="utf-8")
        words = ["type", str(self.folder / data), "--rule", str(self.folder / rule), "--out", str(self.folder / out)]
        return CliRunner().invoke(main, [*words, *more])

    def typed(self) -> pd.DataFrame:
        return pd.read_csv(self.folder / "typed.csv")


@pytest.fixture
def newcomers(tmp_path: Path) -> Newcomers:
    return Newcomers(tmp_path)


def refused(result: Result) -> str:
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    return result.stderr


def test_everybody_has_a_line_with_segment_status_and_probabilities(newcomers: Newcomers) -> None:
    result = newcomers.run("--id", "who")

    assert result.exit_code == 0, result.stderr
    lines = newcomers.typed()
    segments = newcomers.rule["segments"]
    assert list(lines) == ["row", "id", "segment", "status", *(f"p_{code}" for code in segments)]
    assert list(lines["id"]) == list(newcomers.frame["who"])
    told = lines[lines["status"] != "missing"]
    assert told[[f"p_{code}" for code in segments]].sum(axis=1).between(0.999, 1.001).all()
    assert lines.loc[lines["status"] != "typed", "segment"].isna().all()
    assert f"{PEOPLE:,} people" in result.output


def test_the_lines_are_what_the_arithmetic_gives_by_hand(newcomers: Newcomers) -> None:
    newcomers.run()
    lines = newcomers.typed()
    for place in (0, 17, 230):
        alone = score_rule(newcomers.rule, newcomers.frame.iloc[place].to_dict())
        assert lines.loc[place, "status"] == (alone["reason"] or "typed")
        for code, probability in alone["probabilities"].items():
            assert lines.loc[place, f"p_{code}"] == pytest.approx(probability, abs=1e-4)


def test_a_summary_serves_as_well_as_a_rule_file(newcomers: Newcomers) -> None:
    newcomers.run()
    by_rule = newcomers.typed()
    assert newcomers.run(rule="summary.json").exit_code == 0
    assert newcomers.typed().equals(by_rule)


def test_spss_and_workbooks_are_read_too(newcomers: Newcomers) -> None:
    newcomers.run()
    by_csv = newcomers.typed()
    pyreadstat.write_sav(newcomers.frame, newcomers.folder / "new.sav")
    newcomers.frame.to_excel(newcomers.folder / "new.xlsx", index=False)
    for name in ("new.sav", "new.xlsx"):
        assert newcomers.run(data=name).exit_code == 0
        assert newcomers.typed().equals(by_csv)


def test_answers_in_words_are_understood(newcomers: Newcomers) -> None:
    newcomers.run()
    by_code = newcomers.typed()
    item = newcomers.rule["items"][0]
    words = {float(code): text for code, text in newcomers.rule["questions"][item]["labels"].items()}
    newcomers.frame[item] = newcomers.frame[item].map(words)
    assert newcomers.run().exit_code == 0
    assert newcomers.typed().equals(by_code)


def test_missing_columns_are_all_named(newcomers: Newcomers) -> None:
    gone = newcomers.rule["items"][:2]
    newcomers.frame = newcomers.frame.drop(columns=gone)
    told = refused(newcomers.run("--id", "nobody"))
    assert all(name in told for name in [*gone, "nobody"])
    assert not (newcomers.folder / "typed.csv").exists()


def test_answers_outside_the_range_are_named_by_line_and_column(newcomers: Newcomers) -> None:
    item = newcomers.rule["items"][1]
    newcomers.frame.loc[newcomers.frame.index[3], item] = 9
    told = refused(newcomers.run())
    assert f"line 5, column {item}" in told
    assert "--missing" in told


def test_a_code_that_means_no_answer_leaves_the_person_without_a_segment(newcomers: Newcomers) -> None:
    newcomers.frame.loc[newcomers.frame.index[3], newcomers.rule["items"][1]] = -99
    result = newcomers.run("--missing", "-99")
    assert result.exit_code == 0
    line = newcomers.typed().iloc[3]
    assert line["status"] == "missing"
    assert pd.isna(line["segment"])
    assert "left out one of the questions" in result.output


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "other"}', "not json"])
def test_what_is_no_rule_is_refused(newcomers: Newcomers, content: str) -> None:
    newcomers.run()
    (newcomers.folder / "other.json").write_text(content, encoding="utf-8")
    assert "other.json" in refused(newcomers.run(rule="other.json")) or "no rule" in refused(
        newcomers.run(rule="other.json")
    )
    assert "nowhere.json" in refused(newcomers.run(rule="nowhere.json"))


def test_an_analysis_of_an_older_version_says_that_it_must_be_run_again(newcomers: Newcomers) -> None:
    summary = sample_summary().plain()
    del summary["typing_tool"]["questions"]
    (newcomers.folder / "old.json").write_text(json.dumps(summary), encoding="utf-8")
    assert "Run the analysis again" in refused(newcomers.run(rule="old.json"))


def test_the_schema_describes_the_rule_files_there_are(newcomers: Newcomers) -> None:
    result = CliRunner().invoke(main, ["schema", "rule"])
    schema = json.loads(result.output)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(newcomers.rule)
    assert not Draft202012Validator(schema).is_valid({**newcomers.rule, "threshold": "high"})


def test_ids_come_out_as_they_went_in_and_run_in_no_spreadsheet(newcomers: Newcomers) -> None:
    newcomers.frame["who"] = ["@SUM(A1)", *(f"{place:05d}" for place in range(1, PEOPLE))]

    assert newcomers.run("--id", "who").exit_code == 0
    typed = pd.read_csv(newcomers.folder / "typed.csv", dtype=str)
    assert typed["id"].tolist()[:2] == ["'@SUM(A1)", "00001"]


@pytest.mark.parametrize(("column", "more"), [("consent_profile", ()), ("may", ("--consent", "may"))])
def test_only_who_agreed_to_be_placed_is_typed(newcomers: Newcomers, column: str, more: tuple[str, ...]) -> None:
    newcomers.frame[column] = ["0", None, "no", *["1"] * (len(newcomers.frame) - 3)]
    result = newcomers.run("--id", "who", *more)
    assert result.exit_code == 0, result.stderr
    assert list(newcomers.typed()["id"]) == list(newcomers.frame["who"])[3:]
    assert newcomers.typed()["row"].min() == 4
    assert "did not agree to be placed, and are not in the file  3" in result.output


def test_a_column_of_consents_that_is_not_there_is_named(newcomers: Newcomers) -> None:
    assert "may" in refused(newcomers.run("--consent", "may"))
    assert not (newcomers.folder / "typed.csv").exists()
