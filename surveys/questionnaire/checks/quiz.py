"""Quizzes: whether everybody gets an outcome, and every outcome can be got."""

from collections.abc import Iterable, Iterator

from research.errors import BadData
from research.typing.rule import read_rule
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.fairness import exact_fairness
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.located import located_questions
from surveys.questionnaire.quiz import Highest, Quiz, Score, Typed, Within
from surveys.questionnaire.scores import measures

LONGEST_TITLE = 60
LONGEST_RESULT = 4_000


def check_quiz(questionnaire: Questionnaire) -> Iterator[Fault]:
    quiz = questionnaire.quiz
    faults = [*_check_points(questionnaire)]
    if quiz is not None:
        faults += [
            *_check_scores(quiz, questionnaire),
            *_check_outcomes(quiz),
            *_check_rule(quiz, questionnaire),
            *_check_lengths(quiz),
        ]
        faults += [] if faults else _check_reach(questionnaire)
    yield from faults


def _check_points(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Points go to scores that are there; where a question gives points, each of its options says which."""
    scores = [] if questionnaire.quiz is None else [score.name for score in questionnaire.quiz.scores]
    for located in located_questions(questionnaire):
        options = getattr(located.question, "options", ())
        gives = any(option.points for option in options)
        for number, option in enumerate(options):
            path: Path = (*located.path, "options", number)
            for name in option.points:
                if name not in scores:
                    yield _unknown((*path, "points"), located.question.name, name, "score")
            if gives and not option.points and option.kind == "choice":
                yield Fault(
                    path=path,
                    code="unmapped_answer",
                    name=located.question.name,
                    text="This option gives no points, and others of its question do.",
                    advice="Give it points; 0 says that it is meant to add nothing.",
                )


def _check_scores(quiz: Quiz, questionnaire: Questionnaire) -> Iterator[Fault]:
    yield from _check_twice("scores", (score.name for score in quiz.scores))
    scales = {scale.name for scale in questionnaire.scales}
    items = {item.name for question in questionnaire.questions() for item in question.rated_items()}
    for number, (score, measure) in enumerate(zip(quiz.scores, measures(questionnaire), strict=True)):
        path: Path = ("quiz", "scores", number)
        yield from _check_sources(score, path, scales, items)
        if not measure.parts:
            yield Fault(
                path=path,
                code="empty_score",
                name=score.name,
                about=score.name,
                text="Nothing counts for this score.",
                advice="Give it points by options, name items or a scale, or take it out.",
            )
        if not _asked_about(score.name, quiz):
            yield Fault(
                path=path,
                code="category_without_outcome",
                name=score.name,
                about=score.name,
                text=f"No outcome depends on “{score.name}”.",
                advice="Add an outcome whose rule asks about it, or take the score out.",
            )


def _check_sources(score: Score, path: Path, scales: set[str], items: set[str]) -> Iterator[Fault]:
    if score.scale is not None and score.scale not in scales:
        yield _unknown((*path, "scale"), score.name, score.scale, "scale")
    for number, scored in enumerate(score.items):
        if scored.item not in items:
            yield _unknown((*path, "items", number, "item"), score.name, scored.item, "rated item")


def _asked_about(name: str, quiz: Quiz) -> bool:
    """Whether a rule asks about a score by its name; being one of those compared is not enough."""
    tests = [test for outcome in quiz.outcomes for test in outcome.when]
    return any(
        (isinstance(test, Highest) and test.highest == name) or (isinstance(test, Within) and test.score == name)
        for test in tests
    )


def _check_outcomes(quiz: Quiz) -> Iterator[Fault]:
    yield from _check_twice("outcomes", (outcome.name for outcome in quiz.outcomes))
    if quiz.outcome(quiz.fallback) is None:
        yield _unknown(("quiz", "fallback"), quiz.fallback, quiz.fallback, "outcome")
    scores = {score.name for score in quiz.scores}
    for number, outcome in enumerate(quiz.outcomes):
        path: Path = ("quiz", "outcomes", number)
        if not outcome.when and outcome.name != quiz.fallback:
            yield Fault(
                path=(*path, "when"),
                code="outcome_without_rule",
                name=outcome.name,
                about=outcome.name,
                text="Nothing says who gets this outcome.",
                advice="Write its rule under “when”, or make it the fallback.",
            )
        for place, test in enumerate(outcome.when):
            for name in _named(test):
                if name not in scores:
                    yield _unknown((*path, "when", place), outcome.name, name, "score")
    if quiz.ties is None and any(isinstance(test, Highest) for one in quiz.outcomes for test in one.when):
        yield Fault(
            path=("quiz", "ties"),
            code="ties_undeclared",
            name=quiz.fallback,
            text="Nothing says what happens where several scores are the highest.",
            advice="Write `ties: first` (the score written first counts) or `ties: fallback`.",
        )


def _named(test: object) -> tuple[str, ...]:
    if isinstance(test, Highest):
        return (test.highest, *test.among)
    return (test.score,) if isinstance(test, Within) else ()


def _check_rule(quiz: Quiz, questionnaire: Questionnaire) -> Iterator[Fault]:
    """The rule of an analysis is whole, everything it needs is asked, and its segments are known."""
    typed = [
        (("quiz", "outcomes", number, "when", place), outcome.name, test.segment)
        for number, outcome in enumerate(quiz.outcomes)
        for place, test in enumerate(outcome.when)
        if isinstance(test, Typed)
    ]
    segments: Iterable[str] = ()
    if quiz.rule is not None:
        try:
            rule = read_rule(quiz.rule)
        except BadData:
            yield Fault(
                path=("quiz", "rule"),
                code="unusable_rule",
                name=questionnaire.name,
                text="The rule cannot be read.",
                advice="Take it whole from the page of an analysis (“The rule as JSON”).",
            )
            return
        segments = rule["segments"]
        asked = {variable.name for variable in questionnaire.variables()}
        for item in rule["items"]:
            if item not in asked:
                yield _unknown(("quiz", "rule", "items"), questionnaire.name, item, "question")
    for path, name, segment in typed:
        if segment not in segments:
            yield _unknown(path, name, segment, "segment of the rule")


def _check_lengths(quiz: Quiz) -> Iterator[Fault]:
    for number, outcome in enumerate(quiz.outcomes):
        for part, most in (("title", LONGEST_TITLE), ("text", LONGEST_RESULT)):
            words = getattr(outcome, part)
            length = max(len(words.in_language(code, code)) for code in words.languages or {""})
            if length > most:
                yield Fault(
                    path=("quiz", "outcomes", number, part),
                    code="too_large_part",
                    name=outcome.name,
                    text=f"The {part} has {length:,} signs; it may have {most:,}.",
                    advice="Shorten it.",
                )


def _check_reach(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Said only where it is certain: where outcomes are drawn, one that was never drawn may still be got."""
    found, quiz = exact_fairness(questionnaire), questionnaire.quiz
    if found is None or quiz is None:
        return
    for number, outcome in enumerate(quiz.outcomes):
        if outcome.name in found.never and outcome.name != quiz.fallback:
            yield Fault(
                path=("quiz", "outcomes", number),
                code="unreachable_outcome",
                name=outcome.name,
                about=outcome.name,
                text="No way of answering leads to this outcome.",
                advice="Widen its rule, move it before those that take its people, or take it out.",
            )


def _check_twice(part: str, names: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            yield Fault(
                path=("quiz", part, number, "name"),
                code="duplicate_name",
                name=name,
                text=f"The name “{name}” is there twice under “{part}”.",
                advice="Give each a name of its own.",
            )
        seen.add(name)


def _unknown(path: Path, name: str, about: str, what: str) -> Fault:
    return Fault(
        path=path,
        code="unknown_in_quiz",
        name=name,
        about=about,
        text=f"There is no {what} named “{about}”.",
        advice="Check the spelling, or add it.",
    )
