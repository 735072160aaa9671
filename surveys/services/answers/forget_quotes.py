"""Take somebody's words out of every stored summary: only that, when a consent or a person goes."""

from sqlalchemy.orm import Session

from research.summary.schema import Summary
from research.summary.schema.written import OpenQuestion
from surveys.store import analyses, quotations


def forget_quotes(session: Session, *, response_id: int) -> int:
    """Remove every quote of one respondent from whole and published summaries; how many there were.

    Whoever calls it says so in `clearing`; then the worker sees to it that the words are gone from every byte. Reports
    that somebody saved as a file before are out of reach.
    """
    quotations.hold_responses(session, response_ids=[response_id])
    found = quotations.quotes_of(session, response_id=response_id)
    for analysis_id, keys in sorted(found.items()):
        analysis = quotations.hold_analysis(session, analysis_id=analysis_id)
        summaries = {"summary": analysis.summary, "published_summary": analysis.published_summary}
        kept = {name: each and drop_quotes(each, keys) for name, each in summaries.items()}
        analyses.keep_results(session, analysis_id=analysis_id, values=kept)  # what nobody can read goes as a whole
    if found:
        quotations.remove_quotations(session, response_id=response_id)
    return sum(len(keys) for keys in found.values())


def drop_quotes(summary: Summary, keys: frozenset[str] | None = None) -> Summary:
    """The same summary, whole or published, without these quotes; without any where no keys are given."""
    kept = [_without(asked, keys) for asked in summary.segments.open_text]
    return summary.model_copy(update={"segments": summary.segments.model_copy(update={"open_text": kept})})


def _without(asked: OpenQuestion, keys: frozenset[str] | None) -> OpenQuestion:
    quotes = {
        code: own.model_copy(
            update={"quotes": [quote for quote in own.quotes if keys is not None and quote.key not in keys]}
        )
        for code, own in asked.quotes.items()
    }
    return asked.model_copy(update={"quotes": quotes})
