"""How far a run is: stages with their share of the whole."""

from collections.abc import Callable, Collection, Mapping

Progress = Callable[[str, float], None]

STAGES: Mapping[str, float] = {
    "screening": 0.0,
    "items": 0.06,
    "correlations": 0.1,
    "retention": 0.18,
    "factors": 0.24,
    "scores": 0.26,
    "segments": 0.3,
    "portraits": 0.75,
    "contest": 0.8,
    "typing_tool": 0.92,
}
"""Share of the whole run that is done when a stage begins, as measured on 2,800 people."""

FURTHER: Mapping[str, float] = {"confirmation": 0.2, "side_by_side": 3.0, "themes": 1.0, "resampling": 2.0}
"""Stages that a plan may ask for beyond these, after them, in their order: how long each takes, in such runs."""


class Steps:
    """Tells a listener the stage and the share done; an error the listener raises ends the run.

    Parameters
    ----------
    listener : callable or None
    further : collection of str
        Stages of `FURTHER` that will come.
    """

    def __init__(self, listener: Progress | None, further: Collection[str] = ()) -> None:
        self._listener = listener
        self._stage = next(iter(STAGES))
        whole = 1.0 + sum(FURTHER[stage] for stage in further)
        self._starts = {stage: start / whole for stage, start in STAGES.items()}
        begin = 1.0
        for stage in FURTHER:
            if stage in further:
                self._starts[stage] = begin / whole
                begin += FURTHER[stage]

    def begin(self, stage: str) -> None:
        self._stage = stage
        self.done(0.0)

    def done(self, share: float) -> None:
        """Report the share of the current stage."""
        if self._listener is None:
            return
        begin = self._starts[self._stage]
        end = min((start for start in self._starts.values() if start > begin), default=1.0)
        self._listener(self._stage, begin + (end - begin) * min(max(share, 0.0), 1.0))
