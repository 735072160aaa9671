"""Answers as a matrix, respondents x items, with their codebook: the one thing every analysis starts from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from research.codebook import Codebook, Item
from research.errors import BadData, Caution, TooFewResponses, caution
from research.reading.cells import FIRST_LINE, YES, CodedColumn, code_column, split_multiple
from research.reading.versions import read_versions, version_column
from research.said import Count, Said, Wrote, say

MOSTLY_BAD = 0.05
"""A column in which more cells than this do not fit is described wrongly: an error, not a caution."""
SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class ResponseMatrix:
    """Respondents x items.

    Parameters
    ----------
    values : DataFrame, n x items
        Answer codes and numbers as given (not reversed); missing = NaN; index = respondent ids.
    texts : DataFrame, n x open questions
        Open answers.
    codebook : Codebook
        Meaning of the columns; a multiple choice appears as one 0/1 item per option.
    quotable : DataFrame of bool, n x open questions, or None
        Whether this person agreed that this answer is quoted; None where nobody was asked.
    weights : Series or None
        Survey weights, mean 1.
    seconds : Series or None
        Time each respondent took.
    attention_failed : Series or None
        Whether any attention check was answered wrongly.
    versions : Series of int, or None
        Version of the questionnaire that each respondent answered; None where nothing is known of versions.
    missing : mapping
        Column -> missing code -> number of cells.
    cautions : tuple of Caution
        What was seen while reading.
    bad_cells : tuple of Said
        Cells that did not fit the codebook and are missing in `values`.
    """

    values: pd.DataFrame
    codebook: Codebook
    texts: pd.DataFrame = field(default_factory=pd.DataFrame)
    quotable: pd.DataFrame | None = None
    weights: pd.Series | None = None
    seconds: pd.Series | None = None
    attention_failed: pd.Series | None = None
    versions: pd.Series | None = None
    missing: Mapping[str, Mapping[float, int]] = field(default_factory=dict)
    cautions: tuple[Caution, ...] = ()
    bad_cells: tuple[Said, ...] = ()

    def __len__(self) -> int:
        return len(self.values)

    @staticmethod
    def columns_of(codebook: Codebook) -> frozenset[str]:
        """Every column of a table that `from_frame` may look at; the others need not be read."""
        options = [name for item in codebook if item.type == "multiple" for name in _option_columns(item)]
        others = [version_column(codebook), *(name for name in _further_columns(codebook) if name)]
        return frozenset([*(item.name for item in codebook), *options, *others, *codebook.attention])

    @classmethod
    def from_frame(
        cls, frame: pd.DataFrame, *, codebook: Codebook, row_ids: Sequence[object] | None = None
    ) -> "ResponseMatrix":
        """Read a table by its codebook.

        Parameters
        ----------
        frame : DataFrame, one line per respondent
            Columns named as in the codebook; further columns are ignored.
        codebook : Codebook
            What the columns mean.
        row_ids : sequence, optional
            Respondent ids; else the codebook's id column; else 1, 2, ….

        Raises
        ------
        BadData
            Missing columns (all of them named), repeated ids, or a column described wrongly.
        TooFewResponses
            The table has no lines.
        """
        _refuse_missing_columns(frame, codebook)
        if frame.empty:
            raise TooFewResponses("no_respondents")
        versions = read_versions(frame, codebook)
        index = _index(_ids(frame, codebook, row_ids))
        coded = [
            code_column(frame[item.name], item=item, missing_codes=codebook.missing_codes) for item in _single(codebook)
        ]
        _refuse_wrong_descriptions(coded, len(frame))
        columns, items = _assemble(frame, codebook, coded)
        bad = tuple(cell for column in coded for cell in column.bad)[:SHOWN]
        text_names = [item.name for item in codebook if item.type == "text"]
        return cls(
            values=pd.DataFrame(columns, index=index, copy=False),  # column by column, so that parts of it cost nothing
            codebook=codebook.with_items(items),
            texts=frame[text_names].set_axis(index, axis=0),
            quotable=_quotable(frame, codebook, text_names, index),
            weights=_weights(frame, codebook, index),
            seconds=_numbers(frame, codebook.duration, index),
            attention_failed=_attention(frame, codebook, index),
            versions=None if versions is None else pd.Series(versions, index=index, name="version"),
            missing={column.item.name: dict(column.missing) for column in coded},
            cautions=_cautions_about(bad, coded),
            bad_cells=bad,
        )

    def keyed(self, names: Iterable[str]) -> pd.DataFrame:
        """Answers with reverse-keyed items reversed once, as `low + high - x`."""
        return pd.DataFrame({name: self._keyed(name) for name in names}, index=self.values.index, copy=False)

    def _keyed(self, name: str) -> pd.Series:
        item, answers = self.codebook[name], self.values[name]
        return item.range[0] + item.range[1] - answers if item.reverse and item.range is not None else answers

    def of(self, ids: pd.Index) -> "ResponseMatrix":
        """The same matrix for some respondents."""
        if ids.equals(self.values.index):
            return self
        return ResponseMatrix(
            values=self.values.loc[ids],
            codebook=self.codebook,
            texts=self.texts.loc[ids] if len(self.texts.columns) else self.texts,
            quotable=None if self.quotable is None else self.quotable.loc[ids],
            weights=None if self.weights is None else self.weights.loc[ids],
            seconds=None if self.seconds is None else self.seconds.loc[ids],
            attention_failed=None if self.attention_failed is None else self.attention_failed.loc[ids],
            versions=None if self.versions is None else self.versions.loc[ids],
            missing=self.missing,
            cautions=self.cautions,
            bad_cells=self.bad_cells,
        )


def _further_columns(codebook: Codebook) -> tuple[str | None, ...]:
    """Columns that are about a respondent, and not an answer."""
    return codebook.id, codebook.duration, codebook.weight, codebook.quote_consent, codebook.version


def _single(codebook: Codebook) -> list[Item]:
    return [item for item in codebook if item.type not in ("text", "multiple")]


def _option_columns(item: Item) -> dict[str, int]:
    return {f"{item.name}_{code}": code for code in item.labels}


def _refuse_missing_columns(frame: pd.DataFrame, codebook: Codebook) -> None:
    present = set(frame.columns)
    absent = [
        item.name
        for item in codebook
        if item.name not in present and not (item.type == "multiple" and set(_option_columns(item)) <= present)
    ]
    absent += [name for name in _further_columns(codebook) if name and name not in present]
    absent += [name for name in codebook.attention if name not in present]
    if absent:
        raise BadData("columns_missing", where=absent, n=len(absent), columns=absent)
    repeated = list(map(str, frame.columns[frame.columns.duplicated()].unique()))
    if repeated:
        raise BadData("columns_twice", where=repeated, columns=repeated)


def _refuse_wrong_descriptions(coded: Sequence[CodedColumn], n: int) -> None:
    wrong = [column for column in coded if column.n_bad > max(MOSTLY_BAD * n, 1)]
    if wrong:
        names, examples = [column.item.name for column in wrong], [column.bad[0] for column in wrong[:SHOWN]]
        raise BadData("columns_outside_codebook", where=names, n=len(wrong), cells=examples)


def _cautions_about(bad: Sequence[Said], coded: Sequence[CodedColumn]) -> tuple[Caution, ...]:
    n = sum(column.n_bad for column in coded)
    if not n:
        return ()
    more = [say("further_cells", n=Count(n - len(bad)))] if n > len(bad) else []
    names = [column.item.name for column in coded if column.n_bad]
    lines = Wrote([line for cell in bad for line in cell.voices["line"]])  # so that all of it stays in the team
    return (caution("cells_outside_codebook", where=names, n=Count(n), cells=[*bad, *more], lines=lines),)


def _ids(frame: pd.DataFrame, codebook: Codebook, row_ids: Sequence[object] | None) -> Sequence[object]:
    if row_ids is not None:
        return row_ids
    if codebook.id is None:
        return range(1, len(frame) + 1)
    ids = frame[codebook.id]
    if ids.isna().any() or ids.duplicated().any():
        lines = np.flatnonzero(ids.isna() | ids.duplicated()) + FIRST_LINE
        told = Wrote(list(map(str, lines)))
        raise BadData("ids_empty_or_repeated", where=(codebook.id,), column=codebook.id, lines=told)
    return list(ids)


def _index(ids: Sequence[object]) -> pd.Index:
    """Numbers in a row need no list of a million of them, and no table to find one again."""
    if isinstance(ids, range):
        return pd.RangeIndex(ids.start, ids.stop, name="respondent")
    return pd.Index(list(ids), name="respondent", dtype=None)


def _assemble(
    frame: pd.DataFrame, codebook: Codebook, coded: Sequence[CodedColumn]
) -> tuple[dict[str, np.ndarray], list[Item]]:
    """Columns and items in the order of the codebook; a multiple choice becomes one 0/1 item per option."""
    by_name = {column.item.name: column for column in coded}
    columns: dict[str, np.ndarray] = {}
    items: list[Item] = []
    for item in codebook:
        if item.name in by_name:
            columns[item.name] = by_name[item.name].values
            items.append(by_name[item.name].item)
        elif item.type == "multiple":
            for option, values in _options(frame, item):
                columns[option.name] = values
                items.append(option)
        else:
            items.append(item)
    return columns, items


def _options(frame: pd.DataFrame, item: Item) -> Iterable[tuple[Item, np.ndarray]]:
    if item.name in frame.columns:
        by_code = split_multiple(frame[item.name], item)
    else:
        names = _option_columns(item)
        by_code = {
            code: pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype=float) for name, code in names.items()
        }
        by_code = {code: np.where(np.isin(values, (0, 1)), values, np.nan) for code, values in by_code.items()}
    for code, label in item.labels.items():
        option = Item(
            name=f"{item.name}_{code}",
            text=item.words,
            type="binary",
            facet=item.facet,
            labels={0: "No", 1: label},
            group=item.name,
            option=label,
        )
        yield option, by_code[code]


def _numbers(frame: pd.DataFrame, name: str | None, index: pd.Index) -> pd.Series | None:
    if name is None:
        return None
    return pd.Series(pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype=float), index=index, name=name)


def _weights(frame: pd.DataFrame, codebook: Codebook, index: pd.Index) -> pd.Series | None:
    weights = _numbers(frame, codebook.weight, index)
    if weights is None:
        return None
    if not np.isfinite(weights).all() or (weights <= 0).any():
        raise BadData("weights_not_positive", where=(str(weights.name),), column=str(weights.name))
    return weights / weights.mean()


def _quotable(frame: pd.DataFrame, codebook: Codebook, questions: list[str], index: pd.Index) -> pd.DataFrame | None:
    """One leave for all open answers of a person; whatever is not clearly a yes is a no."""
    if codebook.quote_consent is None or not questions:
        return None
    cells = frame[codebook.quote_consent]
    words = cells.astype(str).str.strip().str.casefold()
    agreed = (pd.to_numeric(cells, errors="coerce").eq(1) | words.isin(YES)).to_numpy(dtype=bool, na_value=False)
    return pd.DataFrame(dict.fromkeys(questions, agreed), index=index)


def _attention(frame: pd.DataFrame, codebook: Codebook, index: pd.Index) -> pd.Series | None:
    if not codebook.attention:
        return None
    failed = np.zeros(len(frame), dtype=bool)
    for name, right in codebook.attention.items():
        given = pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype=float)
        failed |= np.isfinite(given) & (given != right)
    return pd.Series(failed, index=index, name="attention_failed")
