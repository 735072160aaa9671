"""What items, scales, factors and segments are called on the results page."""

from research.summary.schema import Summary
from surveys.words import grammar


def item_text(summary: Summary, name: str) -> str:
    """The question; its name where it has no words."""
    found = summary.items.get(name)
    return found.text if found and found.text else name


def scale_title(summary: Summary, name: str) -> str:
    found = summary.scales.get(name)
    return found.title if found and found.title else name


def factor_label(summary: Summary, name: str) -> str:
    return summary.factors.labels.get(name) or name


def segment_name(summary: Summary, code: str) -> str:
    """The code with the name of its persona, if it has one."""
    names = {persona.code: grammar().text(persona.called) for persona in summary.personas if persona.called}
    return f"{code} {names.get(code, '')}".strip()
