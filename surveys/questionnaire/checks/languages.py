"""Languages: only whether every text is there in each of them."""

from collections.abc import Iterator

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Fault, Path, write_path
from surveys.questionnaire.located import located_questions, located_texts
from surveys.questionnaire.terms import StudyTerms
from surveys.questionnaire.texts import LocalText


def check_languages(questionnaire: Questionnaire, terms: StudyTerms | None) -> Iterator[Fault]:
    for number, language in enumerate(questionnaire.languages):
        if language in (questionnaire.language, *questionnaire.languages[:number]):
            yield Fault(
                path=("languages", number),
                code="duplicate_language",
                name=language,
                text=f"The language “{language}” is listed twice.",
                advice="Keep it once; the questionnaire's own language is always there.",
            )
    names = dict(_names(questionnaire))
    for path, text in located_texts(questionnaire):
        yield from _check_text(path, text, questionnaire, name=_nearest_name(path, names))
    yield from _check_own_words(questionnaire)
    if terms is not None:
        for path, text in located_texts(terms, ("study",)):
            yield from _check_text(path, text, questionnaire, name=terms.slug)


def _check_text(path: Path, text: LocalText, questionnaire: Questionnaire, *, name: str) -> Iterator[Fault]:
    own = questionnaire.language
    for language in questionnaire.all_languages:
        written = text.has(language, default=own) and text.in_language(language, own).strip()
        if not written and language == own:
            yield Fault(
                path=path,
                code="empty_text",
                name=name,
                text=f"The text is empty in the questionnaire's own language ({own}).",
                advice="Write it.",
            )
        elif not written:
            yield Fault(
                path=path,
                code="missing_translation",
                name=name,
                text=f"The text is missing in “{language}”.",
                advice=f"Add it under “{language}”, or take “{language}” out of the languages.",
            )
    for language in sorted(text.languages - set(questionnaire.all_languages)):
        yield Fault(
            path=path,
            code="unlisted_language",
            name=name,
            text=f"The text is there in “{language}”, which is not a language of this questionnaire.",
            advice=f"Add “{language}” to “languages”, or take this text out.",
        )


def _check_own_words(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Words that a question type brings with it, in languages it does not have."""
    for located in located_questions(questionnaire):
        for path, text in located.question.own_words():
            for language in sorted(set(questionnaire.all_languages) - text.languages):
                yield Fault(
                    path=(*located.path, *path),
                    code="missing_translation",
                    name=located.question.name,
                    text=f"There are no ready words for this in “{language}”.",
                    advice=f"Write “{write_path(path)}” yourself, in every language of the questionnaire.",
                )


def _names(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    yield (), questionnaire.name
    for number, scale in enumerate(questionnaire.scales):
        yield ("scales", number), scale.name
    for s, section in enumerate(questionnaire.sections):
        yield ("sections", s), section.name
        for p, page in enumerate(section.pages):
            yield ("sections", s, "pages", p), page.name
            for q, question in enumerate(page.questions):
                yield ("sections", s, "pages", p, "questions", q), question.name


def _nearest_name(path: Path, names: dict[Path, str]) -> str:
    return next(names[path[:length]] for length in range(len(path), -1, -1) if path[:length] in names)
