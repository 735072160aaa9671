"""The text of a reward page: only how its few marks become paragraphs, headings and lists."""

import math
import re
from dataclasses import dataclass

_WORDS_A_MINUTE = 200
_SIGNS_A_WORD = 2
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph, a heading or a list."""

    kind: str
    lines: tuple[str, ...]


def blocks(body: str) -> tuple[Block, ...]:
    """Paragraphs are divided by blank lines; `## ` begins a heading, `- ` a line of a list."""
    found: list[Block] = []
    for line in body.splitlines():
        kind, text = _read(line)
        if kind in ("list", "paragraph") and found and found[-1].kind == kind:
            found[-1] = Block(kind=kind, lines=(*found[-1].lines, text))
        else:
            found.append(Block(kind=kind, lines=(text,)))
    return tuple(block for block in found if block.kind != "blank")


def reading_minutes(body: str) -> int:
    """How long reading takes; scripts without spaces are counted by their signs."""
    signs = len(_CJK.findall(body))
    words = len(_CJK.sub(" ", body).split()) + signs / _SIGNS_A_WORD
    return max(1, math.ceil(words / _WORDS_A_MINUTE))


def _read(line: str) -> tuple[str, str]:
    text = line.strip()
    if not text:
        return "blank", ""
    if text.startswith("## "):
        return "heading", text.removeprefix("## ")
    if text.startswith("- "):
        return "list", text.removeprefix("- ")
    return "paragraph", text
