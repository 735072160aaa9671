"""Conditions that let nobody through, or everybody: only how what the solver finds is said."""

from collections.abc import Iterator

from surveys.questionnaire.conditions import AllOf, AnyOf, Comparison, Condition
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Fault
from surveys.questionnaire.solver.findings import Finding, FindingKind, find_needless, find_never_shown
from surveys.questionnaire.solver.ways import Clash

_WORDS = {
    "equals": "is", "not_equals": "is not", "in": "is one of", "not_in": "is none of", "contains": "contains",
    "greater_than": "is greater than", "at_least": "is at least", "less_than": "is less than",
    "at_most": "is at most", "answered": "is answered", "not_answered": "is not answered",
}  # fmt: skip


def check_reach(questionnaire: Questionnaire) -> Iterator[Fault]:
    """What nobody can ever see; conditions must be without other faults."""
    return map(_never_shown, find_never_shown(questionnaire))


def needless_conditions(questionnaire: Questionnaire) -> Iterator[Fault]:
    """What does no harm, and is hardly meant: conditions that always hold, or ask about what was hidden."""
    for found in find_needless(questionnaire):
        path = (*found.path, "show_if")
        if found.kind is FindingKind.SCREENS_NOBODY:
            yield Fault(
                path=found.path,
                code="screens_nobody",
                name=found.name,
                text=f"The screen-out of “{found.name}” never holds: it turns nobody away.",
                advice="Take it out, or mend it.",
            )
        elif found.kind is FindingKind.ALWAYS_TRUE:
            yield Fault(
                path=path,
                code="always_shown",
                name=found.name,
                text=f"“{found.name}” is shown to everybody who comes there: its condition always holds.",
                advice="Take the condition out, or mend it.",
            )
        elif found.kind is FindingKind.SOURCE_HIDDEN:
            yield Fault(
                path=path,
                code="source_hidden",
                name=found.name,
                about=found.about,
                text=f"The condition of “{found.name}” asks about “{found.about}”, "
                "which nobody has seen who comes there.",
                advice="Ask about another question, or show that one to these people.",
            )


def _never_shown(found: Finding) -> Fault:
    if found.kind is FindingKind.SCREENS_ALL:
        return Fault(
            path=found.path,
            code="screens_all",
            name=found.name,
            text=f"The screen-out of “{found.name}” turns everybody away: nobody can ever complete the study.",
            advice="Mend its condition, so that it holds only for people who do not fit.",
        )
    demands = "; ".join(_demand(clash, found.name) for clash in found.clash)
    together = "This can never hold" if len(found.clash) == 1 else "These can never hold together"
    if found.kind is FindingKind.COUNTS_NOBODY:
        return Fault(
            path=(*found.path, "when"),
            code="counts_nobody",
            name=found.name,
            text=f"Nobody will ever count in the quota “{found.name}”. {together}: {demands}.",
            advice="Change one of them, or take the quota out.",
        )
    return Fault(
        path=(*found.path, "show_if"),
        code="never_shown",
        name=found.name,
        about=next((clash.name for clash in found.clash if clash.name != found.name), ""),
        text=f"Nobody will ever see “{found.name}”. {together}: {demands}.",
        advice="Change one of them, or take out what is never shown.",
    )


def _demand(clash: Clash, owner: str) -> str:
    whose = "" if clash.name == owner else f" (so that “{clash.name}” is shown)"
    return condition_in_words(clash.condition) + whose


def condition_in_words(condition: Condition) -> str:
    """A condition as one would say it: `“drinks” is 1 and not (“home” is answered)`."""
    if isinstance(condition, Comparison):
        return " ".join((f"“{condition.question}”", _WORDS[condition.operator], *_value(condition)))
    if isinstance(condition, AllOf):
        return " and ".join(map(_inner, condition.all))
    if isinstance(condition, AnyOf):
        return " or ".join(map(_inner, condition.any))
    return f"not {_inner(condition.not_)}"


def _inner(condition: Condition) -> str:
    words = condition_in_words(condition)
    return words if isinstance(condition, Comparison) else f"({words})"


def _value(comparison: Comparison) -> tuple[str, ...]:
    if comparison.value is None:
        return ()
    values = comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
    return (", ".join(f"“{value}”" if isinstance(value, str) else f"{value:g}" for value in values),)
