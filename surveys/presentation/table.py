"""One table as the macro `data_table` takes it, and cells that show what matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

Column = str | tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Caption, columns, rows, and the line about the base."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    base: str = ""
    sortable: bool = False
    foot: Sequence[Any] | None = None


def strong(text: object) -> Markup:
    return Markup("<strong>{}</strong>").format(text)


def faint(text: object) -> Markup:
    return Markup('<span class="studies-faint">{}</span>').format(text)


def named(text: str, name: str) -> Any:
    """The words of an item with its name beside them."""
    if not text or text == name:
        return name
    return Markup('{} <span class="studies-name">{}</span>').format(text, name)


def with_hint(text: str, hint: str) -> Any:
    """Words with a smaller line under them."""
    return Markup('{}<span class="studies-hint">{}</span>').format(text, hint) if hint else text
