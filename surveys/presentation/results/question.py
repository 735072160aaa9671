"""What was asked of the data: the answers that went in, the plan, and whom the screening flagged."""

from collections.abc import Mapping
from typing import Any

from surveys.presentation.numbers import decimal, percent, whole
from surveys.presentation.table import Table
from surveys.presentation.words import choice_words, facet_words
from surveys.services.answers.answer_language import NAME as LANGUAGE
from surveys.services.answers.answer_language import TEXT as LANGUAGE_WORDS
from surveys.web.words import gettext as _


def data_facts(summary: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The answers, as terms and descriptions."""
    data = summary["data"]
    facts = [
        (_("Responses"), _("%(n)s completed, %(used)s analysed", n=whole(data["n"]), used=whole(data["n_analysed"]))),
        (_("Items analysed"), whole(len(data.get("items") or ()))),
        (_("Answers missing"), percent(data.get("share_missing"), 1)),
        (_("Weighted"), _("Yes") if data.get("weighted") else _("No")),
    ]
    facets = {facet: n for facet, n in (data.get("facets") or {}).items() if n}
    if facets:
        asked = ", ".join(f"{facet_words(facet)} ({n})" for facet, n in facets.items())
        facts.insert(2, (_("Questions asked, by facet"), asked))
    return facts


def plan_facts(plan: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every choice of the plan in words."""
    facets = plan.get("facets") or ()
    items = plan.get("items") or ()
    segments = plan.get("segments")
    between = _("%(low)s to %(high)s", low=segments[0], high=segments[1]) if isinstance(segments, list) else None
    basis = (
        _("%(n)d chosen items", n=len(items))
        if items
        else ", ".join(facet_words(facet) for facet in facets) or _("All psychographic ratings")
    )
    return [
        (_("Based on"), basis),
        (_("Correlations"), choice_words("correlation", str(plan["correlation"]))),
        (_("Factors"), _count_words(plan["factors"])),
        (_("Extraction"), choice_words("extraction", plan["extraction"])),
        (_("Rotation"), choice_words("rotation", plan["rotation"])),
        (_("People grouped by"), choice_words("segment_on", plan["segment_on"])),
        (_("Segments"), between or _count_words(segments)),
        (_("Bootstrap pairs"), whole(plan["bootstraps"])),
        (_("Weighted to"), ", ".join(plan.get("margins") or ()) or _("Nothing")),
        (_("Bounds of the weights"), _bounds(plan.get("trim"))),
        (_("Scales confirmed"), _yes_no(plan.get("confirm"))),
        (_("Scales compared across"), _question(plan.get("compare_across")) or _("Nobody")),
        (_("Other ways side by side"), _yes_no(plan.get("side_by_side"))),
        (_("New samples"), whole(plan.get("replicates") or 0)),
        (_("Themes of open answers"), _yes_no(plan.get("themes", True))),
        (_("Flagged people"), _("Left out") if plan.get("exclude_flagged") else _("Kept")),
        (_("Seed"), str(plan["seed"])),
    ]  # fmt: skip


def screening_table(summary: Mapping[str, Any]) -> Table:
    """Every reason for a flag with how many people it concerns."""
    screening = summary["screening"]
    rows = [
        [
            _sentence(reason.get("words") or name),
            whole(reason["n"]),
            percent(reason["share"], 1),
            _cutoff(reason.get("cutoff")),
        ]
        for name, reason in (screening.get("reasons") or {}).items()
    ]
    return Table(
        caption=_("Signs of careless answering"),
        columns=[_("Sign"), (_("People"), "number"), (_("Share"), "number"), (_("Cut-off"), "number")],
        rows=rows,
        base=_("n = %(n)s. Flags combine; none decides alone.", n=whole(summary["data"]["n"])),
    )


def _count_words(number: Any) -> str:
    return {"auto": _("Automatic"), "none": _("None")}.get(str(number), str(number))


def _question(name: Any) -> str:
    """A question by its name; the language of the answers is none that anybody wrote."""
    return _(LANGUAGE_WORDS) if name == LANGUAGE else str(name or "")


def _yes_no(wanted: Any) -> str:
    return _("Yes") if wanted else _("No")


def _bounds(trim: Any) -> str:
    return f"{trim[0]:g} – {trim[1]:g}" if trim else _("None")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _cutoff(value: Any) -> str:
    return decimal(value) if isinstance(value, int | float) else str(value or "–")
