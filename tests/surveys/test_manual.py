"""The manual names every setting and every command there is."""

from pathlib import Path

import click
import pytest

from surveys.cli import COMMANDS, main
from surveys.config import Settings

MANUAL = (Path(__file__).parents[2] / "docs" / "administrator.md").read_text(encoding="utf-8")
OF_RESEARCHERS = frozenset({"demo", "import", "export", "analyse", "type", "track", "maxdiff", "schema", "ways"})
"""Commands that the manuals of others tell of."""


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_told(name: str) -> None:
    assert f"`WHYPRINT_{name.upper()}`" in MANUAL


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - OF_RESEARCHERS))
def test_every_command_of_an_administrator_is_told(name: str) -> None:
    context = click.Context(main)
    command = main.get_command(context, name)  # type: ignore[attr-defined]
    parts = command.list_commands(context) if isinstance(command, click.Group) else [""]
    assert [
        part for part in parts if f"whyprint {name} {part}".strip() not in MANUAL and f"`{part}`" not in MANUAL
    ] == []
