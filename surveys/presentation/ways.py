"""Ways into a study with who came by them, for the pages of the team and for the file of an export."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from surveys.models import Collector
from surveys.presentation.numbers import whole
from surveys.presentation.table import Table
from surveys.store import collectors
from surveys.store.asker import Asker
from surveys.store.collectors import CollectorCount
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way in; no collector: the study's public address."""

    collector: Collector | None
    count: CollectorCount

    @property
    def name(self) -> str:
        return _("Public address") if self.collector is None else self.collector.name

    @property
    def kind(self) -> str:
        return "open" if self.collector is None else self.collector.kind

    @property
    def is_open(self) -> bool:
        return self.collector is None or self.collector.is_open

    @property
    def is_test(self) -> bool:
        return self.collector is not None and self.collector.kind == "test"


def ways_used(session: Session, *, study_id: int, asker: Asker) -> list[Way]:
    """Ways by which somebody came, tests left out."""
    found = collectors.count(session, study_id=study_id, asker=asker)
    ways = [Way(collector=collector, count=count) for collector, count in found]
    return [way for way in ways if not way.is_test]


def ways_of(session: Session, *, study_id: int, asker: Asker) -> list[Way]:
    """Every way, whether anybody came by it or not: the public address first, then the others as they were made."""
    found = collectors.count(session, study_id=study_id, asker=asker)
    counts = {None if collector is None else collector.id: count for collector, count in found}
    made = collectors.of_study(session, study_id=study_id, asker=asker)
    return [
        Way(collector=None, count=counts.get(None, CollectorCount())),
        *(Way(collector=one, count=counts.get(one.id, CollectorCount())) for one in made),
    ]


def kind_words(kind: str) -> str:
    return {
        "open": _("Open link"),
        "panel": _("Panel link"),
        "invitations": _("Invitations"),
        "embed": _("Embedded"),
        "test": _("Test"),
    }[kind]


def way_rows(ways: list[Way]) -> Table:
    """Who came by which way."""
    return Table(
        caption=_("By way in"),
        columns=[
            _("Way in"),
            (_("Started"), "number"),
            (_("Completed"), "number"),
            (_("Turned away"), "number"),
        ],
        rows=[
            [way.name, whole(way.count.started), whole(way.count.completed), whole(way.count.turned_away)]
            for way in ways
        ],
    )  # fmt: skip
