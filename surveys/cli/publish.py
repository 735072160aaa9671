"""`whyprint publish`."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import click
from sqlalchemy.orm import Session

from surveys.cli.opening import open_database
from surveys.config import read_settings
from surveys.errors import BadSettings, Invalid, Unavailable
from surveys.presentation.fairness import fairness_lines
from surveys.questionnaire.checks import needless_conditions
from surveys.questionnaire.formats.study_file import FaultyStudyFile, read_study_file
from surveys.questionnaire.pictures import pictures_in
from surveys.questionnaire.terms import FileReward, StudyFile
from surveys.services.accounts.manage_teams import named_team
from surveys.services.studies.answers_by_version import AnsweredGroup, answers_by_version
from surveys.services.studies.change_words import change_words
from surveys.services.studies.publish_questionnaire import (
    BreaksAnswers,
    Published,
    publish_questionnaire,
    refuse_faults,
)
from surveys.store.asker import Asker
from surveys.store.database import Database
from surveys.store.studies import versions_of


class Publish(Protocol):
    """Publishes what is in the file."""

    def __call__(self, session: Session, *, accept_breaking: bool) -> Published: ...


class _OnlyChecked(Exception):
    """Ends a transaction of which nothing shall stay."""


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only say what publishing would do, and do nothing.")
@click.option("--accept-breaking", is_flag=True, help="Publish even where answers given so far no longer fit.")
@click.option("--team", help="Team it is published for; by default the only one.")
def publish(file: Path, *, check: bool, accept_breaking: bool, team: str | None) -> None:
    """Publish the study in FILE, with the rewards and pictures beside it."""
    study_file = read_file(file)

    def do(session: Session, *, accept_breaking: bool) -> Published:
        return publish_questionnaire(
            session,
            study_file=study_file,
            asker=Asker.system(),
            team_id=named_team(session, name=team).id,
            files=_files(study_file, file.parent),
            accept_breaking=accept_breaking,
        )

    for advice in needless_conditions(study_file.questionnaire):
        click.echo(f"Worth a look: {advice}")
    if check:
        _check(do, study_file, file.name, accept_breaking=accept_breaking)
        return
    with open_database() as database, database.writing() as session:
        for line in _told(session, do(session, accept_breaking=accept_breaking), done=True):
            click.echo(line)


def read_file(file: Path) -> StudyFile:
    """The study in a file, or a refusal with every fault of it."""
    try:
        return read_study_file(file)
    except FaultyStudyFile as faulty:
        faults = tuple(str(fault) for fault in faulty.faults)
        many = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise Invalid(f"{file.name} has {many}:", "Mend what is listed and try again.", where=faults) from None


def _check(do: Publish, study_file: StudyFile, name: str, *, accept_breaking: bool) -> None:
    """Publish it, say what happened, and take it back; without a database, the file alone is checked."""
    try:
        with open_database() as database:
            click.echo("\n".join(_tried(database, do, accept_breaking=True)))
            _tried(database, do, accept_breaking=accept_breaking)
    except BreaksAnswers:
        click.echo("Publishing it needs --accept-breaking: people have answered already.")
        raise
    except (BadSettings, Unavailable) as error:
        refuse_faults(study_file)
        click.echo(f"Not compared with what is published: {error.text} {error.advice}")
    for line in fairness_lines(study_file.questionnaire):
        click.echo(line)
    click.echo(f"{name} can be published.")


def _tried(database: Database, do: Publish, *, accept_breaking: bool) -> list[str]:
    lines: list[str] = []
    with suppress(_OnlyChecked), database.writing() as session:
        lines += _told(session, do(session, accept_breaking=accept_breaking), done=False)
        raise _OnlyChecked
    return lines


def _files(study_file: StudyFile, folder: Path) -> dict[str, bytes]:
    names = [reward.file for reward in study_file.study.rewards if isinstance(reward, FileReward)]
    names += [picture.file for picture in pictures_in(study_file)]
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def _told(session: Session, published: Published, *, done: bool) -> Iterator[str]:
    """What happened, or would: the kind of change, every change, and which answers stand side by side from then on."""
    study, version = published.study, published.version.number
    did, are = ("Published", "are") if done else ("Would be published", "would be")
    if not published.is_new_version:
        yield f"The questionnaire is as it was (version {version}); the terms {are} up to date."
    elif published.difference is None:
        yield f"{did}: {study.title}"
    else:
        yield f"{did}: version {version}, a {published.version.change} change:"
        yield from (f"  {change.kind}: {change_words(change)}" for change in published.difference.changes)
    asker = Asker.system()
    versions = versions_of(session, study_id=study.id, asker=asker)
    yield from _side_by_side(answers_by_version(session, study=study, versions=versions, asker=asker))
    if done:
        yield f"{read_settings().base_url}/s/{study.slug}"


def _side_by_side(groups: list[AnsweredGroup]) -> Iterator[str]:
    if not sum(group.started for group in groups):
        return
    yield "Answers that stand side by side:"
    for group in groups:
        yield "  " + ", ".join(f"version {number} ({_responses(count.started)})" for number, count in group.answered)


def _responses(n: int) -> str:
    return "1 response" if n == 1 else f"{n} responses"
