"""Ways into a study: made, opened, closed; and tests thrown away."""

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from surveys.errors import Invalid
from surveys.models import Collector, Study
from surveys.models.collector import CollectorKind
from surveys.store import collectors, events, responses
from surveys.store.asker import Asker
from surveys.store.set_apart import look_at_tests
from surveys.words import gettext as _

LONGEST_NAME = 80
_TOKEN_BYTES = 16


def make_way(
    session: Session,
    *,
    study: Study,
    kind: CollectorKind,
    name: str,
    asker: Asker,
    settings: Mapping[str, Any] | None = None,
) -> Collector:
    """Add a way in with an address of its own; names are told apart by people, so each is there once.

    Raises
    ------
    Invalid
        Where there is no name, or a way of this study has it.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Invalid(_("A way in needs a name of at most 80 signs."), _("Say where you will put the link."))
    known = collectors.of_study(session, study_id=study.id, asker=asker)
    if any(one.name.casefold() == name.casefold() for one in known):
        raise Invalid(_("This study has a way in with this name."), _("Choose another name."))
    made = collectors.add(
        session,
        study_id=study.id,
        kind=kind,
        name=name,
        token=secrets.token_urlsafe(_TOKEN_BYTES),
        settings=dict(settings or {}),
        by_id=asker.account_id,
    )
    _tell(session, "collector.made", made, asker)
    return made


def way_of_tests(session: Session, *, study: Study, asker: Asker) -> Collector:
    """The one way by which a study is tested, made when somebody first asks for it."""
    known = collectors.of_study(session, study_id=study.id, asker=asker)
    found = next((one for one in known if one.kind == "test"), None)
    return found or make_way(session, study=study, kind="test", name=_("Test"), asker=asker)


def set_open(session: Session, *, collector: Collector, is_open: bool, asker: Asker) -> None:
    """Let people begin by this way, or no longer; who has begun goes on."""
    collector.is_open = is_open
    _tell(session, "collector.opened" if is_open else "collector.closed", collector, asker)


def throw_tests_away(session: Session, *, study: Study, asker: Asker) -> int:
    """Delete every test of a study, with what testers typed; how many there were."""
    look_at_tests(session)
    tests = collectors.tests_of_study(session, study_id=study.id, asker=asker)
    for test in tests:
        responses.drop_contact(session, response_id=test.id)
        responses.remove_response(session, response_id=test.id)
    events.add_event(
        session,
        action="tests.thrown_away",
        account_id=asker.account_id,
        study_id=study.id,
        detail={"tests": len(tests)},
    )
    return len(tests)


def _tell(session: Session, action: str, collector: Collector, asker: Asker) -> None:
    detail = {"collector": collector.id, "kind": collector.kind}
    events.add_event(session, action=action, account_id=asker.account_id, study_id=collector.study_id, detail=detail)
