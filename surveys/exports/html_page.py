"""HTML that needs nothing else: templates without an application, and style sheets within the page."""

from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from surveys.paths import STATIC, TEMPLATES
from surveys.words import gettext, ngettext


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return made


@cache
def styles(names: tuple[str, ...]) -> str:
    """The style sheets, those of a component as `components/...`, and the one for paper."""
    return "\n".join((STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in (*names, "print"))


def components(*names: str) -> Iterable[str]:
    return (f"components/{name}" for name in names)
