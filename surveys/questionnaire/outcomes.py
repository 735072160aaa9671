"""The outcome of a quiz for one person: a pure function of the definition and the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from research.typing.rule import score_rule
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types import Answers
from surveys.questionnaire.quiz import Highest, Outcome, Quiz, Test, Typed, Within
from surveys.questionnaire.scores import Measure, measures

Scores = Mapping[str, float | None]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What rules look at: the scores, and the segment with the chances of each where the quiz types people."""

    scores: Scores
    segment: str | None = None
    chances: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Result:
    """What somebody gets, and what it rests on."""

    outcome: Outcome
    standing: Standing
    tied: bool
    """Whether several scores were the highest where a rule asked which one is."""


def result_of(questionnaire: Questionnaire, answers: Answers) -> Result | None:
    """One person's result; None where the questionnaire is no quiz."""
    quiz = questionnaire.quiz
    return None if quiz is None else result_by(quiz, measures(questionnaire), answers)


def result_by(quiz: Quiz, counted: Iterable[Measure], answers: Answers) -> Result:
    """One of many people's results, where what counts was looked up before."""
    return decide(quiz, _typed(quiz, {measure.score.name: measure.of(answers) for measure in counted}, answers))


def decide(quiz: Quiz, standing: Standing) -> Result:
    """The first outcome whose rule holds, else the fallback."""
    found = next((outcome for outcome in quiz.outcomes if _holds(outcome, quiz, standing)), None)
    outcome = found or quiz.outcome(quiz.fallback) or quiz.outcomes[-1]
    return Result(outcome=outcome, standing=standing, tied=is_tied(quiz, standing.scores))


def is_tied(quiz: Quiz, scores: Scores) -> bool:
    """Whether a rule asks for the highest of scores of which several are."""
    asked = [test for outcome in quiz.outcomes for test in outcome.when if isinstance(test, Highest)]
    return any(len(_highest(test, quiz, scores)) > 1 for test in asked)


def _typed(quiz: Quiz, scores: Scores, answers: Answers) -> Standing:
    if quiz.rule is None:
        return Standing(scores=scores)
    given = {name: answer for name, answer in answers.items() if not is_missing(answer)}
    found = score_rule(quiz.rule, given)
    return Standing(scores=scores, segment=found["segment"], chances=found["probabilities"])


def _holds(outcome: Outcome, quiz: Quiz, standing: Standing) -> bool:
    return bool(outcome.when) and all(_passes(test, quiz, standing) for test in outcome.when)


def _passes(test: Test, quiz: Quiz, standing: Standing) -> bool:
    match test:
        case Typed():
            return standing.segment == test.segment
        case Within():
            return _lies_within(test, standing.scores.get(test.score))
        case Highest():
            winners = _highest(test, quiz, standing.scores)
            return winners[:1] == [test.highest] and (len(winners) == 1 or quiz.ties == "first")


def _lies_within(test: Within, score: float | None) -> bool:
    if score is None:
        return False
    return (test.at_least is None or score >= test.at_least) and (test.below is None or score < test.below)


def _highest(test: Highest, quiz: Quiz, scores: Scores) -> list[str]:
    """All that are the highest, in the order in which scores are written."""
    known = [
        (score.name, value)
        for score in quiz.scores
        if (not test.among or score.name in (*test.among, test.highest))
        and (value := scores.get(score.name)) is not None
    ]
    top = max((value for _name, value in known), default=None)
    return [name for name, value in known if value == top]
