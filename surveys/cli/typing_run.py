"""What `whyprint type` does: read a rule and a file of answers, type everybody, write one line per person."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from research.codebook import Item
from research.errors import BadData
from research.reading.cells import CodedColumn, code_column, says_yes
from research.reading.plain_file import read_json_text
from research.reading.tables import read_data
from research.said import Count, say
from research.summary.rule_file import read_rule_file
from research.typing.people import score_people
from research.typing.rule import MISSING, UNCLEAR
from surveys.errors import Invalid
from surveys.exports.file import csv_table

OWN_CONSENT = "consent_profile"
"""The column of our exports that says who agreed to be placed in a group."""
ROW = "\0row"
"""Place in the file; no column of a file is called so."""
SHOWN = 20
DIGITS = 4


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many people landed where."""

    people: int
    segments: Mapping[str, int]
    unclear: int
    missing: int
    not_agreed: int


def type_file(
    data: Path, *, rule_file: Path, out: Path, id_column: str | None, consent: str | None, missing: tuple[float, ...]
) -> Counts:
    """Type everybody in a file who agreed to it; writes nothing where anything is wrong.

    Without a name for the column of consents, the one of our own exports counts where the file has it.

    Raises
    ------
    BadData
        The rule, columns or answers cannot be used; each is named.
    Invalid
        The file cannot be written.
    """
    rule = read_rule_file(read_json(rule_file))
    if out.suffix.lower() != ".csv":
        raise Invalid(f"{out.name} is no name of a CSV file.", "Let it end in .csv.")
    further = [name for name in (id_column, consent) if name]
    table = read_data(data, columns=[*rule["items"], *further, OWN_CONSENT], missing_codes=missing)
    _refuse_missing_columns(table, [*rule["items"], *further])
    read = len(table)
    table = _agreed(table, consent or OWN_CONSENT)
    answers = _answers(table, rule, missing=missing)
    found = score_people(rule, answers)
    _write(_lines(table, found, rule, id_column), out)
    named = {segment: f"{segment} {rule.get('names', {}).get(segment, '')}".strip() for segment in rule["segments"]}
    return Counts(
        people=len(found),
        segments={named[segment]: int((found["segment"] == segment).sum()) for segment in rule["segments"]},
        unclear=int((found["status"] == UNCLEAR).sum()),
        missing=int((found["status"] == MISSING).sum()),
        not_agreed=read - len(table),
    )


def read_json(path: Path) -> Any:
    """What a JSON file holds.

    Raises
    ------
    BadData
        It cannot be read, or is none.
    """
    try:
        return read_json_text(path)
    except OSError as error:
        raise BadData("json_not_read", file=str(path), reason=str(error.strerror)) from error
    except ValueError as error:
        raise BadData("no_json", file=path.name, reason=str(error)) from error


def _refuse_missing_columns(table: pd.DataFrame, names: list[str]) -> None:
    absent = [name for name in names if name not in table]
    if absent:
        raise BadData("columns_of_rule_missing", where=tuple(absent), n=len(absent), columns=absent)


def _agreed(table: pd.DataFrame, consent: str) -> pd.DataFrame:
    """Without the people who did not agree to be placed; their lines keep their places in the file."""
    numbered = table.assign(**{ROW: np.arange(1, len(table) + 1)})
    return numbered[says_yes(table[consent])] if consent in table else numbered


def _answers(table: pd.DataFrame, rule: Mapping[str, Any], *, missing: tuple[float, ...]) -> pd.DataFrame:
    questions = rule.get("questions") or {}
    coded = [
        code_column(table[name], item=_item(name, questions.get(name) or {}), missing_codes=missing)
        for name in rule["items"]
    ]
    _refuse_other_answers(coded)
    return pd.DataFrame({column.item.name: column.values for column in coded}, index=table.index)


def _item(name: str, question: Mapping[str, Any]) -> Item:
    low, high = question.get("low"), question.get("high")
    return Item(
        name=name,
        text=str(question.get("text") or ""),
        type=question.get("type") or "ordinal",
        range=None if low is None or high is None else (float(low), float(high)),
        labels={int(code): str(words) for code, words in (question.get("labels") or {}).items()},
    )


def _refuse_other_answers(coded: list[CodedColumn]) -> None:
    bad = [cell for column in coded for cell in column.bad]
    n_bad = sum(column.n_bad for column in coded)
    if not bad:
        return
    more = [say("further_cells", n=Count(n_bad - SHOWN))] if n_bad > SHOWN else []
    raise BadData(
        "answers_of_no_question",
        where=[column.item.name for column in coded if column.bad],
        n=Count(n_bad),
        cells=[*bad[:SHOWN], *more],
    )


def _lines(table: pd.DataFrame, found: pd.DataFrame, rule: Mapping[str, Any], id_column: str | None) -> pd.DataFrame:
    columns: dict[str, Any] = {"row": table[ROW].to_numpy()}
    if id_column:
        columns["id"] = table[id_column].to_numpy()
    columns |= {"segment": found["segment"].to_numpy(), "status": found["status"].to_numpy()}
    columns |= {f"p_{segment}": found[segment].round(DIGITS).to_numpy() for segment in rule["segments"]}
    return pd.DataFrame(columns)


def _write(lines: pd.DataFrame, out: Path) -> None:
    """Whole or not at all."""
    part = out.with_name(f".{out.name}.part")
    try:
        csv_table(lines).to_csv(part, index=False)
        part.replace(out)
    except OSError as error:
        raise Invalid(f"{out} cannot be written: {error.strerror}.", "Name a file you may write.") from error
