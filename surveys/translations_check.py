"""Are all words that respondents see there in every language? `python -m surveys.translations_check`, in a checkout.

The words are extracted anew from the files. Those that `respondents.cfg` names must be translated in every language,
others may be; what is translated is no guess, has the same placeholders and as many plural forms as the language has.
The templates for translators hold the words as they are now.
"""

import re
import sys
from collections.abc import Iterator

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from surveys.translations_extract import DOMAINS, MESSAGES, Domain, extracted, template_of

LANGUAGES = ("ar", "fi", "ms", "mt", "zh_Hans")
"""Besides English, in which the words are written."""
REQUIRED = "respondents.cfg"
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)")


def faults(domains: tuple[Domain, ...] = DOMAINS) -> list[str]:
    """What is missing or wrong, one sentence each; nothing where all is well."""
    return [fault for domain in domains for fault in _faults(domain)]


def _faults(domain: Domain) -> Iterator[str]:
    words = extracted(domain.config)
    needed = _keys(extracted(REQUIRED)) if domain.name == MESSAGES.name else frozenset()
    present = dict(domain.catalogues())
    if not domain.template.is_file() or domain.template.read_bytes() != template_of(words):
        yield f"{domain.template.name} does not hold the words as they are now: run `make words`"
    yield from (f"{language}: there is no translation" for language in LANGUAGES if needed and language not in present)
    for language, path in present.items():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language)
        yield from (f"{language}: {fault}" for fault in _faults_of(words, needed, catalogue))


def _keys(words: Catalog) -> frozenset[str]:
    return frozenset(_key(message) for message in words if message.id)


def _faults_of(words: Catalog, needed: frozenset[str], catalogue: Catalog) -> Iterator[str]:
    for message in words:
        translated = catalogue.get(_key(message)) if message.id else None
        if translated is None:
            if _key(message) in needed:
                yield f"not there: {_key(message)!r}"
        elif translated.fuzzy:
            yield f"only a guess: {_key(message)!r}"
        else:
            yield from _faults_of_words(message, translated, catalogue.num_plurals)
    for message in catalogue:
        if message.id and words.get(_key(message)) is None:
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


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(one or other for one, other in _PLACEHOLDER.findall(text))


def main() -> None:
    found = faults()
    for fault in found:
        click.echo(fault)
    click.echo(f"{len(found)} faults in the translations." if found else "All translations are complete.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
