"""The terms of a study: who asks, why, what each consent covers, what is given in return."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints, TypeAdapter

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.elements import Definition, LanguageCode
from surveys.questionnaire.endings import Ending, EndingKind
from surveys.questionnaire.pictures import Picture
from surveys.questionnaire.texts import LocalText

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]$")]
PurposeName = Literal["take_part", "profile", "share_crm", "match_ads", "email", "email_tracking", "quote", "recontact"]
Mode = Literal["research", "profiling"]


def purposes_of_analysis(mode: str) -> tuple[PurposeName, ...]:
    """What somebody must agree to before an analysis reads their answers.

    An analysis places everybody it reads in a group and scores them. Where that is done for marketing, taking part is
    not enough: people agree to it by a box of its own.
    """
    return ("take_part", "profile") if mode == "profiling" else ("take_part",)


class Purpose(Definition):
    """One thing the answers may be used for, with the sentence beside its box."""

    name: PurposeName
    text: LocalText
    required: bool = False
    """Only `take_part` is required: without it nobody takes part. The reward never depends on any other."""


EarlyEnding = Literal["screened_out", "quota_full"]


class _Given(Definition):
    """What every reward says."""

    title: LocalText
    description: LocalText
    picture: Picture | None = None
    also_for: tuple[EarlyEnding, ...] = ()
    """Who has it besides those who sent the last page: people who did not fit, or for whom there was no place."""

    def is_earned_by(self, ending: EndingKind | None) -> bool:
        return ending == "complete" or ending in self.also_for


class PageReward(_Given):
    kind: Literal["page"]
    body: LocalText
    """The content: paragraphs divided by blank lines, `## ` before a heading, `- ` before a list line."""


class FileReward(_Given):
    kind: Literal["file"]
    file: str
    """Name of a file beside the study file (publishing copies it into the store of rewards)."""


class CodeReward(_Given):
    """A code of its own for each person, from a list that the team adds after publishing."""

    kind: Literal["code"]
    how_to_use: LocalText | None = None
    claim_until: date | None = None
    """The last day on which somebody can fetch a code; who has one keeps it in sight."""

    def is_over(self, today: date) -> bool:
        return self.claim_until is not None and self.claim_until < today


Reward = Annotated[PageReward | FileReward | CodeReward, Field(discriminator="kind")]
_REWARD: TypeAdapter[Reward] = TypeAdapter(Reward)


def read_reward(stored: Mapping[str, Any]) -> Reward:
    """A reward as it was published."""
    return _REWARD.validate_python(stored)


class StudyTerms(Definition):
    slug: Slug
    title: LocalText
    mode: Mode
    anonymous: bool = True
    who_asks: LocalText
    why: LocalText
    what_happens: LocalText
    contact: str
    """Where a respondent can write to."""
    jurisdiction: LocalText | None = None
    """Whose law on personal data holds, for the receipt: "European Union (GDPR)"."""
    minutes: Annotated[int, Field(ge=1, le=120)]
    minimum_age: Annotated[int, Field(ge=13, le=99)] = 18
    ends_on: date
    """The last day on which somebody may begin."""
    deadline: AwareDatetime | None = None
    """The moment after which nothing more is taken, not from those who have begun either."""
    erase_after_days: Annotated[int, Field(ge=1, le=3650)] = 365
    """Days after `ends_on` when the answers are erased."""
    smallest_group: Annotated[int, Field(ge=10, le=100)] = 10
    """No figure about fewer people than this is shown outside the research team."""
    purposes: Annotated[tuple[Purpose, ...], Field(min_length=1)]
    rewards: tuple[Reward, ...] = ()
    thanks: LocalText | None = None
    endings: dict[EndingKind, Ending] = Field(default_factory=dict)
    """Words of one's own for each way in which somebody's part can end."""
    simulated: bool = False
    """The respondents are simulated; every page says so."""
    note: LocalText | None = None
    """Where the data come from, shown on every report page."""


class StudyFile(Definition):
    """What `whyprint publish` reads."""

    format: Literal["whyprint/1"] = "whyprint/1"
    study: StudyTerms
    questionnaire: Questionnaire


__all__ = [
    "CodeReward",
    "FileReward",
    "LanguageCode",
    "Mode",
    "PageReward",
    "Purpose",
    "PurposeName",
    "Reward",
    "Slug",
    "StudyFile",
    "StudyTerms",
    "purposes_of_analysis",
    "read_reward",
]
