"""Files of an analysis for the research team: the summary, where everybody landed, how to compute it again."""

import csv
import io
from collections.abc import Iterable, Iterator

import orjson
from flask import Response
from flask.typing import ResponseReturnValue

from surveys.errors import Conflict
from surveys.models import Analysis
from surveys.services.analyses.reproduce_analysis import reproduction_zip
from surveys.store import analyses
from surveys.store.analyses import AssignedRow
from surveys.store.events import add_event
from surveys.web.lookup import account_id, find_analysis, refuse_strangers
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.web.words import gettext as _


def summary(slug: str, number: int) -> ResponseReturnValue:
    """Everything that came out, for the research team: the same keys as `whyprint analyse` writes."""
    found = _done(find_analysis(slug, number))
    body = orjson.dumps(found.summary, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)
    return _file(body, f"{slug}-analysis-{number}-summary.json", "application/json")


def reproduction(slug: str, number: int) -> ResponseReturnValue:
    """Scripts and tables with which others compute the same figures; nothing about single people."""
    found = _done(find_analysis(slug, number))
    body = reproduction_zip(current_session(), analysis=found, asker=current_asker())
    return _file(body, f"{slug}-analysis-{number}.zip", "application/zip")


def assignments(slug: str, number: int) -> ResponseReturnValue:
    """Where each respondent landed, by random name; asking for it is written down."""
    found = _done(find_analysis(slug, number))
    refuse_strangers(found.study)
    session = current_session()
    purposes = ("take_part", "profile") if found.study.mode == "profiling" else ("take_part",)
    rows = list(analyses.assigned_rows(session, analysis=found, purposes=purposes, asker=current_asker()))
    add_event(
        session,
        action="assignments.exported",
        account_id=account_id(),
        study_id=found.study_id,
        detail={"number": number, "rows": len(rows)},
    )
    text = "".join(_lines(rows, factors=_factor_names(found)))
    return _file(text.encode("utf-8"), f"{slug}-analysis-{number}-assignments.csv", "text/csv; charset=utf-8")


def _done(analysis: Analysis) -> Analysis:
    if analysis.run.state != "done":
        raise Conflict(_("This analysis has no results yet."), _("Wait until it is done."))
    return analysis


def _factor_names(analysis: Analysis) -> list[str]:
    factors = (analysis.summary or {}).get("factors") or {}
    return list(factors.get("names") or ())


def _lines(rows: Iterable[AssignedRow], *, factors: list[str]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow(["respondent", "segment", "probability", *factors, "flagged"])
    for row in rows:
        scores = [row.scores.get(name, "") for name in factors]
        writer.writerow([row.subject, row.segment or "", row.probability, *scores, int(row.flagged)])
    yield line.getvalue()


def _file(body: bytes, name: str, media_type: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, headers=headers, content_type=media_type)
