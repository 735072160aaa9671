"""A study for data that were collected elsewhere: made from a codebook, closed for new answers from the start."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from research.codebook import Codebook, Item
from research.reading.cells import is_nothing, with_file_labels
from research.reading.numbers import read_number
from surveys.errors import Invalid
from surveys.questionnaire.checks import estimate_minutes
from surveys.questionnaire.formats.from_codebook import questionnaire_from_codebook
from surveys.questionnaire.terms import StudyFile, StudyTerms
from surveys.services.studies.import_rows import read_lines
from surveys.services.studies.import_tables import Table, read_table
from surveys.services.studies.import_versions import Known
from surveys.services.studies.publish_questionnaire import Published, publish_questionnaire
from surveys.store.asker import Asker
from surveys.store.consents import PROFILE, TAKE_PART
from surveys.store.quotations import QUOTE
from surveys.words import gettext as _

MOST_CATEGORIES = 200
CANNOT_BE_MENDED = frozenset({"all_reversed", "too_few_items", "unequal_points", "unlikely_minutes"})
"""Faults of an instrument that was already used: they are the analysis's to weigh, not a reason to refuse."""


@dataclass(frozen=True, kw_only=True)
class DataStudy:
    """What somebody says about data they bring."""

    slug: str
    title: str
    mode: str
    created_from: str
    """Who collected the data, where and when; shown on every report."""
    contact: str
    keep_days: int = 365
    language: str = "en"


def study_file_from_data(*, about: DataStudy, codebook: Codebook, path: Path) -> StudyFile:
    """The study that fits these data, not published yet; there is one only where every cell fits it.

    Raises
    ------
    Invalid
        Where a category has too many values, or nothing says who agreed to profiling.
    FaultyData
        With every cell that does not fit.
    """
    study_file = _study_file(about, codebook, read_table(path))
    read_lines(path, Known.only(study_file.questionnaire), codebook)
    return study_file


def _study_file(about: DataStudy, codebook: Codebook, table: Table) -> StudyFile:
    if about.mode == "profiling" and codebook.profile_consent is None:
        raise _nobody_agreed()
    codebook = _labelled(codebook, table)
    made = questionnaire_from_codebook(
        codebook,
        title=about.title,
        words=_words(codebook, table),
        decimals=_decimals(codebook, table),
        language=about.language,
    )
    terms = StudyTerms.model_validate(_terms(about, codebook, estimate_minutes(made.questionnaire)))
    return StudyFile(study=terms, questionnaire=made.questionnaire)


def publish_closed(session: Session, *, study_file: StudyFile, asker: Asker, team_id: int | None = None) -> Published:
    """Publish a study for data that are there already: nobody can answer it.

    Raises
    ------
    Invalid
        Where the questionnaire has faults.
    """
    published = publish_questionnaire(
        session, study_file=study_file, asker=asker, team_id=team_id, tolerate=CANNOT_BE_MENDED
    )
    published.study.state = "closed"
    session.flush()
    return published


def _nobody_agreed() -> Invalid:
    return Invalid(
        _("A study for profiling places only people who agreed to it, and nothing in these data says who did."),
        _("Name the column that says so as “profile_consent” in the codebook, or choose the mode research."),
    )


def _purposes(about: DataStudy, codebook: Codebook) -> list[dict[str, Any]]:
    """Those that the data say something about; nobody was asked anything else."""
    agreed = f"where the data were collected: {about.created_from}"
    found: list[dict[str, Any]] = [
        {"name": TAKE_PART, "text": f"The people in these data agreed to take part {agreed}", "required": True}
    ]
    if about.mode == "profiling":
        found.append({"name": PROFILE, "text": f"Some of the people in these data agreed to be profiled {agreed}"})
    if codebook.quote_consent is not None:
        found.append({"name": QUOTE, "text": f"Some of the people in these data agreed to be quoted {agreed}"})
    return found


def _terms(about: DataStudy, codebook: Codebook, minutes: int) -> dict[str, Any]:
    return {
        "slug": about.slug,
        "title": about.title,
        "mode": about.mode,
        "who_asks": about.created_from,
        "why": "To understand answers that were collected elsewhere.",
        "what_happens": "The answers are kept without names and shown in groups only.",
        "contact": about.contact,
        "minutes": min(minutes, 120),
        "ends_on": datetime.now(UTC).date(),
        "erase_after_days": about.keep_days,
        "purposes": _purposes(about, codebook),
        "note": about.created_from,
    }


def _labelled(codebook: Codebook, table: Table) -> Codebook:
    """Categories without labels get those of the file, where it has any."""
    return codebook.with_items(
        [with_file_labels(item, _codes(table, item, codebook), table.labels.get(item.name, {})) for item in codebook]
    )


def _codes(table: Table, item: Item, codebook: Codebook) -> set[float]:
    if item.name not in table.labels or item.name not in table.columns:
        return set()
    values = {value for value in _cells(table, item) if not _is_missing(value, codebook)}
    return {number for value in values if (number := read_number(value)) is not None}


def _words(codebook: Codebook, table: Table) -> dict[str, list[str]]:
    """The different values of every category that has no labels."""
    found = {}
    for item in codebook:
        if item.is_category and not item.labels and item.group is None and item.name in table.columns:
            values = {value for value in _cells(table, item) if not _is_missing(value, codebook)}
            if not 2 <= len(values) <= MOST_CATEGORIES:
                raise Invalid(
                    _("Column %(name)s has %(count)s different values, which is no category.",
                      name=item.name, count=len(values)),
                    _("Describe its labels in the codebook, or give it the type text or numeric."),
                    where=(item.name,),
                )  # fmt: skip
            found[item.name] = sorted(values, key=_in_order)
    return found


def _decimals(codebook: Codebook, table: Table) -> dict[str, int]:
    """How many decimal places the numbers have."""
    names = [item for item in codebook if item.type in ("numeric", "ordinal") and item.name in table.columns]
    if codebook.weight in table.columns and codebook.weight is not None:
        names.append(Item(name=codebook.weight, type="numeric"))
    return {item.name: max((_places(value) for value in _cells(table, item)), default=0) for item in names}


def _cells(table: Table, item: Item) -> list[str]:
    place = table.columns.index(item.name)
    return [line.cells[place].strip() for line in table.lines]


def _is_missing(value: str, codebook: Codebook) -> bool:
    if is_nothing(value):
        return True
    try:
        return float(value) in codebook.missing_codes
    except ValueError:
        return False


def _in_order(value: str) -> tuple[float, str]:
    try:
        return float(value), ""
    except ValueError:
        return float("inf"), value.casefold()


def _places(value: str) -> int:
    fraction = value.replace(",", ".").partition(".")[2].lower().partition("e")[0]
    return len(fraction.rstrip("0")) if fraction.isdigit() else 0
