"""`whyprint export`."""

import shutil
from pathlib import Path

import click

from surveys.cli.opening import find_study, open_database
from surveys.exports.codebook_yaml import codebook_yaml
from surveys.exports.responses_zip import responses_zip
from surveys.store.asker import Asker


@click.command()
@click.argument("study")
@click.option("--out", type=click.Path(path_type=Path), help="File or folder to write to; by default here.")
@click.option("--codebook", "only_codebook", is_flag=True, help="Only the codebook.")
def export(study: str, *, out: Path | None, only_codebook: bool) -> None:
    """Write the answers of STUDY whose consent stands, with their codebook, as a zip."""
    make = codebook_yaml if only_codebook else responses_zip
    with open_database() as database, database.writing() as session:
        file = make(session, study=find_study(session, study), asker=Asker.system())
        target = out or Path()
        target = target / file.name if target.is_dir() else target
        with target.open("wb") as opened:
            shutil.copyfileobj(file.content, opened)
    click.echo(str(target) if only_codebook else f"{target}: {file.rows} responses")
