"""SQL only: whose words stored summaries quote."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session, undefer

from surveys.models import Analysis, Quotation, Response
from surveys.store.answers import consenting_responses

QUOTE = "quote"
LEAVE = ("take_part", QUOTE)
"""Purposes that must both stand before anybody is quoted."""


def may_be_quoted(session: Session, *, study_id: int, response_ids: Collection[int]) -> set[int]:
    """Those of these responses whose consent to be quoted stands; they are held until the end of the transaction.

    Whoever takes a consent back holds the same row, so that a summary is never stored between the two.
    """
    hold_responses(session, response_ids=response_ids)
    return consenting_responses(session, study_id=study_id, purposes=LEAVE) & set(response_ids)


def hold_responses(session: Session, *, response_ids: Collection[int]) -> None:
    """Lock these rows, in one order; SQLite needs no such locks, as its writers come one after the other."""
    session.execute(
        select(Response.id).where(Response.id.in_(response_ids)).order_by(Response.id).with_for_update()
    ).all()


def add_quotations(session: Session, *, analysis_id: int, authors: Mapping[str, int]) -> None:
    """Write down whose words each quote is, by its key."""
    rows = [{"analysis_id": analysis_id, "key": key, "response_id": author} for key, author in authors.items()]
    if rows:
        session.execute(insert(Quotation), rows)


def quotes_of(session: Session, *, response_id: int) -> dict[int, frozenset[str]]:
    """Keys of the quotes of one respondent, by analysis."""
    found: dict[int, set[str]] = {}
    query = select(Quotation.analysis_id, Quotation.key).where(Quotation.response_id == response_id)
    for analysis_id, key in session.execute(query):
        found.setdefault(analysis_id, set()).add(key)
    return {analysis_id: frozenset(keys) for analysis_id, keys in found.items()}


def hold_analysis(session: Session, *, analysis_id: int) -> Analysis:
    """An analysis with its summaries, newly read and held, so that two people who leave at once wait for each other."""
    query = (
        select(Analysis)
        .where(Analysis.id == analysis_id)
        .options(undefer(Analysis.summary), undefer(Analysis.published_summary))
        .with_for_update(of=Analysis)
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).one()


def remove_quotations(session: Session, *, response_id: int) -> None:
    session.execute(delete(Quotation).where(Quotation.response_id == response_id))
