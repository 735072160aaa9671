"""Where things of a report are: pages in the application, anchors in a file."""

from typing import Protocol


class Links(Protocol):
    """Addresses of the parts of one report."""

    in_file: bool

    def overview(self) -> str: ...

    def persona(self, code: str) -> str: ...

    def contest(self) -> str: ...

    def same_passport(self) -> str: ...

    def how_made(self) -> str: ...

    def item(self, code: str, variable: str) -> str: ...


class FileLinks:
    """Anchors within one file."""

    in_file = True

    def overview(self) -> str:
        return "#overview"

    def persona(self, code: str) -> str:
        return f"#{code}"

    def contest(self) -> str:
        return "#contest"

    def same_passport(self) -> str:
        return "#same-passport"

    def how_made(self) -> str:
        return "#how-made"

    def item(self, code: str, variable: str) -> str:
        return f"#{item_id(code, variable)}"


def item_id(code: str, variable: str) -> str:
    """Id of the line about one item in the table of one persona."""
    return f"{code}-item-{variable}".replace(" ", "-")
