"""From choices of best and worst in a file to utilities in files, and what is said about them."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import yaml

from research.codebook import Codebook, Item
from research.errors import BadCodebook
from research.matrix import ResponseMatrix
from research.reading.codebook_file import read_codebook
from research.reading.tables import read_data
from research.trade_offs.choices import Choices, best_worst_questions, read_choices
from research.trade_offs.utilities import Utilities, estimate_utilities
from surveys.cli.analysis_files import make_folder, write_whole
from surveys.services.studies.csv_cells import arm, defuse

UTILITIES, ANSWERS, CODEBOOK = "maxdiff-utilities.csv", "answers.csv", "codebook.yaml"


def run(data: Path, codebook_file: Path, out: Path, *, smallest_group: int) -> Iterator[str]:
    """Estimate, write, and say what was found.

    Raises
    ------
    ResearchError, WhyprintError
        With what to do next.
    """
    codebook = read_codebook(codebook_file)
    questions = best_worst_questions(codebook)
    if not questions:
        raise BadCodebook("no_best_worst")
    table = read_data(data, missing_codes=codebook.missing_codes)
    matrix = ResponseMatrix.from_frame(table, codebook=codebook)
    make_folder(out)
    found = [(choices := read_choices(matrix, name), estimate_utilities(choices)) for name in questions]
    write_whole(out / UTILITIES, _csv(pd.concat([_lines(utilities, choices) for choices, utilities in found], axis=1)))
    columns = pd.concat([utilities.values for _choices, utilities in found], axis=1)
    write_whole(out / ANSWERS, _csv(_beside(table, columns, codebook), index=False))
    described = codebook.with_items([*codebook, *(item for pair in found for item in _items(*pair))])
    write_whole(out / CODEBOOK, yaml.safe_dump(described.to_dict(), sort_keys=False, allow_unicode=True).encode())
    for choices, utilities in found:
        yield from _told(choices, utilities, smallest_group)
    yield f"Written to {out}: {UTILITIES}, {ANSWERS}, {CODEBOOK}"


def _lines(utilities: Utilities, choices: Choices) -> pd.DataFrame:
    errors = utilities.errors.add_suffix("_se")
    fit = utilities.fit.rename(f"{choices.question}_fit")
    return pd.concat([utilities.values, errors, fit], axis=1).round(4)


def _beside(table: pd.DataFrame, columns: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """The table as it was read, with further columns at the lines of their people."""
    ids = range(1, len(table) + 1) if codebook.id is None else table[codebook.id]
    found = columns.round(4).reindex(pd.Index(list(ids))).set_axis(table.index, axis=0)
    return pd.concat([table.drop(columns=[name for name in found if name in table]), found], axis=1)


def _items(choices: Choices, utilities: Utilities) -> Iterator[Item]:
    """Utilities as numbers; without an anchor they sum to zero, and are options of one question to the analysis."""
    for name, words in choices.items.items():
        values = utilities.values[name]
        yield Item(
            name=name,
            text=words,
            type="numeric",
            facet=choices.facet,
            range=(float(values.min().round(4)), float(values.max().round(4))),
            group=None if utilities.anchored else f"{choices.question}_u",
        )


def _csv(table: pd.DataFrame, *, index: bool = True) -> bytes:
    safe = table.map(lambda cell: defuse(arm(cell)) if isinstance(cell, str) else cell)
    return safe.to_csv(index=index).encode("utf-8")


def _told(choices: Choices, utilities: Utilities, smallest_group: int) -> Iterator[str]:
    """The means of all people, and how far to trust them; nothing where the group is small."""
    people = int(choices.answered.sum())
    yield f"{choices.question}: {len(choices.shown)} sets of {len(choices.items)} items"
    if people < smallest_group:
        yield "  Too few people for figures of the group."
        return
    if not utilities.converged:
        yield f"  The search had not settled after {utilities.rounds} rounds: take the utilities with care."
    yield (
        f"  {people:,} people; the utilities give their choices a probability of {utilities.fit.mean():.2f} each, "
        f"blind choice {utilities.chance:.2f}"
    )
    spread = utilities.values.std()
    for name in utilities.mean.sort_values(ascending=False).index:
        mean, apart = utilities.mean[name], spread[name]
        yield f"  {choices.items[name]}: {mean:+.2f} (people differ by {apart:.2f})"
