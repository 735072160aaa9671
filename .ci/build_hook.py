"""What a wheel has beside the packages: compiled translations, and templates and style sheets inside `surveys`."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BESIDE = ("templates", "static")


class Hook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        for source in (*root.glob("surveys/translations/*/*/*.po"), *root.glob("research/words/translations/*/*/*.po")):
            _compile(source)
        if version == "standard":  # an editable installation reads them where they are
            build_data["force_include"].update({str(root / name): f"surveys/{name}" for name in BESIDE})


def _compile(source: Path) -> None:
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parents[1].name, domain=source.stem)
    with source.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue, use_fuzzy=False)
