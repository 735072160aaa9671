"""Answers as a matrix, respondents x items, with their codebook: the one thing every analysis starts from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np
import pandas as pd

from research.codebook import Codebook, Item, rating_range
from research.errors import BadData, Caution, TooFewResponses, caution
from research.reading.cells import (
    LABELS,
    CodedColumn,
    code_column,
    is_nothing,
    lines_of,
    says_yes,
    with_file_labels,
)
from research.reading.multiple import code_multiple, option_columns
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
        options = [name for item in codebook if item.type == "multiple" for name in option_columns(item)]
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
        coded = list(_coded(frame, codebook))
        about = _about_people(frame, codebook)
        all_coded = [*coded, *about.values()]
        _refuse_wrong_descriptions(all_coded, len(frame))
        bad = tuple(cell for column in all_coded for cell in column.bad)[:SHOWN]
        by_name = about | {column.item.name: column for column in coded}
        text_names = [item.name for item in codebook if item.type == "text"]
        matrix = cls(
            values=pd.DataFrame(
                {column.item.name: column.values for column in coded}, index=index, copy=False
            ),  # column by column, so that parts of it cost nothing
            codebook=codebook.with_items(list(_items(codebook, coded))),
            texts=_texts(frame, text_names, index),
            quotable=_quotable(frame, codebook, text_names, index),
            weights=_weights(by_name, codebook, index),
            seconds=_numbers(by_name, codebook.duration, index),
            attention_failed=_attention(by_name, codebook, index),
            versions=None if versions is None else pd.Series(versions, index=index, name="version"),
            missing={column.item.name: dict(column.missing) for column in coded},
            cautions=_cautions_about(bad, all_coded),
            bad_cells=bad,
        )
        return matrix.of(_who_may_be_placed(frame, codebook, index))

    def keyed(self, names: Iterable[str]) -> pd.DataFrame:
        """Answers with reverse-keyed items reversed once, as `low + high - x`."""
        return pd.DataFrame({name: self._keyed(name) for name in names}, index=self.values.index, copy=False)

    def _keyed(self, name: str) -> pd.Series:
        item, answers = self.codebook[name], self.values[name]
        span = rating_range(item) if item.reverse else None
        return answers if span is None else sum(span) - answers

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
    consents = codebook.profile_consent, codebook.quote_consent
    return codebook.id, codebook.duration, codebook.weight, *consents, codebook.version


def _coded(frame: pd.DataFrame, codebook: Codebook) -> Iterator[CodedColumn]:
    """Every column of codes or numbers, in the order of the codebook; a multiple choice is one 0/1 item per option."""
    for item in codebook:
        if item.type == "multiple":
            yield from code_multiple(frame, item=item, missing_codes=codebook.missing_codes)
        elif item.is_coded:
            column = code_column(frame[item.name], item=item, missing_codes=codebook.missing_codes)
            yield _labelled(column, frame.attrs.get(LABELS, {}).get(item.name, {}))


def _labelled(column: CodedColumn, labels: Mapping[int, str]) -> CodedColumn:
    codes = set(np.unique(column.values[~np.isnan(column.values)])) if labels else set()
    return replace(column, item=with_file_labels(column.item, codes, labels))


def _refuse_missing_columns(frame: pd.DataFrame, codebook: Codebook) -> None:
    present = set(frame.columns)
    absent = [
        item.name
        for item in codebook
        if item.name not in present and not (item.type == "multiple" and set(option_columns(item)) <= present)
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
        lines = lines_of(frame.index)[np.flatnonzero(ids.isna() | ids.duplicated())]
        told = Wrote(list(map(str, lines)))
        raise BadData("ids_empty_or_repeated", where=(codebook.id,), column=codebook.id, lines=told)
    return list(ids)


def _index(ids: Sequence[object]) -> pd.Index:
    """Numbers in a row need no list of a million of them, and no table to find one again."""
    if isinstance(ids, range):
        return pd.RangeIndex(ids.start, ids.stop, name="respondent")
    return pd.Index(list(ids), name="respondent", dtype=None)


def _items(codebook: Codebook, coded: Sequence[CodedColumn]) -> Iterator[Item]:
    """What the columns turned out to be, in the order of the codebook."""
    found = (column.item for column in coded)
    for item in codebook:
        if not item.is_coded:
            yield item
        else:
            yield from islice(found, len(item.labels) if item.type == "multiple" else 1)


def _texts(frame: pd.DataFrame, names: Sequence[str], index: pd.Index) -> pd.DataFrame:
    """Open answers; what a program writes for none is none."""
    texts: pd.DataFrame = frame[list(names)].set_axis(index, axis=0)
    nothing = {name: [is_nothing(str(cell)) for cell in texts[name]] for name in texts}
    return texts.mask(pd.DataFrame(nothing, index=index, dtype=bool)) if nothing else texts


def _about_people(frame: pd.DataFrame, codebook: Codebook) -> dict[str, CodedColumn]:
    """Columns of numbers that are about a respondent, as far as they are no items."""
    names = [codebook.duration, codebook.weight, *(name for name in codebook.attention if name not in codebook)]
    return {
        name: code_column(frame[name], item=Item(name=name, type="numeric"), missing_codes=codebook.missing_codes)
        for name in names
        if name is not None
    }


def _numbers(coded: Mapping[str, CodedColumn], name: str | None, index: pd.Index) -> pd.Series | None:
    return None if name is None else pd.Series(coded[name].values, index=index, name=name)


def _weights(coded: Mapping[str, CodedColumn], codebook: Codebook, index: pd.Index) -> pd.Series | None:
    weights = _numbers(coded, codebook.weight, index)
    if weights is None:
        return None
    if not np.isfinite(weights).all() or (weights <= 0).any():
        raise BadData("weights_not_positive", where=(str(weights.name),), column=str(weights.name))
    return weights / weights.mean()


def _quotable(frame: pd.DataFrame, codebook: Codebook, questions: list[str], index: pd.Index) -> pd.DataFrame | None:
    """One leave for all open answers of a person; whatever is not clearly a yes is a no."""
    if codebook.quote_consent is None or not questions:
        return None
    return pd.DataFrame(dict.fromkeys(questions, says_yes(frame[codebook.quote_consent])), index=index)


def _who_may_be_placed(frame: pd.DataFrame, codebook: Codebook, index: pd.Index) -> pd.Index:
    """Everybody, or those who agreed to it where the codebook says in which column they did."""
    if codebook.profile_consent is None:
        return index
    agreed = index[says_yes(frame[codebook.profile_consent])]
    if agreed.empty:
        raise TooFewResponses("nobody_agreed_to_profile", column=codebook.profile_consent)
    return agreed


def _attention(coded: Mapping[str, CodedColumn], codebook: Codebook, index: pd.Index) -> pd.Series | None:
    if not codebook.attention:
        return None
    failed = np.zeros(len(index), dtype=bool)
    for name, right in codebook.attention.items():
        given = coded[name].values
        failed |= np.isfinite(given) & (given != right)
    return pd.Series(failed, index=index, name="attention_failed")
