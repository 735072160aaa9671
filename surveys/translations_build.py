"""Compile the translations, so that the application can read them: `python -m surveys.translations_build`."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from surveys.paths import TRANSLATIONS


def catalogues(folder: Path = TRANSLATIONS) -> Iterator[tuple[str, Path]]:
    """Every language with its file of translations, in a stable order."""
    for path in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        yield path.parents[1].name, path


def compile_all(folder: Path = TRANSLATIONS) -> list[Path]:
    """Write one compiled file beside each `messages.po`; fuzzy guesses stay out."""
    written = []
    for language, path in catalogues(folder):
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language, domain="messages")
        target = path.with_suffix(".mo")
        with target.open("wb") as compiled:
            write_mo(compiled, catalogue, use_fuzzy=False)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_all()
