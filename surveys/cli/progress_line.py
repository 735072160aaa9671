"""One line on the terminal that says how far a run is; where nobody watches, one line per stage."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

import click

WIDTH = 24
STAGE_WORDS = {
    "reading": "Reading the answers",
    "screening": "Looking for careless answers",
    "items": "Describing the items and testing the scales",
    "correlations": "Correlating the items",
    "retention": "Deciding how many dimensions there are",
    "factors": "Finding the dimensions",
    "scores": "Scoring every person",
    "segments": "Looking for groups, again and again on new samples",
    "portraits": "Describing the people of each group",
    "contest": "Demographics against psychographics",
    "typing_tool": "Choosing the golden questions",
    "confirmation": "Testing the scales, and whether they mean the same in every group",
    "side_by_side": "Grouping the same people in other ways",
    "themes": "Looking for themes in open answers",
    "resampling": "Running everything again on new samples",
    "report": "Drawing and writing the report",
}


class ProgressLine:
    """Told `(stage, share)`; draws on `stream`."""

    def __init__(self, stream: TextIO | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._began = clock()
        self._stage = ""
        self._drawn = -1.0
        self._live = self._stream.isatty()

    def __call__(self, stage: str, share: float) -> None:
        if self._live:
            self._draw(stage, share)
        elif stage != self._stage:
            self._say(f"{self._seconds():5.1f} s  {_words(stage)}\n")
        self._stage = stage

    def end(self) -> None:
        """Leave the line to whatever is written next."""
        if self._live and self._stage:
            self._say("\r\x1b[K")

    def _draw(self, stage: str, share: float) -> None:
        if stage == self._stage and share - self._drawn < 0.01:
            return
        self._drawn = share
        full = round(WIDTH * share)
        bar = "━" * full + "─" * (WIDTH - full)
        self._say(f"\r\x1b[K{bar} {share:4.0%} {self._seconds():5.1f} s  {_words(stage)}")

    def _seconds(self) -> float:
        return self._clock() - self._began

    def _say(self, words: str) -> None:
        click.echo(words, file=self._stream, nl=False)


def _words(stage: str) -> str:
    return STAGE_WORDS.get(stage, stage)
