"""A report is not published beside an earlier one where both together tell what a few people answered.

Every analysis that has ever been the report counts: who read or saved it can still compare, when it was taken back too.
"""

from sqlalchemy.orm import Session

from research.disclosure import Moved, Rules, telling_questions
from surveys.errors import Conflict
from surveys.models import Analysis
from surveys.services.analyses.results_of import results_of
from surveys.store import versions
from surveys.store.asker import Asker
from surveys.store.versions import People
from surveys.words import gettext as _
from surveys.words import ngettext

EVERYBODY: tuple[People, ...] = ("read", "analysed", "assigned")


def refuse_telling_version(session: Session, *, analysis: Analysis, asker: Asker) -> None:
    """Refuse to publish an analysis that differs from one that was published by a few people.

    Raises
    ------
    Conflict
        With how many people differ, and what to do.
    """
    rules = Rules(smallest_group=analysis.study.smallest_group)
    for before in versions.ever_published(session, analysis=analysis, asker=asker):
        moved = moved_since(session, before=before, after=analysis)
        telling = next((each for each in moved.values() if each.tells_of_few(rules)), None)
        if telling is not None:
            raise _refusal(before, telling, rules)
        _refuse_counts(before, analysis, moved, rules)


def moved_since(session: Session, *, before: Analysis, after: Analysis) -> dict[People, Moved]:
    """Who is in one of two analyses alone: of those who were read, counted, and placed."""
    return {people: _moved(session, before, after, people) for people in EVERYBODY}


def _moved(session: Session, before: Analysis, after: Analysis, people: People) -> Moved:
    """Who was erased since, or took a consent back, has no row any more, and has left all the same."""
    return Moved(
        joined=versions.only_in(session, one=after, other=before, people=people),
        left=versions.only_in(session, one=before, other=after, people=people)
        + versions.lost_since(session, analysis=before),
    )


def _refuse_counts(before: Analysis, after: Analysis, moved: dict[People, Moved], rules: Rules) -> None:
    if before.summary is None:
        return
    questions = telling_questions(
        before.summary, results_of(after), analysed=moved["analysed"], assigned=moved["assigned"], rules=rules
    )
    if questions:
        few = moved["analysed"] if moved["analysed"].hides_few(rules) else moved["assigned"]
        raise _refusal(before, few, rules, questions=questions)


def _refusal(before: Analysis, moved: Moved, rules: Rules, *, questions: tuple[str, ...] = ()) -> Conflict:
    return Conflict(
        " ".join([_who(before, moved), *([_by_these(questions)] if questions else [_by_any()])]),
        " ".join([_wait(rules), _no_unlearning(before)]),
        where=questions,
    )


def _who(before: Analysis, moved: Moved) -> str:
    joined = ngettext("%(n)d person", "%(n)d people", moved.joined, n=moved.joined)
    left = ngettext("%(n)d person", "%(n)d people", moved.left, n=moved.left)
    return _(
        "Analysis %(number)d has been published. Compared with it, %(joined)s came and %(left)s went.",
        number=before.number, joined=joined, left=left,
    )  # fmt: skip


def _by_any() -> str:
    return _("Whoever has both reports can subtract one from the other and learn what these few answered.")


def _by_these(questions: tuple[str, ...]) -> str:
    return ngettext(
        "A number of people in both reports tells what these few answered to one question.",
        "Numbers of people in both reports tell what these few answered to %(n)d questions.",
        len(questions),
        n=len(questions),
    )


def _wait(rules: Rules) -> str:
    return _(
        "Wait until at least %(n)d more people have answered, then run the analysis again and publish that one; "
        "if only the plan differs, use one that counts the same people. Where nobody answers any more, the page of the "
        "analysis can leave people out at random.",
        n=rules.smallest_group,
    )


def _no_unlearning(before: Analysis) -> str:
    return _(
        "If somebody withdrew, take analysis %(number)d back now. That alone does not help: whoever read or saved it "
        "can still compare.",
        number=before.number,
    )
