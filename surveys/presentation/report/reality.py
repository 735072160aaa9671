"""The reality check of a persona: how many people are all that its card says, and how many others are."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.declared import Number
from research.summary.schema.told import Rarity, Trait
from surveys.presentation.report.words import counted, told
from surveys.words import gettext as _
from surveys.words import ngettext


@dataclass(frozen=True, kw_only=True)
class Reality:
    """The figure, what it means, and the traits that were counted; no words where nothing was counted."""

    words: str
    advice: str
    traits: Sequence[str]


def show_reality(found: Rarity) -> Reality:
    if found.n is None:
        return Reality(words=_not_counted() if found.lines else "", advice="", traits=())
    if not found.lines:
        return Reality(words=_("No line of this card differs from everybody beyond chance."), advice="", traits=())
    words = " ".join(each for each in (_matching(found), _others(found)) if each)
    return Reality(words=words, advice=_advice(found), traits=[_trait(line) for line in found.lines])


def _not_counted() -> str:
    return _(
        "How many people have every trait of this card is not told: figures about few people are hidden, so the card "
        "shows other lines than were counted."
    )


def _matching(found: Rarity) -> str:
    traits = len(found.lines)
    if found.n_match is None:
        return ngettext(
            "Too few or too many have the one trait of this card for the number to be shown.",
            "Too few or too many have all %(num)d traits of this card for the number to be shown.",
            traits,
        )
    if not found.n_match:
        return ngettext(
            "Nobody has the one trait of this card: 0 of %(n)s.",
            "Nobody has all %(num)d traits of this card: 0 of %(n)s.",
            traits,
            n=counted(found.n),
        )
    return ngettext(
        "%(match)s of %(n)s have the one trait of this card.",
        "%(match)s of %(n)s have all %(num)d traits of this card.",
        traits,
        match=counted(found.n_match),
        n=counted(found.n),
    )


def _others(found: Rarity) -> str:
    if found.n_match_others is None or found.n_others is None:
        return ""
    if not found.n_match_others:
        return _("None of %(n)s others do.", n=counted(found.n_others))
    return _("So do %(match)s of %(n)s others.", match=counted(found.n_match_others), n=counted(found.n_others))


def _advice(found: Rarity) -> str:
    parts = [_("The card describes a tendency, not a person.")]
    if len(found.lines) > 1 and found.typical is not None and found.typical_others is not None:
        parts.append(
            _(
                "A typical person of this persona has %(own)s of the %(all)d traits, a typical other %(others)s.",
                own=_halves(found.typical),
                others=_halves(found.typical_others),
                all=len(found.lines),
            )
        )
    return " ".join(parts)


def _halves(median: Number) -> str:
    return f"{median:g}"


def _trait(line: Trait) -> str:
    words = _("more: %(answer)s", answer=told(line)) if line.more else _("fewer: %(answer)s", answer=told(line))
    return words + (" *" if line.formed else "")
