"""What a persona may be called by people: only the faults, each beside the field it is in."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from research.summary.schema import Summary
from research.words.grammar import ENGLISH
from surveys.errors import Invalid
from surveys.questionnaire.question_types.clean_text import clean_text
from surveys.words import gettext as _

LONGEST_NAME, LONGEST_REASON = 40, 300
_CODE = re.compile(r"s\d+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Naming:
    """What somebody typed for one persona: without a name the one they gave before is taken back."""

    segment: str
    name: str
    reason: str = ""

    def tidied(self) -> "Naming":
        """Without what cannot be stored, on one line."""
        name, reason = (" ".join(clean_text(words, one_line=True).split()) for words in (self.name, self.reason))
        return Naming(segment=self.segment, name=name, reason=reason)


@dataclass(frozen=True, kw_only=True)
class NameFault:
    """One fault, in the name or the reason of one persona."""

    segment: str
    part: Literal["name", "reason"]
    words: str


class UnusableNames(Invalid):
    """Names that cannot be used; every fault with its place."""

    def __init__(self, faults: Sequence[NameFault]) -> None:
        words = " ".join(dict.fromkeys(f"{fault.segment}: {fault.words}" for fault in faults))
        super().__init__(words, _("Mend what is listed and save again."), where=tuple(_places(faults)))
        self.faults = tuple(faults)


def find_faults(summary: Summary, wanted: Sequence[Naming], given: Mapping[str, str]) -> Iterator[NameFault]:
    """Everything that is wrong with these names.

    Parameters
    ----------
    summary : Summary
    wanted : sequence of Naming
        Tidied, for personas that this summary has.
    given : mapping of segment to str
        What the team called them so far.
    """
    for each in wanted:
        yield from _of_the_name(each)
        yield from _of_the_reason(each, given)
    yield from _twice(summary, wanted, given)


def _of_the_name(each: Naming) -> Iterator[NameFault]:
    fault = None
    if not each.name:
        return
    if len(each.name) > LONGEST_NAME:
        fault = _("The name has %(n)d characters. Use at most %(most)d.", n=len(each.name), most=LONGEST_NAME)
    elif _CODE.fullmatch(each.name):
        fault = _("A code is no name. Call these people by what they do or want.")
    elif sum(sign.isalpha() for sign in each.name) < 2:
        fault = _("A name needs letters. Call these people by what they do or want.")
    if fault:
        yield NameFault(segment=each.segment, part="name", words=fault)


def _of_the_reason(each: Naming, given: Mapping[str, str]) -> Iterator[NameFault]:
    before = given.get(each.segment)
    if len(each.reason) > LONGEST_REASON:
        words = _("The reason has %(n)d characters. Use at most %(most)d.", n=len(each.reason), most=LONGEST_REASON)
        yield NameFault(segment=each.segment, part="reason", words=words)
    elif before and each.name != before and not each.reason:
        words = _("Say why “%(name)s” is the name no longer; one sentence is enough.", name=before)
        yield NameFault(segment=each.segment, part="reason", words=words)
    elif each.reason and not each.name and not before:
        words = _("There is a reason and no name. Give the name, too.")
        yield NameFault(segment=each.segment, part="name", words=words)


def _twice(summary: Summary, wanted: Sequence[Naming], given: Mapping[str, str]) -> Iterator[NameFault]:
    """Names that two personas would have; letters, large or small, tell no two of them apart."""
    after = dict(given) | {each.segment: each.name for each in wanted}
    by_rule = {each.code: ENGLISH.text(each.name) for each in summary.personas if each.name}
    used = {each.code: (after.get(each.code) or by_rule.get(each.code, "")).casefold() for each in summary.personas}
    times = Counter(used.values())
    for each in wanted:
        if each.name and times[each.name.casefold()] > 1:
            others = [code for code, name in used.items() if code != each.segment and name == each.name.casefold()]
            words = _("%(code)s has this name already. Give them names that differ.", code=others[0])
            yield NameFault(segment=each.segment, part="name", words=words)


def _places(faults: Sequence[NameFault]) -> Iterator[str]:
    for fault in faults:
        yield f"{fault.part}-{fault.segment}"
