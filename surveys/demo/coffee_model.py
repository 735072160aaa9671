"""The simulated respondents of the coffee study: a model with a known truth, for showing and for testing.

Four kinds of people (`people`) have six true factors. The factors become answers to statements (`judgements`),
habits and outcomes (`behaviour`) and a few words (`words`). Three in a hundred do not read, some answers are left
empty, and some people stop half-way. Every response goes through the questionnaire itself, page by page, just
as if a person had sent it: an answer that the questionnaire does not accept is an error here.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from surveys.demo.behaviour import Column, draw_behaviour
from surveys.demo.judgements import draw_judgements
from surveys.demo.people import People, draw_people
from surveys.demo.words import draw_words
from surveys.questionnaire import flow
from surveys.questionnaire.answers import page_form_values, parse_page
from surveys.questionnaire.definition import Page, Questionnaire
from surveys.questionnaire.question_types import Answers, Stored

N_COMPLETED, N_UNFINISHED = 1_200, 170
_STOPS_AFTER = (0.34, 0.15, 0.12, 0.14, 0.09, 0.07, 0.06, 0.03)
"""Share of the unfinished that sent no page, one page, two pages …"""
_CONSENT_SHARES = {"profile": 0.84, "quote": 0.58}


class SimulationFault(ValueError):
    """A simulated answer that the questionnaire does not accept: model and study file do not fit together."""


@dataclass(frozen=True, kw_only=True)
class SimulatedResponse:
    """One simulated sitting.

    Parameters
    ----------
    kind : str
        The true kind of person.
    factors : dict of str to float
        The true factors, in standard deviations over everybody.
    careless : bool
        Whether this person did not read.
    language : str
        Language the person answers in.
    consents : dict of str to bool
        Decision for every purpose of the study.
    answers : dict
        As the application stores them: with missing codes where the response is complete.
    pages : tuple of (str, float)
        The pages sent, with the seconds spent on each.
    completed : bool
        Whether the last page was sent.
    """

    kind: str
    factors: dict[str, float]
    careless: bool
    language: str
    consents: dict[str, bool]
    answers: dict[str, Stored]
    pages: tuple[tuple[str, float], ...]
    completed: bool

    @property
    def seconds(self) -> float:
        return round(sum(seconds for _, seconds in self.pages), 1)


def simulate_responses(
    questionnaire: Questionnaire,
    *,
    seed: int,
    completed: int = N_COMPLETED,
    unfinished: int = N_UNFINISHED,
) -> list[SimulatedResponse]:
    """Simulate responses to the coffee questionnaire, in a random order of finished and unfinished.

    Parameters
    ----------
    questionnaire : Questionnaire
        The one of `beyond_demographics.yaml`.
    seed : int
        The same seed gives the same people, word for word.
    completed, unfinished : int
        How many finish, and how many stop before the end.

    Raises
    ------
    SimulationFault
        When the questionnaire asks something the model does not know, or in other codes.
    """
    rng = np.random.default_rng(seed)
    people = draw_people(completed + unfinished, rng)
    consents = _consents(len(people), rng)
    given = _given_answers(people, consents, rng)
    seconds = _seconds(questionnaire, people, rng)
    stops = rng.choice(len(_STOPS_AFTER), size=len(people), p=_STOPS_AFTER)
    finishes = rng.permutation(np.arange(len(people)) < completed)
    pages = tuple(questionnaire.pages())
    sent = np.where(finishes, len(pages), np.minimum(stops, len(pages) - 1))
    return [
        SimulatedResponse(
            kind=str(people.kinds[row]),
            factors={name: round(float(people.factors[name].iloc[row]), 4) for name in people.factors.columns},
            careless=bool(people.manner["careless"].iloc[row]),
            language=str(people.languages[row]),
            consents=consents[row],
            answers=_as_sent(questionnaire, pages[: sent[row]], given[row], completed=bool(finishes[row])),
            pages=tuple((page.name, float(seconds[page.name].iloc[row])) for page in pages[: sent[row]]),
            completed=bool(finishes[row]),
        )
        for row in range(len(people))
    ]


def _given_answers(
    people: People, consents: list[dict[str, bool]], rng: np.random.Generator
) -> list[dict[str, Stored]]:
    """What each person would answer to every question, before any is hidden."""
    columns: dict[str, Column] = draw_behaviour(people, rng)
    for table in (draw_judgements(people, rng), people.circumstances):
        columns |= {str(name): [int(code) or None for code in table[name]] for name in table}
    words = draw_words(people, [consent["quote"] for consent in consents], rng)
    given: list[dict[str, Stored]] = []
    for row in range(len(people)):
        answers: dict[str, Stored] = {
            name: code for name, column in columns.items() if (code := column[row]) is not None
        }
        answers.update(words[row])
        given.append(answers)
    return given


def _consents(n: int, rng: np.random.Generator) -> list[dict[str, bool]]:
    draws = {purpose: rng.random(n) < share for purpose, share in _CONSENT_SHARES.items()}
    return [{"take_part": True} | {purpose: bool(given[row]) for purpose, given in draws.items()} for row in range(n)]


def _as_sent(
    questionnaire: Questionnaire, pages: tuple[Page, ...], given: Answers, *, completed: bool
) -> dict[str, Stored]:
    """Send the pages as a person would; only what is shown and accepted is stored."""
    stored: dict[str, Stored] = {}
    for page in pages:
        sent = parse_page(questionnaire, page, page_form_values(page, given), stored)
        if sent.faults:
            raise SimulationFault(f"Page {page.name!r} refuses a simulated answer: {sent.faults[0]}.")
        stored = sent.answers
    if not completed:
        return stored
    return flow.finalise(flow.way_through(questionnaire, stored, sent=[page.name for page in pages]))


def _seconds(questionnaire: Questionnaire, people: People, rng: np.random.Generator) -> pd.DataFrame:
    """Time on each page: the usual time, longer for slow readers, a fifth of it for those who do not read."""
    hurried = np.where(people.manner["careless"] > 0, 0.2, 1.0)
    return pd.DataFrame(
        {
            page.name: np.round(
                _usual_seconds(page) * people.manner["pace"] * hurried * rng.lognormal(0, 0.25, len(people)), 1
            )
            for page in questionnaire.pages()
        }
    )


def _usual_seconds(page: Page) -> float:
    return 4.0 + sum(question.seconds() * 1.6 for question in page.questions)
