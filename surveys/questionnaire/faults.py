"""A fault in a definition: only where it is, what is wrong and what to do."""

from dataclasses import dataclass

Path = tuple[str | int, ...]

ANYTHING = "*"
"""What a fault is about when it says that nothing of a kind is there."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing to mend before a questionnaire can be published.

    `code` is stable, for programs; `path` leads to the place from the top of the definition; `name` is the name of
    the question, scale or purpose concerned.
    """

    path: Path
    code: str
    text: str
    advice: str
    name: str = ""
    about: str = ""
    """The other name this fault speaks of: what a condition asks about, the scale an item names."""
    line: int | None = None
    column: int | None = None

    @property
    def place(self) -> str:
        """The path as people write it: `sections[1].pages[0].questions[2].options[1].code`."""
        return write_path(self.path)

    def __str__(self) -> str:
        line = f"line {self.line}, " if self.line is not None else ""
        named = f" ({self.name})" if self.name else ""
        return f"{line}{self.place or 'the file'}{named}: {self.text} {self.advice}"


def write_path(path: Path) -> str:
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
        else:
            written += f".{part}" if written else part
    return written
