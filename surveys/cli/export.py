"""`whyprint export`."""

import shutil
from pathlib import Path

import click

from surveys.cli.opening import find_study, open_database
from surveys.exports.codebook_yaml import codebook_yaml
from surveys.exports.file import File
from surveys.exports.record import write_down
from surveys.exports.responses_zip import responses_zip
from surveys.store.asker import Asker
from surveys.store.database import Database


@click.command()
@click.argument("study")
@click.option("--out", type=click.Path(path_type=Path), help="File or folder to write to; by default here.")
@click.option("--codebook", "only_codebook", is_flag=True, help="Only the codebook.")
def export(study: str, *, out: Path | None, only_codebook: bool) -> None:
    """Write the answers of STUDY whose consent stands, with their codebook, as a zip."""
    with open_database() as database:
        file = _made(database, study, only_codebook=only_codebook)
        target = out or Path()
        target = target / file.name if target.is_dir() else target
        if file.record is not None:
            write_down(database, file.record)
        write_file(file, target)
    click.echo(str(target) if only_codebook else f"{target}: {file.tally.rows} responses")


def _made(database: Database, slug: str, *, only_codebook: bool) -> File:
    with database.reading() as session:
        study = find_study(session, slug)
        if only_codebook:
            return codebook_yaml(session, study=study, asker=Asker.system())
    return responses_zip(database, study=study, asker=Asker.system())


def write_file(file: File, target: Path) -> None:
    """Under its name only once it is whole: a file that was cut off must not look like an export."""
    unfinished = target.with_name(f"{target.name}.part")
    try:
        with unfinished.open("wb") as opened, file.content as content:
            shutil.copyfileobj(content, opened)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
