"""One caution in words, as pages of the research team show it."""

from dataclasses import dataclass

from research.errors import Caution
from surveys.words import grammar


@dataclass(frozen=True, kw_only=True)
class Finding:
    text: str
    advice: str
    severity: str
    where: tuple[str, ...]


def finding_of(caution: Caution) -> Finding:
    """What was seen and what can be done, in the language of whoever asks."""
    said = grammar()
    return Finding(text=said.text(caution), advice=said.advice(caution), severity=caution.severity, where=caution.where)
