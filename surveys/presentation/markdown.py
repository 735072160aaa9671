"""Markdown of an author as safe HTML: no tags of theirs, no pictures from elsewhere, no address but the web's."""

from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup

LONGEST = 20_000
_FIRST_HEADING = 3
"""A heading of the text stands below those of the page."""


@lru_cache(maxsize=64)
def markdown(text: str) -> Markup:
    """The text as HTML; everything that is no Markdown is shown as it was written."""
    return Markup(_reader().render(text[:LONGEST]))  # noqa: S704  (the reader escapes all that it does not make itself)


def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "maxNesting": 20})
    reader.enable(["emphasis", "list", "link", "blockquote", "heading", "escape", "newline"])
    reader.core.ruler.push("below_the_page", _below_the_page)
    return reader


def _below_the_page(state: object) -> None:
    """Headings one by one smaller, and links that tell nobody where they were found."""
    for token in getattr(state, "tokens", ()):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + _FIRST_HEADING - 1)}"
        for part in token.children or ():
            if part.type == "link_open":
                part.attrSet("rel", "noopener noreferrer nofollow")
