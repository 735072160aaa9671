"""`whyprint publish`."""

from pathlib import Path

import click

from surveys.cli.opening import open_database
from surveys.config import read_settings
from surveys.errors import Invalid
from surveys.questionnaire.formats.study_file import FaultyStudyFile, read_study_file
from surveys.questionnaire.terms import FileReward, StudyFile
from surveys.services.accounts.manage_teams import named_team
from surveys.services.studies.publish_questionnaire import Published, publish_questionnaire
from surveys.store.asker import Asker


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only say whether it could be published.")
@click.option("--accept-breaking", is_flag=True, help="Publish even where answers given so far no longer fit.")
@click.option("--team", help="Team it is published for; by default the only one.")
def publish(file: Path, *, check: bool, accept_breaking: bool, team: str | None) -> None:
    """Publish the study in FILE, with the reward files beside it."""
    try:
        study_file = read_study_file(file)
    except FaultyStudyFile as faulty:
        faults = tuple(str(fault) for fault in faulty.faults)
        many = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise Invalid(f"{file.name} has {many}:", "Mend what is listed and try again.", where=faults) from None
    if check:
        click.echo(f"{file.name} can be published.")
        return
    with open_database() as database, database.writing() as session:
        published = publish_questionnaire(
            session,
            study_file=study_file,
            asker=Asker.system(),
            team_id=named_team(session, name=team).id,
            files=_files(study_file, file.parent),
            accept_breaking=accept_breaking,
        )
        _tell(published)


def _files(study_file: StudyFile, folder: Path) -> dict[str, bytes]:
    names = [reward.file for reward in study_file.study.rewards if isinstance(reward, FileReward)]
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def _tell(published: Published) -> None:
    version = published.version.number
    if not published.is_new_version:
        click.echo(f"The questionnaire is as it was (version {version}); the terms are up to date.")
    elif published.difference is None:
        click.echo(f"Published: {published.study.title}")
    else:
        click.echo(f"Published version {version}, a {published.version.change} change:")
        for change in published.difference.changes:
            click.echo(f"  {change.kind}: {change.text}")
    click.echo(f"{read_settings().base_url}/s/{published.study.slug}")
