"""Answers in texts: only whether each place can be filled when its text is read."""

from collections.abc import Iterator

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.located import (
    LocatedPage,
    LocatedQuestion,
    located_pages,
    located_questions,
    located_texts,
)
from surveys.questionnaire.piping import MARK, Place, is_malformed, names_in, places
from surveys.questionnaire.question_types import Variable
from surveys.questionnaire.terms import StudyTerms
from surveys.questionnaire.texts import LocalText

Sources = dict[str, tuple[Variable, LocatedQuestion]]


def check_piped(questionnaire: Questionnaire, terms: StudyTerms | None) -> Iterator[Fault]:
    """Faults of places in any language of a text; what people agree to holds none."""
    sources = {v.name: (v, one) for one in located_questions(questionnaire) for v in one.question.variables()}
    pages = {page.path: page for page in located_pages(questionnaire)}
    for path, text in located_texts(questionnaire):
        if any(MARK in written or "}}" in written for _language, written in text.written()):
            yield from _check_text(path, text, pages.get(path[:4]), sources)
    for path, text in located_texts(terms, ("study",)):
        if any(MARK in written for _language, written in text.written()):
            yield _not_here(path)


def _check_text(path: Path, text: LocalText, page: LocatedPage | None, sources: Sources) -> Iterator[Fault]:
    for language, written in text.written():
        if is_malformed(written):
            yield _fault(path, "bad_place", "The text has {{ or }} that make no place for an answer.",
                         "Write {{name}} or {{name|words without an answer}}.")  # fmt: skip
        elif page is None:
            yield _not_here(path)
            return
        elif {place.name for place in places(written)} != names_in(text):
            yield _fault(path, "place_not_in_all_languages", f"Other answers stand in the text in “{language}”.",
                         "Let the same answers stand in it in every language.")  # fmt: skip
        else:
            yield from (fault for place in places(written) for fault in _check_place(path, place, page, sources))


def _check_place(path: Path, place: Place, page: LocatedPage, sources: Sources) -> Iterator[Fault]:
    if place.name not in sources:
        yield _fault(path, "unknown_question", f"The answer to “{place.name}” is to stand here, which is no question.",
                     "Check the spelling; a matrix is named by one of its items.", about=place.name)  # fmt: skip
        return
    variable, source = sources[place.name]
    if not page.comes_after(source.page):
        yield _fault(path, "later_question", f"The answer to “{place.name}” is to stand here, which is not known yet.",
                     "Ask that question on an earlier page.", about=place.name)  # fmt: skip
    elif place.fallback is None and not _is_certain(variable, source):
        yield _fault(path, "no_fallback", f"“{place.name}” may have no answer, and nothing is said to stand here then.",
                     f"Write {{{{{place.name}|other words}}}}, or require the question.", about=place.name)  # fmt: skip


def _is_certain(variable: Variable, source: LocatedQuestion) -> bool:
    """Whether everybody who comes further has answered it."""
    question, page = source.question, source.page
    conditions = (question.show_if, page.page.show_if, page.inside.show_if, *question.inner_conditions())
    if variable.parent is not None or variable.offered or any(one is not None for one in conditions):
        return False
    picked = page.inside.pick or page.page.pick or question.to_pick()[1]
    return not picked and question.lacks_answer({})


def _not_here(path: Path) -> Fault:
    return _fault(path, "place_not_here", "Answers can stand only in the texts of pages and questions.",
                  "Say it without the answer.")  # fmt: skip


def _fault(path: Path, code: str, text: str, advice: str, about: str = "") -> Fault:
    return Fault(path=path, code=code, text=text, advice=advice, about=about)
