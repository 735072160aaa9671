"""The usual answers of surveys, in the languages that people are asked in: agreement, disagreement, yes and no.

A label is all that is known of an answer, and it has the language of the study, not that of the report.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

Usual = Literal["agree", "disagree", "yes", "no"]

NEITHER = (
    "neither", "nor", "sama ada", "tidak pasti", "lanqas", "enkä eri", "eikä eri", "既不", "也不",
    "ولا أعارض", "ولا أرفض", "ولا غير موافق", "لا أوافق ولا", "لا أتفق ولا",
)  # fmt: skip
"""What the middle of a scale is called, with the words of both of its ends."""
DISAGREE = (
    "disagree", "tidak setuju", "kurang setuju", "tak setuju", "ma naqbilx", "ma naqbel", "eri mieltä",
    "不同意", "反对", "لا أوافق", "لا اوافق", "لا أتفق", "غير موافق", "أعارض", "معارض",
)  # fmt: skip
AGREE = ("agree", "setuju", "naqbel", "samaa mieltä", "同意", "أوافق", "اوافق", "أتفق", "موافق")
YES = frozenset({"yes", "true", "chosen", "selected", "ya", "iva", "kyllä", "是", "是的", "نعم"})
NO = frozenset({"no", "tidak", "le", "ei", "否", "不是", "لا"})
"""Whole labels: each of these little words is part of many others."""
_PHRASES: Mapping[Literal["agree", "disagree"], Sequence[str]] = {"disagree": DISAGREE, "agree": AGREE}


def usual_answer(label: str) -> Usual | None:
    """What a label says, where it is one of the usual ones.

    Parameters
    ----------
    label : str
    """
    plain = _plain(label)
    if plain in YES or plain in NO:
        return "yes" if plain in YES else "no"
    if any(_holds(plain, phrase) for phrase in NEITHER):
        return None
    return next((said for said, phrases in _PHRASES.items() if any(_holds(plain, each) for each in phrases)), None)


def _plain(label: str) -> str:
    """Without case, marks of vowels and punctuation."""
    bare = (char for char in unicodedata.normalize("NFC", label.lower()) if unicodedata.category(char) != "Mn")
    return " ".join("".join(char if char.isalnum() else " " for char in bare).split())


def _holds(plain: str, phrase: str) -> bool:
    """Whether a phrase is there as words; Chinese has no spaces between them."""
    return phrase in plain if "一" <= phrase[0] <= "鿿" else f" {phrase} " in f" {plain} "
