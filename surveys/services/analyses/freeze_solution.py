"""Keep of an analysis what later waves are compared with; an analysis stands without it."""

import logging
from typing import Any

from research.errors import ResearchError
from research.run import Analysis
from research.summary.schema import Summary
from research.tracking import freeze
from research.words.grammar import ENGLISH

log = logging.getLogger("whyprint.analysis")


def freeze_solution(result: Analysis, summary: Summary) -> dict[str, Any] | None:
    """The frozen solution in its plain form, with the names of the personas; None where it cannot be frozen."""
    names = {persona.code: ENGLISH.text(persona.called) for persona in summary.personas if persona.called}
    try:
        return freeze(result, names=names).to_dict()
    except ResearchError as error:
        log.info("this solution cannot be compared with later waves: %s", error)
    except Exception:
        log.exception("the solution could not be frozen; later waves cannot be compared with this analysis")
    return None
