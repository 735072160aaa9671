"""`whyprint analyse`: three files from a table and a codebook, and a named refusal of everything else."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml
from click.testing import CliRunner, Result

from surveys.cli import main
from surveys.cli.analyse import REFUSED, _tell
from surveys.cli.analysis_files import _kinds
from surveys.cli.progress_line import ProgressLine
from tests.report_samples import PEOPLE, sample_codebook, sample_frame, sample_summary

PLAN = {"bootstraps": 10, "segments": [2, 3]}
Analyse = Callable[..., Result]


class Study:
    """Files of a small study in a folder; change them, then run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.frame = sample_frame()
        self.codebook: dict[str, Any] = sample_codebook().to_dict()
        self.plan: dict[str, Any] = dict(PLAN)

    def run(self, *more: str, data: str = "data.csv", out: str = "out") -> Result:
        self.frame.to_csv(self.folder / "data.csv", index=False)
        (self.folder / "codebook.yaml").write_text(yaml.safe_dump(self.codebook), encoding="utf-8")
        (self.folder / "plan.yaml").write_text(yaml.safe_dump(self.plan), encoding="utf-8")
        words = ["analyse", str(self.folder / data), "--codebook", str(self.folder / "codebook.yaml")]
        words += ["--plan", str(self.folder / "plan.yaml"), "--out", str(self.folder / out), "--jobs", "1", *more]
        return CliRunner().invoke(main, words)

    def summary(self, out: str = "out") -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / out / "summary.json").read_text(encoding="utf-8"))
        return found


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return Study(tmp_path)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, Result]:
    made = Study(tmp_path_factory.mktemp("analyse"))
    return made, made.run()


def refused(result: Result) -> str:
    """What was said, after checking that it is a refusal and no crash."""
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == REFUSED
    assert "Traceback" not in result.output + result.stderr
    assert "mistake in the program" not in result.stderr
    return result.stderr


def test_four_files_are_written(done: tuple[Study, Result]) -> None:
    study, result = done

    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (study.folder / "out").iterdir()) == [
        "assignments.csv",
        "report.html",
        "solution.json",
        "summary.json",
    ]


def test_the_summary_has_its_agreed_parts(done: tuple[Study, Result]) -> None:
    summary = done[0].summary()

    assert set(summary) >= {
        "data", "screening", "items", "scales", "correlations", "adequacy", "retention", "factors", "response_style",
        "segments", "personas", "contrast", "typing_tool", "provenance", "warnings",
    }  # fmt: skip
    assert summary["data"]["n"] == PEOPLE


def test_everybody_has_a_line_in_the_order_of_the_data(done: tuple[Study, Result]) -> None:
    study, _ = done
    lines = pd.read_csv(study.folder / "out" / "assignments.csv")
    codes = study.summary()["segments"]["codes"]

    assert list(lines["row"]) == list(range(1, PEOPLE + 1))
    assert set(lines["segment"].dropna()) == set(codes)
    assert np.allclose(lines[[f"p_{code}" for code in codes]].dropna().sum(axis=1), 1, atol=0.001)
    assert {"F1", "flagged", "flags"} <= set(lines)


def test_the_report_is_one_file_that_stands_alone(done: tuple[Study, Result]) -> None:
    report = (done[0].folder / "out" / "report.html").read_text(encoding="utf-8")

    assert "<!doctype html>" in report[:600]
    assert "sample study" in report
    assert "http" not in report.replace("http://www.w3.org", "")


def test_the_report_hides_what_the_summary_still_holds(done: tuple[Study, Result]) -> None:
    study, _ = done

    assert "Canary Islands" in (study.folder / "out" / "summary.json").read_text(encoding="utf-8")
    assert "Canary Islands" not in (study.folder / "out" / "report.html").read_text(encoding="utf-8")


def test_one_of_anything_is_told_as_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    one = sample_summary().segments.model_copy(update={"k": 1})
    factors = sample_summary().factors.model_copy(update={"k": 1})
    _tell(sample_summary().model_copy(update={"segments": one, "factors": factors, "personas": []}), tmp_path, ())

    assert "1 dimension, 1 segment (" in capsys.readouterr().out


def test_progress_names_the_stages_where_nobody_watches(done: tuple[Study, Result]) -> None:
    lines = done[1].stderr.splitlines()

    assert any("Finding the dimensions" in line for line in lines)
    assert any("Drawing and writing the report" in line for line in lines)


def test_the_same_data_plan_and_seed_give_the_same_bytes(done: tuple[Study, Result]) -> None:
    study, _ = done
    study.run(out="again")

    for name in ("summary.json", "assignments.csv", "report.html", "solution.json"):
        assert (study.folder / "out" / name).read_bytes() == (study.folder / "again" / name).read_bytes()


def test_a_seed_on_the_command_line_wins(study: Study) -> None:
    study.run("--seed", "7")

    assert study.summary()["provenance"]["seed"] == 7


def test_a_missing_data_file_is_named(study: Study) -> None:
    assert "nowhere.csv" in refused(study.run(data="nowhere.csv"))


def test_a_missing_codebook_is_named(study: Study) -> None:
    result = CliRunner().invoke(main, ["analyse", "x.csv", "--codebook", "none.yaml", "--out", str(study.folder)])

    assert "none.yaml" in refused(result)
    assert list(study.folder.iterdir()) == []


def test_all_faults_of_a_codebook_are_told_at_once(study: Study) -> None:
    study.codebook["items"][0]["type"] = "wobbly"
    study.codebook["items"][1]["type"] = "wavy"

    told = refused(study.run())

    assert "wobbly" in told
    assert "wavy" in told


def test_a_codebook_that_is_no_mapping_is_refused(study: Study) -> None:
    study.codebook = {"nothing": 1}

    assert "items" in refused(study.run())


def test_all_missing_columns_are_named(study: Study) -> None:
    study.frame = study.frame.drop(columns=["q01", "q02"])

    told = refused(study.run())

    assert "q01" in told
    assert "q02" in told


def test_a_plan_with_faults_is_refused_with_all_of_them(study: Study) -> None:
    study.plan = {"rotation": "sideways", "bootstraps": 3}

    told = refused(study.run())

    assert "sideways" in told
    assert "bootstraps" in told


def test_a_plan_that_is_a_list_is_refused(study: Study) -> None:
    study.plan = [1, 2]  # type: ignore[assignment]

    assert "mapping" in refused(study.run())


def test_wrong_codes_are_told_and_do_not_stop_the_rest(study: Study) -> None:
    study.frame.loc[study.frame.index[:3], "q02"] = 77

    result = study.run()

    assert result.exit_code == 0, result.stderr
    assert "q02" in result.stderr


def test_an_item_that_everybody_answered_alike_is_named(study: Study) -> None:
    study.frame["q03"] = 4

    assert "q03" in study.run().stderr


def test_one_respondent_is_too_few(study: Study) -> None:
    study.frame = study.frame.head(1)

    assert "1 respondent" in refused(study.run())
    assert not (study.folder / "out" / "summary.json").exists()


def test_fewer_people_than_items_are_refused(study: Study) -> None:
    study.frame = study.frame.head(9)

    assert "9 respondents" in refused(study.run())
    assert not (study.folder / "out" / "summary.json").exists()


def test_answers_that_are_all_missing_are_refused(study: Study) -> None:
    items = [name for name in study.frame if name.startswith("q")]
    study.frame[items] = np.nan

    assert "q01" in refused(study.run())
    assert not (study.folder / "out" / "summary.json").exists()


def test_answers_in_no_order_and_few_people_are_told_in_full(study: Study) -> None:
    rng = np.random.default_rng(4)
    kind = rng.random(120) < 0.5
    names = ["drink", "place", "time", "company"]
    study.frame = pd.DataFrame({name: np.where(rng.random(120) < 0.1, 3, np.where(kind, 1, 2)) for name in names})
    items = [{"name": name, "type": "nominal", "facet": "lifestyle", "text": f"Usual {name}"} for name in names]
    study.codebook = {"name": "choices", "items": items}

    result = study.run()

    assert result.exit_code == 0, result.output + result.stderr
    summary = study.summary()
    assert (summary["factors"]["k"], summary["factors"]["names"]) == (0, [])
    assert summary["segments"]["method"] == "lca"
    assert sum(summary["segments"]["sizes"].values()) == 120
    assert "no_factors" in {warning["code"] for warning in summary["warnings"]}
    assert "Usual drink" in (study.folder / "out" / "report.html").read_text(encoding="utf-8")


def test_one_factor_that_cannot_be_is_said_and_the_report_is_made(study: Study) -> None:
    rng = np.random.default_rng(3)
    r = np.full((4, 4), 0.3) + 0.7 * np.eye(4)
    r[0, 1:] = r[1:, 0] = 0.62
    normal = rng.standard_normal((400, 4)) @ np.linalg.cholesky(r).T
    study.frame = pd.DataFrame(np.clip(np.round(normal + 3), 1, 5).astype(int), columns=list("abcd"))
    items = [{"name": name, "type": "ordinal", "range": [1, 5], "facet": "values"} for name in "abcd"]
    study.codebook = {"name": "heywood", "items": items}

    result = study.run()

    assert result.exit_code == 0, result.output + result.stderr
    said = next(warning for warning in study.summary()["warnings"] if warning["code"] == "no_factors")
    assert "would explain a completely" in said["text"]
    assert said["advice"]


def test_an_item_that_is_the_copy_of_another_is_no_crash(study: Study) -> None:
    study.frame["q02"] = study.frame["q01"]

    result = study.run()

    assert "mistake in the program" not in result.stderr
    assert "q01" in result.stderr or "smooth" in result.stderr


def test_a_table_without_lines_is_refused(study: Study) -> None:
    study.frame = study.frame.head(0)

    refused(study.run())


def test_a_damaged_file_is_refused(study: Study) -> None:
    (study.folder / "data.xlsx").write_bytes(b"PK\x03\x04 not a workbook")

    refused(study.run(data="data.xlsx"))


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_computed(study: Study) -> None:
    (study.folder / "file").write_text("x", encoding="utf-8")

    told = refused(study.run(out="file/out"))

    assert "cannot be made" in told
    assert "Finding the dimensions" not in told


def test_a_mistake_in_the_program_is_told_without_a_traceback(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object, **_more: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("surveys.cli.analysis_files.run_analysis", broken)

    result = study.run()

    assert result.exit_code == REFUSED
    assert "ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_watched_terminal_has_one_line_that_moves(capsys: pytest.CaptureFixture[str]) -> None:
    class Terminal:
        def __init__(self) -> None:
            self.text = ""

        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            self.text += text
            return len(text)

        def flush(self) -> None:
            """Nothing is held back."""

    terminal = Terminal()
    line = ProgressLine(terminal, clock=lambda: 0.0)  # type: ignore[arg-type]
    line("segments", 0.5)
    line("segments", 0.501)
    line("report", 0.9)
    line.end()

    assert "\n" not in terminal.text
    assert " 50%" in terminal.text
    assert terminal.text.count("\r") == 3


def test_answers_of_versions_that_mean_something_else_are_refused(study: Study) -> None:
    study.codebook |= {"version": "version", "versions": [2, 3]}
    study.frame["version"] = [1] * 101 + [2] * (len(study.frame) - 101)
    said = refused(study.run())
    assert "101 lines answer version 1 of the questionnaire, and the codebook describes 2 and 3" in said
    assert "analysed apart" in said


def test_an_export_that_pools_versions_without_a_word_of_it_is_refused(study: Study) -> None:
    study.frame["respondent"] = range(len(study.frame))
    study.frame["version"] = [1, 2] * (len(study.frame) // 2)
    study.codebook["id"] = "respondent"
    assert "answer version 1 and 2 of the questionnaire" in refused(study.run())


def test_a_separator_at_the_end_of_every_line_changes_no_figure(done: tuple[Study, Result], study: Study) -> None:
    header, *lines = study.frame.to_csv(index=False).splitlines()
    (study.folder / "commas.csv").write_text("\n".join([header, *(f"{line}," for line in lines)]), encoding="utf-8")

    result = study.run(data="commas.csv")

    assert result.exit_code == 0, result.output
    assert study.summary() == done[0].summary()


def test_a_line_that_moved_is_refused_by_its_number(study: Study) -> None:
    lines = study.frame.to_csv(index=False).splitlines()
    lines[41] = f"7,{lines[41]}"
    (study.folder / "moved.csv").write_text("\n".join(lines), encoding="utf-8")

    assert "line 42 has" in refused(study.run(data="moved.csv"))


def test_ids_keep_their_zeros_and_run_in_no_spreadsheet(study: Study) -> None:
    study.codebook["id"] = "person"
    study.frame.insert(0, "person", ["=cmd|' /C calc'!A0", *(f"{place:05d}" for place in range(1, PEOPLE))])

    result = study.run()

    assert result.exit_code == 0, result.output
    lines = pd.read_csv(study.folder / "out" / "assignments.csv", dtype=str)
    assert lines["id"].tolist()[:3] == ["'=cmd|' /C calc'!A0", "00001", "00002"]


def test_the_first_person_without_a_segment_does_not_make_segments_numbers() -> None:
    lines = pd.DataFrame({"row": [1], "segment": np.array([np.nan], dtype=object), "p_S1": [np.nan]})

    assert [str(kind) for kind in _kinds(lines).types] == ["int64", "string", "double"]
