"""Files of an analysis for the research team: the summary, where everybody landed, how to compute it again."""

from flask.typing import ResponseReturnValue

from surveys.exports.assignments_csv import assignments_csv
from surveys.exports.reproduction_zip import reproduction_zip
from surveys.exports.sending import send
from surveys.exports.summary_json import summary_json
from surveys.web.lookup import find_analysis, refuse_strangers
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_database, current_session, only_reads


def summary(slug: str, number: int) -> ResponseReturnValue:
    return send(summary_json(find_analysis(slug, number)))


@only_reads
def reproduction(slug: str, number: int) -> ResponseReturnValue:
    """Scripts and tables with which others compute the same figures; nothing about single people."""
    found = find_analysis(slug, number)
    return send(reproduction_zip(current_session(), analysis=found, asker=current_asker()))


@only_reads
def assignments(slug: str, number: int) -> ResponseReturnValue:
    """Where each respondent landed, by random name."""
    found = find_analysis(slug, number)
    refuse_strangers(found.study)
    return send(assignments_csv(current_database(), analysis=found, asker=current_asker()))
