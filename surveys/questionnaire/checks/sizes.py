"""How large a study may be: beyond this nobody answers it, and a page of it would keep everybody waiting."""

from collections.abc import Iterator

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.located import located_texts
from surveys.questionnaire.terms import StudyTerms

MOST_VARIABLES = 10_000
MOST_REWARDS = 50
LONGEST_TEXT = 10_000
LONGEST_BODY = 100_000
"""Signs of a reward that is read on the page."""
LONGEST_CONTACT = 500


def check_sizes(questionnaire: Questionnaire, terms: StudyTerms | None) -> Iterator[Fault]:
    """Faults of number and length, each with its place."""
    n = sum(1 for _variable in questionnaire.variables())
    if n > MOST_VARIABLES:
        text = f"There are {n:,} answers to give; a study may ask for {MOST_VARIABLES:,}."
        yield _too_large(("sections",), text, "Divide it into several studies.")
    yield from _long_texts(questionnaire, ())
    if terms is not None:
        yield from _sizes_of_terms(terms)


def _sizes_of_terms(terms: StudyTerms) -> Iterator[Fault]:
    yield from _long_texts(terms, ("study",))
    if len(terms.contact) > LONGEST_CONTACT:
        yield _too_long(("study", "contact"), len(terms.contact), LONGEST_CONTACT)
    if len(terms.rewards) > MOST_REWARDS:
        text = f"There are {len(terms.rewards):,} rewards; a study may give {MOST_REWARDS}."
        yield _too_large(("study", "rewards"), text, "Take some out.")


def _long_texts(part: Questionnaire | StudyTerms, path: Path) -> Iterator[Fault]:
    for place, text in located_texts(part, path):
        most = LONGEST_BODY if place[-1] == "body" else LONGEST_TEXT
        length = max((len(text.in_language(code, code)) for code in text.languages or {""}), default=0)
        if length > most:
            yield _too_long(place, length, most)


def _too_long(path: Path, length: int, most: int) -> Fault:
    return _too_large(path, f"The text has {length:,} signs; it may have {most:,}.", "Shorten it.")


def _too_large(path: Path, text: str, advice: str) -> Fault:
    return Fault(path=path, code="too_large_part", text=text, advice=advice)
