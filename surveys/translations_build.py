"""Write the templates of all words and compile the translations: `python -m surveys.translations_build`."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from surveys.translations_extract import DOMAINS, extracted, template_of


def compile_all() -> list[Path]:
    """Write one compiled file beside each file of translations; fuzzy guesses stay out."""
    written = []
    for domain in DOMAINS:
        for language, path in domain.catalogues():
            with path.open("rb") as source:
                catalogue = read_po(source, locale=language, domain=domain.name)
            target = path.with_suffix(".mo")
            with target.open("wb") as compiled:
                write_mo(compiled, catalogue, use_fuzzy=False)
            written.append(target)
    return written


def write_templates() -> None:
    for domain in DOMAINS:
        domain.folder.mkdir(exist_ok=True)
        domain.template.write_bytes(template_of(extracted(domain.config)))


if __name__ == "__main__":
    write_templates()
    compile_all()
