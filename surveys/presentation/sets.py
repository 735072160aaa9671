"""What a set of segments is, in words: one fact of the summary decides, and no page says more than another."""

from research.segments.kind_of_set import KindOfSet
from research.summary.schema.segmented import Segments
from surveys.words import gettext as _
from surveys.words import ngettext, told


def set_name(kind: KindOfSet) -> str:
    """In two or three words."""
    return {
        "kinds": _("Kinds of people"),
        "division": _("A repeatable division"),
        "cut": _("A continuum, cut for use"),
        "levels": _("Levels, not kinds"),
        "none": _("No groups"),
    }[kind]


def set_lead(segments: Segments) -> str:
    """The first sentence of a report."""
    return {
        "kinds": ngettext(
            "There is one kind of people here.",
            "There are %(num)d kinds of people here, told apart by what they think and want.",
            segments.k,
        ),
        "division": _(
            "What these people think and want divides them into %(k)d groups that shade into one another.", k=segments.k
        ),
        "cut": _("What these people think and want is a continuum, cut for use into %(k)d parts.", k=segments.k),
        "levels": _levels(segments),
        "none": _("These people do not fall into groups that would come back in new samples."),
    }[segments.kind_of_set]


def _levels(segments: Segments) -> str:
    if segments.line is None:
        return set_name("levels")
    return _("Levels, not kinds: one thing, cut in %(k)d, from least to most: %(what)s.",
             k=segments.k, what=told(segments.line.name))  # fmt: skip


def set_count(segments: Segments) -> str:
    """What stands under the number of segments."""
    return {
        "kinds": ngettext("kind of people", "kinds of people", segments.k),
        "division": ngettext("group, without gaps", "groups, without gaps between them", segments.k),
        "cut": ngettext("part of a continuum", "parts of a continuum", segments.k),
        "levels": ngettext("level of one thing", "levels of one thing", segments.k),
        "none": ngettext("group that does not come back", "groups that do not come back", segments.k),
    }[segments.kind_of_set]


def set_meaning(kind: KindOfSet) -> str:
    """What may be built on it, for people who decide."""
    return {
        "kinds": _("There are real gaps between these kinds of people, and new samples find them again."),
        "division": _(
            "New samples find this division again, more often than in data without groups, although no gaps separate "
            "the groups: people near an edge could belong to either side."
        ),
        "cut": _(
            "A continuum, cut for use: people shade from one part into the next, and where it is cut is a choice. "
            "Use the parts to plan and to test, not to say what kind of person somebody is."
        ),
        "levels": _(
            "The segments differ in how much of one thing people have, not in kind. "
            "Where one level ends and the next begins is a choice."
        ),
        "none": _("No reliable groups: no division of these people comes back in new samples. Use no personas of it."),
    }[kind]


def light_word(code: str) -> str:
    """The word beside the light of a segment, by the code of its sentence."""
    words = {
        "stable": _("stable"),
        "half_stable": _("edges move"),
        "not_stable": _("not stable"),
        "stable_but_nobody_has_all": _("stable, but the card fits nobody"),
        "part_of_a_cut": _("a part of a continuum"),
        "part_of_a_line": _("a level"),
        "part_of_nothing": _("no group"),
    }
    return words.get(code, _("not tested"))
