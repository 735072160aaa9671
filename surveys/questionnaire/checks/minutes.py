"""How long a questionnaire takes: only an estimate from its words and its questions."""

import math
import re

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.located import located_texts

_WORDS_PER_MINUTE = 240
_PAGE_SECONDS = 2.0
_WITHOUT_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_SIGNS_PER_WORD = 2


def estimate_minutes(questionnaire: Questionnaire) -> int:
    """Whole minutes for somebody who sees every question, at least one."""
    return max(1, math.ceil(estimate_seconds(questionnaire) / 60))


def estimate_seconds(questionnaire: Questionnaire) -> float:
    language = questionnaire.language
    texts = [
        text.in_language(language, language) for section in questionnaire.sections for _, text in located_texts(section)
    ]
    reading = sum(map(count_words, texts)) * 60 / _WORDS_PER_MINUTE
    answering = sum(question.seconds() for question in questionnaire.questions())
    return reading + answering + _PAGE_SECONDS * sum(1 for _ in questionnaire.pages())


def count_words(text: str) -> int:
    """Words divided by blanks; in scripts without blanks two signs count as a word."""
    signs = len(_WITHOUT_SPACES.findall(text))
    return len(_WITHOUT_SPACES.sub(" ", text).split()) + math.ceil(signs / _SIGNS_PER_WORD)
