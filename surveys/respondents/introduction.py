"""What the introduction says: who asks, why, what happens, how to stop, what is given in return."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import format_decimal

from surveys.models import Reward as RewardRow
from surveys.questionnaire.terms import CodeReward, EarlyEnding, PageReward, read_reward
from surveys.respondents.filters import day, deadline_words
from surveys.respondents.reward_code import claim_words
from surveys.respondents.reward_text import reading_minutes
from surveys.respondents.start_form import asks_email, box_name
from surveys.respondents.visitor import Visitor
from surveys.store import rewards
from surveys.store.consents import TAKE_PART
from surveys.web.pictures import PictureView, picture_view
from surveys.words import gettext as _
from surveys.words import ngettext

_MEGABYTE = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Box:
    """One purpose and its sentence."""

    name: str
    purpose: str
    text: str


@dataclass(frozen=True, kw_only=True)
class RewardWords:
    """A reward as a thing: what it is, of which kind and how large."""

    id: int
    kind: str
    title: str
    description: str
    what: str
    picture: PictureView | None
    also_for: str
    """Who has it without having come to the last page."""


@dataclass(frozen=True, kw_only=True)
class IntroductionWords:
    who: str
    why: str
    use: tuple[str, ...]
    """What happens with the answers, the study's mode first."""
    stop: str
    minutes: str
    until: str
    """Until when answers are taken, where there is such a moment."""
    contact: str
    minimum_age: str
    take_part: Box
    optional: tuple[Box, ...]
    asks_email: bool
    rewards: tuple[RewardWords, ...]
    simulated: bool


def introduction_words(found: Visitor) -> IntroductionWords:
    terms = found.terms
    boxes = [
        Box(name=box_name(purpose.name), purpose=purpose.name, text=found.say(purpose.text))
        for purpose in terms.purposes
    ]
    return IntroductionWords(
        who=found.say(terms.who_asks),
        why=found.say(terms.why),
        use=_use(found),
        stop=_(
            "Close the page whenever you like. With your private link you can go on later, look at your answers, "
            "withdraw what you agreed to, or have everything erased. You need not give a reason."
        ),
        minutes=ngettext("It takes about %(num)d minute.", "It takes about %(num)d minutes.", terms.minutes),
        until=until_words(found),
        contact=_("Questions? Write to %(address)s.", address=terms.contact),
        minimum_age=ngettext("I am at least %(num)d year old.", "I am at least %(num)d years old.", terms.minimum_age),
        take_part=next(box for box in boxes if box.purpose == TAKE_PART),
        optional=tuple(box for box in boxes if box.purpose != TAKE_PART),
        asks_email=asks_email(terms),
        rewards=reward_words(found, rewards.rewards_of_study(found.session, study_id=found.study.id)),
        simulated=found.study.simulated,
    )


def until_words(found: Visitor) -> str:
    """The deadline, in words."""
    deadline = found.terms.deadline
    return "" if deadline is None else _("Answers are taken until %(moment)s.", moment=deadline_words(deadline))


def reward_words(found: Visitor, rows: Iterable[RewardRow]) -> tuple[RewardWords, ...]:
    """These rewards in the language of the page."""
    return tuple(_reward(found, row) for row in rows)


def _reward(found: Visitor, row: RewardRow) -> RewardWords:
    definition = read_reward(row.definition)
    if isinstance(definition, PageReward):
        what = ngettext(
            "To read here, about %(num)d minute",
            "To read here, about %(num)d minutes",
            reading_minutes(found.say(definition.body)),
        )
    elif isinstance(definition, CodeReward):
        what = " ".join(filter(None, (_("A code of your own."), claim_words(definition))))
    else:
        what = _file_words(row)
    return RewardWords(
        id=row.id,
        kind=definition.kind,
        title=found.say(definition.title),
        description=found.say(definition.description),
        what=what,
        picture=picture_view(definition.picture, found.say),
        also_for=_also_for(definition.also_for),
    )


def _also_for(endings: Sequence[EarlyEnding]) -> str:
    """When it is had although the last page was not reached."""
    match sorted(endings):
        case []:
            return ""
        case ["screened_out"]:
            return _("You also get it if it turns out that this study looks for other people.")
        case ["quota_full"]:
            return _("You also get it if enough people like you have taken part already.")
        case _:
            return _(
                "You also get it if this study looks for other people, or if enough people like you have taken part."
            )


def _file_words(row: RewardRow) -> str:
    """Kind and size: "PDF file, 1.2 MB"."""
    ending = (row.file_name or "").rpartition(".")[2].upper()
    megabytes = max(0.1, (row.size or 0) / _MEGABYTE)
    size = format_decimal(round(megabytes, 1))
    return _("%(kind)s file, %(size)s MB", kind=ending, size=size)


def _use(found: Visitor) -> tuple[str, ...]:
    terms = found.terms
    return (
        _mode_words(terms.mode),
        found.say(terms.what_happens),
        ngettext(
            "No figure about fewer than %(num)d person is shown outside the team.",
            "No figure about fewer than %(num)d people is shown outside the team.",
            found.study.smallest_group,
        ),
        _identity_words(anonymous=terms.anonymous),
        _("Your answers are erased by %(day)s at the latest.", day=day(found.study.erase_on)),
    )


def _mode_words(mode: str) -> str:
    if mode == "research":
        return _(
            "Your answers are only used as aggregates: figures about groups of people, never about you. Nobody will "
            "use them to sell you anything."
        )
    return _(
        "This is not market research: your answers are used to tailor marketing, such as offers and advertising. "
        "You decide with the boxes below what may be done with yours."
    )


def _identity_words(*, anonymous: bool) -> str:
    if anonymous:
        return _("Your answers are kept without your name and without any address.")
    return _("Your e-mail address is kept only if you tick a box that needs it, and then apart from your answers.")
