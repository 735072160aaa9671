"""An error in words, without a request: for the command line, and for whoever knows in which language."""

from dataclasses import dataclass

from research.errors import ResearchError
from research.words.grammar import ENGLISH, Grammar
from surveys.errors import WhyprintError


@dataclass(frozen=True)
class Refusal:
    """What is wrong and what to do next, in words."""

    name: str
    text: str
    advice: str
    where: tuple[str, ...]


def refusal(error: ResearchError | WhyprintError, grammar: Grammar = ENGLISH) -> Refusal:
    """An error of the application or of the library."""
    if isinstance(error, WhyprintError):
        return Refusal(error.code, error.text, error.advice, error.where)
    return Refusal(error.kind, grammar.text(error.said), grammar.advice(error.said), error.where)
