"""Where everybody landed, as rows to store: segment, how sure, scores, flag; one row per response that was read."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from research.run import Analysis

DIGITS = 4


def assignment_rows(result: Analysis, *, analysis_id: int) -> Iterator[dict[str, Any]]:
    """Rows of `Assignment` for every respondent of the matrix, assigned or not.

    Somebody without a segment has a row too: withdrawal must find every analysis their answers are in.
    """
    ids = result.given.values.index
    solution = result.segmentation.solution
    segments = solution.labels.reindex(ids)
    sure = solution.probabilities.max(axis=1).reindex(ids).round(DIGITS).to_numpy(dtype=float)
    found = result.measurement.scores  # without factors nothing is kept here: answers are stored once, with consent
    scores = pd.DataFrame(index=ids) if found is None else found.scores.reindex(ids).round(DIGITS)
    flagged = result.measurement.screening.flagged.reindex(ids).eq(True)
    names = [str(name) for name in scores.columns]
    for place, (response_id, row) in enumerate(zip(ids, scores.to_numpy(), strict=True)):
        segment, probability = segments.iat[place], sure[place]
        yield {
            "analysis_id": analysis_id,
            "response_id": int(response_id),
            "segment": segment if isinstance(segment, str) else None,
            "probability": float(probability) if np.isfinite(probability) else None,
            "scores": {name: float(value) for name, value in zip(names, row, strict=True) if np.isfinite(value)},
            "flagged": bool(flagged.iat[place]),
        }
