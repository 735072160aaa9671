"""Take somebody's words out of every stored summary: only that, when a consent or a person goes."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from surveys.store import quotations
from surveys.store.database import ERASED


def forget_quotes(session: Session, *, response_id: int) -> int:
    """Remove every quote of one respondent from whole and published summaries; how many there were.

    The words are gone from the database and its log when the transaction ends. Reports that somebody saved as a file
    before are out of reach.
    """
    quotations.hold_responses(session, response_ids=[response_id])
    found = quotations.quotes_of(session, response_id=response_id)
    for analysis_id, keys in sorted(found.items()):
        analysis = quotations.hold_analysis(session, analysis_id=analysis_id)
        if analysis.summary is not None:
            analysis.summary = drop_quotes(analysis.summary, keys)
        if analysis.published_summary is not None:
            analysis.published_summary = drop_quotes(analysis.published_summary, keys)
    if found:
        quotations.remove_quotations(session, response_id=response_id)
        session.flush()
        session.info[ERASED] = True
    return sum(len(keys) for keys in found.values())


def drop_quotes(summary: Mapping[str, Any], keys: frozenset[str] | None = None) -> dict[str, Any]:
    """The same summary, whole or published, without these quotes; without any where no keys are given."""
    segments = summary.get("segments") or {}
    if not segments.get("open_text"):
        return dict(summary)
    kept = [
        {**asked, "quotes": {code: _without(own, keys) for code, own in asked["quotes"].items()}}
        for asked in segments["open_text"]
    ]
    return {**summary, "segments": {**segments, "open_text": kept}}


def _without(own: Mapping[str, Any], keys: frozenset[str] | None) -> dict[str, Any]:
    return {**own, "quotes": [quote for quote in own["quotes"] if keys is not None and quote["key"] not in keys]}
