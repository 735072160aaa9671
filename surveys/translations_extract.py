"""The words of the application and of the library, as they stand in the files now; a template of each to translate.

Which files are read is in `babel.cfg` and `research.cfg`; of the former, those that `respondents.cfg` names must be
translated.
"""

from configparser import ConfigParser
from dataclasses import dataclass
from functools import cache
from io import SEEK_END, BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

from surveys.paths import PACKAGE, TRANSLATIONS

ROOT = PACKAGE.parent
KEYWORDS = {**DEFAULT_KEYWORDS, "NP_": (1, 2)}
LOUD = {"silent": "false"}
"""A template that cannot be read is an error."""
HEADER = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'


@dataclass(frozen=True)
class Domain:
    """A set of words that is translated together.

    Parameters
    ----------
    name : str
    config : str
        Names the files with these words.
    folder : Path
        Of its languages, and of its template.
    """

    name: str
    config: str
    folder: Path

    @property
    def template(self) -> Path:
        return self.folder / f"{self.name}.pot"

    def catalogues(self) -> list[tuple[str, Path]]:
        """Every language with its file of translations, in a stable order."""
        found = sorted(self.folder.glob(f"*/LC_MESSAGES/{self.name}.po"))
        return [(path.parents[1].name, path) for path in found]


MESSAGES = Domain("messages", "babel.cfg", TRANSLATIONS)
LIBRARY = Domain("research", "research.cfg", ROOT / "research" / "words" / "translations")
DOMAINS = (MESSAGES, LIBRARY)


def patterns(config: Path) -> list[tuple[str, str]]:
    """Which files are read, and how: (pattern, method)."""
    parser = ConfigParser(comment_prefixes=("#",))
    parser.read(config, encoding="utf-8")
    found = [section.partition(":") for section in parser.sections()]
    return [(pattern.strip(), method.strip()) for method, _colon, pattern in found]


@cache
def extracted(config: str) -> Catalog:
    """The words as they stand in the files now."""
    catalogue = Catalog()
    for pattern, method in patterns(ROOT / config):
        start = ROOT / pattern.split("*")[0].rpartition("/")[0]
        relative = pattern.removeprefix(f"{start.relative_to(ROOT).as_posix()}/")
        options = {relative: LOUD} if method == "jinja2" else {}
        for name, _line, words, _about, context in extract_from_dir(start, [(relative, method)], options, KEYWORDS):
            catalogue.add(words, locations=[(f"{start.relative_to(ROOT).as_posix()}/{name}", 0)], context=context)
    return catalogue


def template_of(words: Catalog) -> bytes:
    """What translators start from; without lines and dates, so that it changes with the words alone."""
    told = BytesIO(HEADER)
    told.seek(0, SEEK_END)
    write_po(told, words, width=120, omit_header=True, sort_output=True, include_lineno=False)
    return told.getvalue()
