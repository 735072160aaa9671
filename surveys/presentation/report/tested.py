"""How far a report was tested: weighting, scales, comparability; and in how many new samples a thing holds."""

from collections.abc import Iterator

from research.declared import Number
from research.summary.schema import Summary
from research.summary.schema.measured import Data
from research.summary.schema.tested import ComparedGroups
from research.summary.schema.told import Persona
from surveys.presentation.report.words import counted, percent
from surveys.words import gettext as _
from surveys.words import ngettext, told

SURE = 0.8
"""Share of new samples from which a thing is said to hold."""


def good_samples(published: Summary) -> int:
    """New samples that carried a solution; 0 where none were drawn."""
    found = published.segments.certainty
    return found.replicates - found.failed if found else 0


def holds_words(holds: Number, samples: int) -> str:
    """In how many new samples something holds; nothing where that is not known."""
    if holds is None or not samples:
        return ""
    return ngettext(
        "Holds in %(n)s of one new sample",
        "Holds in %(n)s of %(num)d new samples",
        samples,
        n=counted(round(holds * samples)),
    )


def is_sure(holds: Number) -> bool:
    return holds is None or holds >= SURE


def name_words(persona: Persona, samples: int) -> str:
    """The same about the name of a persona, if it follows by rule; whose name it is, if people gave it."""
    holds = persona.name_holds
    if persona.given_name is not None:
        return _("The team’s name, no finding of the analysis.")
    if holds is None or not samples:
        return ""
    return ngettext(
        "The name holds in %(n)s of one new sample.",
        "The name holds in %(n)s of %(num)d new samples.",
        samples,
        n=counted(round(holds * samples)),
    )


def tested_facts(published: Summary) -> list[tuple[str, str]]:
    """What was tested and what came out, in a line each; what was not tested says so."""
    confirmation, invariance = published.factors.confirmation, published.factors.invariance
    untested = _("Not tested: whether the questions measure the scales they were written for.")
    unsure = _(
        "Not tested: whether the questions mean the same to different groups, such as speakers of two languages."
    )
    return [
        (_("Weighting"), " ".join(_weighting(published.data))),
        (_("Scales"), told(confirmation.words) if confirmation else untested),
        (_("Comparing groups"), _groups(invariance) if invariance else unsure),
        (_("New samples"), " ".join(_certainty(published))),
    ]


def _groups(found: ComparedGroups) -> str:
    """The verdict for people who make no tests of their own: without the names of items."""
    words = {
        "yes": _("Personas may be compared across “%(group)s”: the questions mean the same to all groups.",
                 group=found.group),
        "with_care": _("Compare personas across “%(group)s” with care: the evidence that the questions mean the same "
                       "to all groups is thin.", group=found.group),
        "no": _("Do not compare personas across “%(group)s”: people who are alike answer some questions differently "
                "there.", group=found.group),
    }  # fmt: skip
    return words[found.comparison]


def _weighting(data: Data) -> Iterator[str]:
    found = data.weighting
    if not found:
        yield _("By weights that came with the data.") if data.weighted else _("None: everybody counts the same.")
        return
    names = dict.fromkeys(f"“{margin.text}”" for margin in found.margins)
    yield _("To known shares of the population for %(names)s.", names=", ".join(names))
    if found.effective_n is not None:
        yield _(
            "This costs precision: %(n)s people count like %(effective)s.",
            n=counted(data.n_analysed),
            effective=counted(round(found.effective_n)),
        )


def _certainty(published: Summary) -> Iterator[str]:
    found, samples = published.segments.certainty, good_samples(published)
    if not found or not samples:
        yield _("Not tested: in how many new samples each statement would hold.")
        return
    yield ngettext(
        "Everything was run again on one new sample of the same people.",
        "Everything was run again on %(num)d new samples of the same people.",
        samples,
    )
    told = [each.holds for persona in published.personas for each in persona.statements]
    known = [share for share in told if share is not None]
    if known:
        sure = sum(is_sure(share) for share in known)
        yield ngettext(
            "%(n)d of one statement holds in 8 of 10 of them or more.",
            "%(n)d of %(num)d statements hold in 8 of 10 of them or more.",
            len(known),
            n=sure,
        )
    if found.certain_share is not None:
        yield _("%(share)s of people get the same persona in 8 of 10 or more.", share=percent(found.certain_share))
