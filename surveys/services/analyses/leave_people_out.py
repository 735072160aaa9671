"""The way on for a study that nobody answers any more, when a few people left it: others, chosen at random, leave too.

Whoever subtracts the new report from the old one then counts these few among at least as many others as the smallest
group. They are chosen so that nobody can compute who they are, and are in no later analysis either: with them back, the
next report beside the first would tell of the few again.
"""

from datetime import datetime
from random import SystemRandom

from sqlalchemy.orm import Session

from research.disclosure import Rules
from research.plan import AnalysisPlan
from surveys.errors import Conflict
from surveys.models import Analysis
from surveys.services.analyses.refuse_telling_version import moved_since
from surveys.services.analyses.request_analysis import request_analysis
from surveys.store import left_out, versions
from surveys.store.asker import Asker
from surveys.store.events import add_event
from surveys.words import gettext as _

LEFT_OUT = "analysis.people_left_out"


def few_left(session: Session, *, analysis: Analysis, asker: Asker) -> int:
    """How many went since an analysis that was published, where they are few and nobody came; 0 otherwise."""
    rules = Rules(smallest_group=analysis.study.smallest_group)
    found = 0
    for before in versions.ever_published(session, analysis=analysis, asker=asker):
        for moved in moved_since(session, before=before, after=analysis).values():
            if moved.joined:
                return 0
            found = max(found, moved.left if moved.tells_of_few(rules) else 0)
    return found


def leave_people_out(
    session: Session, *, analysis: Analysis, asker: Asker, account_id: int | None, now: datetime
) -> Analysis:
    """Queue the same analysis without as many people as the smallest group, chosen at random.

    Raises
    ------
    Conflict
        It may be published as it is, more answers are what it lacks, or there are too few people to choose from.
    """
    study = analysis.study
    if not few_left(session, analysis=analysis, asker=asker):
        raise Conflict(
            _("Nobody needs to be left out: no few people went since a report of this study."),
            _("Publish the analysis, or read why it is refused."),
        )
    everywhere = [analysis, *versions.ever_published(session, analysis=analysis, asker=asker)]
    among = left_out.placed_in_all(session, analyses=everywhere)
    if len(among) < 2 * study.smallest_group:
        raise Conflict(
            _("Too few people are in all of these analyses to leave some of them out."),
            _("Wait until more people have answered."),
        )
    again = request_analysis(
        session, study=study, plan=AnalysisPlan.from_dict(analysis.plan), account_id=account_id, now=now,
        versions=analysis.versions,
    )  # fmt: skip
    chosen = SystemRandom().sample(among, study.smallest_group)
    left_out.leave_out(session, study_id=study.id, number=again.number, response_ids=chosen)
    add_event(
        session, action=LEFT_OUT, account_id=account_id, study_id=study.id,
        detail={"number": again.number, "people": len(chosen), "beside": analysis.number},
    )  # fmt: skip
    return again
