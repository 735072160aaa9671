"""What errors and cautions of the library say, in English."""

from research.errors import ResearchError
from research.said import Said
from research.words.grammar import ENGLISH


def text(said: Said | ResearchError) -> str:
    return ENGLISH.text(_said(said))


def advice(said: Said | ResearchError) -> str:
    return ENGLISH.advice(_said(said))


def _said(said: Said | ResearchError) -> Said:
    return said.said if isinstance(said, ResearchError) else said
