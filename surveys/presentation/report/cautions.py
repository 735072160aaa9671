"""Stops and warnings that stay on the page, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.presentation.report.context import Context
from surveys.words import gettext as _

SEVERITIES = ("stop", "warning", "note")


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One caution as a notice."""

    kind: str
    title: str
    text: str
    advice: str


def show_cautions(published: Mapping[str, Any], context: Context) -> list[Notice]:
    """All cautions, the gravest first; equal ones once."""
    found: Sequence[Mapping[str, Any]] = published.get("warnings") or ()
    ordered = sorted(found, key=lambda each: SEVERITIES.index(each["severity"]))
    return list(dict.fromkeys(_notice(each, context) for each in ordered))


def _notice(caution: Mapping[str, Any], context: Context) -> Notice:
    kind = {"stop": "stop", "warning": "warning"}.get(caution["severity"], "info")
    title = {"stop": _("Read this first"), "warning": _("Take care")}.get(caution["severity"], _("Please note"))
    if caution["severity"] == "stop" and caution["code"] in context.accepted:
        title = _("Known limit: the research team accepted it before publishing")
    where = [name for name in caution.get("where") or () if name not in caution["text"]]
    text = f"{caution['text']} ({', '.join(where)})" if where else str(caution["text"])
    return Notice(kind=kind, title=title, text=_bare(text), advice=_bare(str(caution.get("advice") or "")))


def _bare(text: str) -> str:
    """Without the marks that set names of settings apart for researchers."""
    return text.replace("`", "")
