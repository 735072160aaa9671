"""Keep of an analysis what later waves are compared with; an analysis stands without it."""

import logging
from collections.abc import Mapping
from typing import Any

from research.errors import ResearchError
from research.run import Analysis
from research.tracking import freeze

log = logging.getLogger("whyprint.analysis")


def freeze_solution(result: Analysis, summary: Mapping[str, Any]) -> dict[str, Any] | None:
    """The frozen solution in its plain form, with the names of the personas; None where it cannot be frozen."""
    names = {one["code"]: one["name"] for one in summary.get("personas") or () if one.get("name")}
    try:
        return freeze(result, names=names).to_dict()
    except ResearchError as error:
        log.info("this solution cannot be compared with later waves: %s", error)
    except Exception:
        log.exception("the solution could not be frozen; later waves cannot be compared with this analysis")
    return None
