"""Stored answers as a response matrix: only of people whose consent to it stands, in whole columns at a time.

Versions whose answers can stand side by side are put together; where a breaking change lies between, one side counts.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy.orm import Session

from research.codebook import Codebook, Item
from research.errors import TooFewResponses
from research.matrix import ResponseMatrix
from surveys.models import Study
from surveys.questionnaire.codebook import narrowed_columns, wide_value
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.missing import HIDDEN
from surveys.questionnaire.question_types import WideColumn
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.answers import answer_language
from surveys.services.answers.quote_leave import QuoteLeave
from surveys.services.studies.comparable_versions import common_codebook, comparable_versions
from surveys.services.studies.csv_cells import tenths
from surveys.store.answers import AnswerTable, Window, load_answers
from surveys.store.asker import Asker
from surveys.store.studies import versions_of

SECONDS, VERSION = "seconds_spent", "version_answered"


def build_matrix(
    session: Session,
    *,
    study: Study,
    asker: Asker,
    numbers: Collection[int] | None = None,
    analysis_id: int | None = None,
    completed_only: bool = True,
    window: Window | None = None,
) -> ResponseMatrix:
    """The answers of a study (or of one of its waves) with the codebook of their newest version, by response id.

    `numbers` are those of some versions: all whose answers stand beside theirs count; by default beside the newest's.
    `analysis_id` is for which analysis: people who are left out of it are not read.

    Previews are never stored, so there is nothing to leave out for them.

    Raises
    ------
    TooFewResponses
        Nobody has answered yet, or nobody's consent stands.
    """
    versions = comparable_versions(versions_of(session, study_id=study.id, asker=asker), numbers=numbers)
    by_id = {version.id: version for version in versions}
    questionnaires = [Questionnaire.model_validate(version.definition) for version in versions]
    questionnaire, codebook = questionnaires[-1], common_codebook(versions)
    leave = QuoteLeave(session, study=study, questionnaire=questionnaire, codebook=codebook)
    columns = {version.id: narrowed_columns(each) for version, each in zip(versions, questionnaires, strict=True)}
    frames, ids, languages, numbered = [], [], list[str](), list[int]()
    for table in load_answers(
        session,
        study_id=study.id,
        version_ids=list(by_id),
        asker=asker,
        purposes=purposes_of_analysis(study.mode),
        completed_only=completed_only,
        window=window,
        analysis_id=analysis_id,
    ):
        frames.append(_frame(table, codebook, columns))
        ids += table.ids
        languages += table.languages
        numbered += [by_id[version_id].number for version_id in table.version_ids]
        leave.add(table.ids, table.answers)
    if not ids:
        raise TooFewResponses("nobody_to_place" if study.mode == "profiling" else "no_answers_yet")
    frame = pd.concat(frames, ignore_index=True)
    codes = answer_language.codes_used(languages, questionnaires)
    spoken = answer_language.with_language(codebook, codes)
    if spoken is not codebook:
        codebook = spoken
        frame[answer_language.NAME] = [float(codes[language]) for language in languages]
    frame[VERSION] = numbered
    codebook = replace(codebook, version=VERSION, versions=tuple(version.number for version in versions))
    if frame[SECONDS].notna().any():
        codebook = replace(codebook, duration=SECONDS)
    matrix = ResponseMatrix.from_frame(frame, codebook=codebook, row_ids=ids)
    return replace(matrix, quotable=leave.table())


def _frame(table: AnswerTable, codebook: Codebook, columns: Mapping[int, Mapping[str, WideColumn]]) -> pd.DataFrame:
    plain = [item.name for item in codebook if item.is_coded and not item.is_option]
    frame = pd.DataFrame(_numbers(table.answers, [*plain, *codebook.attention]), columns=[*plain, *codebook.attention])
    further: dict[str, Any] = {SECONDS: np.array([_told(seconds) for seconds in table.seconds])}
    for item in codebook:
        if not item.is_coded:
            further[item.name] = _texts(table.answers, item.name)
        elif item.is_option:
            further[item.name] = _chosen(table.answers, item)
            for row, column in _narrowed(table, columns, item.name):
                if wide_value(column, table.answers[row]) == HIDDEN:
                    further[item.name][row] = np.nan
    return pd.concat([frame, pd.DataFrame(further)], axis=1)


def _told(seconds: float | None) -> float:
    return np.nan if seconds is None else tenths(seconds)


def _numbers(answers: Sequence[Mapping[str, Any]], names: Sequence[str]) -> np.ndarray:
    """Respondents x names; anything that is not a number is missing."""
    rows = [list(map(given.get, names)) for given in answers]
    try:
        return np.array(rows, dtype=float).reshape(len(rows), len(names))
    except (TypeError, ValueError):
        numbers = [[value if isinstance(value, int | float) else None for value in row] for row in rows]
        return np.array(numbers, dtype=float).reshape(len(rows), len(names))


def _texts(answers: Sequence[Mapping[str, Any]], name: str) -> list[str | None]:
    return [value if isinstance(value := given.get(name), str) else None for given in answers]


def _chosen(answers: Sequence[Mapping[str, Any]], item: Item) -> np.ndarray:
    """One option of a multiple choice: 1 chosen, 0 not; missing where the question was not answered."""
    code = _code_of(item)
    cells = [given.get(item.group or "") for given in answers]
    return np.array([float(code in value) if isinstance(value, list) else np.nan for value in cells], dtype=float)


def _narrowed(
    table: AnswerTable, columns: Mapping[int, Mapping[str, WideColumn]], name: str
) -> Iterator[tuple[int, WideColumn]]:
    """The lines in which an option may not have been offered: who never saw it did not leave it out."""
    if any(name in known for known in columns.values()):
        for row, version in enumerate(table.version_ids):
            if name in columns[version]:
                yield row, columns[version][name]


def _code_of(item: Item) -> int:
    """The option behind a column named `question_3` (or `question_m3` for -3)."""
    written = item.name[len(item.group or "") + 1 :]
    return -int(written[1:]) if written.startswith("m") else int(written)
