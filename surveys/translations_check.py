"""Are all words that respondents see there in every language? `python -m surveys.translations_check`, in a checkout.

The words are extracted anew from the files that `babel.cfg` names; every one must be translated in every language,
without guesses, with the same placeholders and with as many plural forms as the language has.
"""

import re
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from surveys.paths import PACKAGE, TRANSLATIONS
from surveys.translations_build import catalogues

LANGUAGES = ("ar", "fi", "ms", "mt", "zh_Hans")
"""Besides English, in which the words are written."""
ROOT = PACKAGE.parent
_PLACEHOLDER = re.compile(r"%\((\w+)\)([sd])")


def methods(config: Path = ROOT / "babel.cfg") -> list[tuple[str, str]]:
    """Which files are read, and how: (pattern, method)."""
    parser = ConfigParser(comment_prefixes=("#",))
    parser.read(config, encoding="utf-8")
    found = [section.partition(":") for section in parser.sections()]
    return [(pattern.strip(), method.strip()) for method, _colon, pattern in found]


def extracted(root: Path = ROOT) -> Catalog:
    """The words as they stand in the files now."""
    catalogue = Catalog()
    for pattern, method in methods(root / "babel.cfg"):
        start = root / pattern.split("*")[0].rpartition("/")[0]
        relative = pattern.removeprefix(f"{start.relative_to(root).as_posix()}/")
        for name, line, words, _comments, context in extract_from_dir(start, [(relative, method)]):
            catalogue.add(words, locations=[(f"{start.name}/{name}", line)], context=context)
    return catalogue


def faults(root: Path = ROOT, folder: Path = TRANSLATIONS) -> list[str]:
    """What is missing or wrong, one sentence each; nothing where all is well."""
    needed = [message for message in extracted(root) if message.id]
    present = dict(catalogues(folder))
    found = [f"{language}: there is no translation" for language in LANGUAGES if language not in present]
    for language, path in present.items():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language)
        found += [f"{language}: {fault}" for fault in _faults_of(needed, catalogue)]
    return found


def _faults_of(needed: list[Message], catalogue: Catalog) -> Iterator[str]:
    keys = {_key(message) for message in needed}
    for message in needed:
        translated = catalogue.get(_key(message))
        if translated is None:
            yield f"not there: {_key(message)!r}"
        elif translated.fuzzy:
            yield f"only a guess: {_key(message)!r}"
        else:
            yield from _faults_of_words(message, translated, catalogue.num_plurals)
    for message in catalogue:
        if message.id and _key(message) not in keys:
            yield f"no longer used: {_key(message)!r}"


def _faults_of_words(message: Message, translated: Message, plurals: int) -> Iterator[str]:
    words = _forms(translated.string or "")
    if not all(form.strip() for form in words):
        yield f"not translated: {_key(message)!r}"
    if isinstance(message.id, str):
        if _placeholders(message.id) != _placeholders(words[0]):
            yield f"other placeholders: {_key(message)!r}"
        return
    if len(words) != plurals:
        yield f"{len(words)} forms instead of {plurals}: {_key(message)!r}"
    many = _placeholders(message.id[-1])
    if any(_placeholders(form) - many for form in words) or _placeholders(words[-1]) != many:
        yield f"other placeholders: {_key(message)!r}"


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def _placeholders(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(_PLACEHOLDER.findall(text))


def main() -> None:
    found = faults()
    for fault in found:
        click.echo(fault)
    click.echo(f"{len(found)} faults in the translations." if found else "All translations are complete.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
