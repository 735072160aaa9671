"""Bringing answers in from a file: every line a response with its consent, or nothing at all."""

from pathlib import Path

from sqlalchemy.orm import Session

from research.codebook import Codebook
from surveys.models import Study
from surveys.services.studies.import_rows import AgreedElsewhere, Imported, prepare, report_words, store, write_down
from surveys.store.asker import Asker


def import_responses(
    session: Session,
    *,
    study: Study,
    path: Path,
    asker: Asker,
    codebook: Codebook | None = None,
    agreed: AgreedElsewhere | None = None,
    again: bool = False,
) -> Imported:
    """Store every line of a table as a response of the newest version.

    Whoever is in the file agreed to take part where it was collected: that is written down as a consent event with
    the source `import`, with who says so and by which words; never with a sentence of this study, which none of them
    saw. Ids and names of people in the file are not kept.

    Raises
    ------
    FaultyData
        With every cell that does not fit.
    Invalid
        Where columns are missing or the file cannot be read.
    Conflict
        Where the same file was brought in before and `again` is not set.
    """
    prepared = prepare(session, study, path, asker=asker, codebook=codebook, again=again)
    texts = report_words(session, study, agreed or AgreedElsewhere())
    for piece in prepared.pieces(texts):
        store(session, piece)
    write_down(session, prepared, asker)
    return prepared.imported
