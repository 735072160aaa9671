"""The rewards of a study as published: only their rows. What somebody was promised is never taken back."""

import mimetypes
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from surveys.errors import Conflict, Invalid
from surveys.models import Reward as RewardRow
from surveys.questionnaire.terms import FileReward, Reward, read_reward
from surveys.store import published_rewards
from surveys.store.asker import Asker
from surveys.words import gettext as _

LARGEST_FILE = 50 * 1024 * 1024


def publish_rewards(
    session: Session, *, study_id: int, rewards: Sequence[Reward], files: Mapping[str, bytes], asker: Asker
) -> None:
    """Add, update or take away rows so that they are these rewards, in this order."""
    rows = {row.position: row for row in published_rewards.rows(session, study_id=study_id, asker=asker)}
    for position, reward in enumerate(rewards, 1):
        row = rows.pop(position, None)
        if row is None:
            row = published_rewards.add(session, study_id=study_id, position=position, kind=reward.kind)
        else:
            _insist_on_promise(session, row, reward)
        row.kind = reward.kind
        row.definition = reward.model_dump(mode="json", exclude_unset=True)
        _set_content(row, reward, files)
    for row in rows.values():
        if published_rewards.is_promised(session, reward=row):
            raise _promised(row.position)
        session.delete(row)
    session.flush()


def _insist_on_promise(session: Session, row: RewardRow, reward: Reward) -> None:
    """A reward stays what it is, and everybody who has it keeps it."""
    if row.kind != reward.kind and published_rewards.is_promised(session, reward=row):
        raise _promised(row.position)
    gone = tuple(set(read_reward(row.definition).also_for) - set(reward.also_for))
    if gone and published_rewards.is_earned(session, reward=row, endings=gone):
        raise _promised(row.position)


def _promised(position: int) -> Conflict:
    return Conflict(
        _("People were already given reward %(position)s, so it stays.", position=position),
        _("Keep it where it is and add new rewards after it."),
    )


def _set_content(row: RewardRow, reward: Reward, files: Mapping[str, bytes]) -> None:
    if not isinstance(reward, FileReward):
        row.file_name = row.media_type = row.content = row.size = None
        return
    content = files.get(reward.file)
    if content is None:
        if row.file_name == reward.file and row.size:
            return  # published before, and not sent again
        raise Invalid(
            _("The file of a reward is not here: %(name)s.", name=reward.file),
            _("Put it beside the study file and publish from the command line: whyprint publish study.yaml"),
            where=(reward.file,),
        )
    if not content or len(content) > LARGEST_FILE:
        raise Invalid(
            _("The file of a reward is empty or larger than 50 MB: %(name)s.", name=reward.file),
            _("Give a smaller file."),
            where=(reward.file,),
        )
    row.file_name, row.content, row.size = reward.file, content, len(content)
    row.media_type = mimetypes.guess_type(reward.file)[0] or "application/octet-stream"
