"""Which version of a study each line of a file answers: what our own exports say, else the newest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveys.models import QuestionnaireVersion
from surveys.questionnaire.definition import Questionnaire
from surveys.services.studies.comparable_versions import version_groups
from surveys.services.studies.import_faults import CellFault, fault_at
from surveys.services.studies.import_lines import LinePlan
from surveys.services.studies.import_plan import is_own_export, plan_by_questionnaire
from surveys.services.studies.import_tables import Line, Table
from surveys.words import gettext as _

_COLUMN = "version"
_NONE = 0
"""No version has this number."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """The versions of a study by their numbers, and which of them stand side by side."""

    questionnaires: Mapping[int, Questionnaire]
    groups: Sequence[frozenset[int]]

    @classmethod
    def of(cls, versions: Sequence[QuestionnaireVersion]) -> "Known":
        return cls(
            questionnaires={each.number: Questionnaire.model_validate(each.definition) for each in versions},
            groups=[frozenset(version.number for version in group) for group in version_groups(versions)],
        )

    @classmethod
    def only(cls, questionnaire: Questionnaire) -> "Known":
        return cls(questionnaires={1: questionnaire}, groups=[frozenset({1})])

    @property
    def newest(self) -> int:
        return max(self.questionnaires)

    def beside(self, number: int) -> frozenset[int]:
        return next(group for group in self.groups if number in group)


def plan_by_versions(known: Known, table: Table) -> tuple[list[LinePlan | None], list[CellFault]]:
    """How to read every line, and those that no version of the study, or none beside the others, can take."""
    place = _place(table)
    told = [known.newest if place is None else _number(line, place, known.newest) for line in table.lines]
    last = max(known.questionnaires.keys() & set(told), default=known.newest)
    together = known.beside(last)
    plans = {
        number: LinePlan(version=number, plan=plan_by_questionnaire(known.questionnaires[number], table.columns))
        for number in sorted(together.intersection(told), reverse=True)
    }
    faults = [] if place is None else list(_faults(table, place, told, known, last))
    return [plans.get(number) for number in told], faults


def _place(table: Table) -> int | None:
    """Of the column that says the version; tables of others may mean anything by one of this name."""
    names = [name.strip().casefold() for name in table.columns]
    return names.index(_COLUMN) if is_own_export(names) else None


def _number(line: Line, place: int, newest: int) -> int:
    text = line.cells[place].strip()
    if not text:
        return newest
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else _NONE


def _faults(table: Table, place: int, told: Sequence[int], known: Known, last: int) -> Iterator[CellFault]:
    unknown = _("is no version of this study: it has 1 to %(newest)s", newest=known.newest)
    apart = _("means something else than version %(last)s: bring its lines in as a file of their own", last=last)
    together = known.beside(last)
    for line, number in zip(table.lines, told, strict=True):
        if number not in together:
            yield fault_at(table, line, place, apart if number in known.questionnaires else unknown)
