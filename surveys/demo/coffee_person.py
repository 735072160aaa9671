"""People who took the quiz of the demonstration: each leans towards one kind, and answers otherwise now and then."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from surveys.demo.bulk import Sitting
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.question_types import Stored, Variable

_LEANINGS = {"calm": 0.3, "craft": 0.2, "tempo": 0.28, "company": 0.22}
_FAITHFUL = 0.45
"""How often somebody answers by their leaning; else every answer is as likely as the others."""
_LANGUAGES = {"en": 0.4, "ms": 0.15, "mt": 0.1, "fi": 0.2, "zh-Hans": 0.15}
_FINISHED = 0.93


def simulate_takers(questionnaire: Questionnaire, begins: Sequence[datetime], *, seed: int) -> list[Sitting]:
    """One sitting for each beginning."""
    rng = np.random.default_rng(seed)
    return [_sitting(questionnaire, begin, rng) for begin in begins]


def _sitting(questionnaire: Questionnaire, begin: datetime, rng: np.random.Generator) -> Sitting:
    leaning = str(rng.choice(list(_LEANINGS), p=list(_LEANINGS.values())))
    pages = [(page.name, round(float(rng.gamma(4, 1.6)) + 1.5, 1)) for page in questionnaire.pages()]
    completed = bool(rng.random() < _FINISHED)
    sent = pages if completed else pages[: int(rng.integers(0, len(pages)))]
    names = {name for name, _seconds in sent}
    answers: dict[str, Stored] = {
        variable.name: _answer(variable, leaning, rng)
        for page in questionnaire.pages()
        if page.name in names
        for question in page.questions
        for variable in question.variables()
    }
    return Sitting(
        language=str(rng.choice(list(_LANGUAGES), p=list(_LANGUAGES.values()))),
        consents=frozenset({"take_part"}),
        answers=answers,
        started_at=begin,
        completed=completed,
        pages=tuple(sent),
    )


def _answer(variable: Variable, leaning: str, rng: np.random.Generator) -> int:
    own = [code for code in variable.codes if leaning in variable.points.get(code, {})]
    return int(rng.choice(own if own and rng.random() < _FAITHFUL else list(variable.codes)))
