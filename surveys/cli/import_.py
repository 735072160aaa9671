"""`whyprint import`."""

from pathlib import Path

import click

from research.codebook import Codebook
from research.reading.codebook_file import read_codebook
from surveys.cli.opening import open_database
from surveys.errors import Invalid
from surveys.models import Study
from surveys.questionnaire.terms import StudyFile
from surveys.services.accounts.manage_teams import named_team
from surveys.services.studies.import_responses import import_responses
from surveys.services.studies.import_rows import AgreedElsewhere
from surveys.services.studies.study_from_data import DataStudy, publish_closed, study_file_from_data
from surveys.store import studies
from surveys.store.asker import Asker
from surveys.store.database import Database

_FILE = click.Path(dir_okay=False, path_type=Path)


LONGEST_NAME = 200


def _short(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    if name is not None and len(name) > LONGEST_NAME:
        raise click.BadParameter(f"Say it in at most {LONGEST_NAME} characters.")
    return name


@click.command("import")
@click.argument("study")
@click.argument("data", type=_FILE)
@click.option(
    "--codebook", "codebook_file", type=click.Path(dir_okay=False, path_type=Path), help="What the columns mean."
)
@click.option("--title", help="Title of a new study; by default the name in the codebook.")
@click.option("--mode", type=click.Choice(["research", "profiling"]), default="research", show_default=True)
@click.option("--created-from", help="Who collected the data, where and when. Needed for a new study.")
@click.option("--contact", help="Where people can write to about a new study. Needed for a new study.")
@click.option(
    "--keep-days", type=click.IntRange(1, 3650), default=365, show_default=True, help="Then erase the answers."
)
@click.option(
    "--agreed-by", callback=_short, help="Who says that these people agreed; by default who collected the data."
)
@click.option("--agreed-words", default="", help="The sentence they agreed to, or the document that has it.")
@click.option("--team", help="Team of a new study; by default the only one.")
@click.option("--again", is_flag=True, help="Bring the same file in once more.")
def import_data(
    study: str,
    data: Path,
    *,
    codebook_file: Path | None,
    agreed_by: str | None,
    agreed_words: str,
    again: bool,
    **about: str | int | None,
) -> None:
    """Bring the answers in DATA (CSV, XLSX, SPSS) into STUDY. All lines or none.

    Columns are named as in an export of the study, or as in the codebook. Where there is no STUDY yet, a codebook makes
    one: closed for new answers, its questionnaire made from the codebook.

    These people saw no sentence of the study. Say who vouches for their consent, and by which words it was given.
    """
    agreed = AgreedElsewhere(said_by=agreed_by or str(about["created_from"] or "")[:LONGEST_NAME], words=agreed_words)
    codebook = None if codebook_file is None else read_codebook(codebook_file)
    with open_database() as database:
        target = _study(database, study, data, codebook, about)
        done = import_responses(
            database, study=target, path=data, asker=Asker.system(), codebook=codebook, agreed=agreed, again=again
        )
    click.echo(f"{done.responses} responses are in {study}.")
    if done.ignored:
        click.echo(f"Columns left out: {', '.join(done.ignored)}")


def _study(
    database: Database, slug: str, data: Path, codebook: Codebook | None, about: dict[str, str | int | None]
) -> Study:
    """The study there is, or a new one for these data; it is only made where every cell fits."""
    with database.reading() as session:
        found = studies.study_by_slug(session, slug=slug, asker=Asker.system())
    if found is not None:
        return found
    study_file = _new_study(slug, data, codebook, about)
    with database.writing() as session:
        team = named_team(session, name=None if about["team"] is None else str(about["team"]))
        return publish_closed(session, study_file=study_file, asker=Asker.system(), team_id=team.id).study


def _new_study(slug: str, data: Path, codebook: Codebook | None, about: dict[str, str | int | None]) -> StudyFile:
    if codebook is None or not about["created_from"] or not about["contact"]:
        raise Invalid(
            f"There is no study {slug!r}.",
            "Publish its study file first, or give --codebook, --created-from and --contact to make one from the data.",
        )
    described = DataStudy(
        slug=slug,
        title=str(about["title"] or codebook.name),
        mode=str(about["mode"]),
        created_from=str(about["created_from"]),
        contact=str(about["contact"]),
        keep_days=int(about["keep_days"] or 365),
    )
    return study_file_from_data(about=described, codebook=codebook, path=data)
