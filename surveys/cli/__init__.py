"""The command `whyprint`: only the list of its commands. Each is loaded when it is asked for."""

import importlib
import os
import sys
from typing import Any

import click

from research.errors import ResearchError
from surveys.errors import WhyprintError
from surveys.refusals import refusal

COMMANDS = {
    "demo": ("surveys.cli.demo:demo", "Show what it does, with simulated and real answers."),
    "serve": ("surveys.cli.serve:serve", "Serve the pages."),
    "worker": ("surveys.cli.worker:worker", "Run analyses in the background."),
    "publish": ("surveys.cli.publish:publish", "Publish a study file."),
    "ways": ("surveys.cli.ways:ways", "Say with which answers one comes to each question."),
    "import": ("surveys.cli.import_:import_data", "Bring answers in from CSV, XLSX or SPSS."),
    "quiz-from-analysis": ("surveys.cli.quiz:quiz_from_analysis", "Make a quiz of a published analysis."),
    "export": ("surveys.cli.export:export", "Write the answers of a study with their codebook."),
    "analyse": ("surveys.cli.analyse:analyse", "Analyse a file of answers without any database."),
    "type": ("surveys.cli.type_:type_people", "Say to which segment new people belong."),
    "maxdiff": ("surveys.cli.maxdiff:maxdiff", "Turn choices of best and worst into utilities of every person."),
    "track": ("surveys.cli.track:track", "Say whether personas still describe a new wave."),
    "schema": ("surveys.cli.schema:schema", "Print the form of study files and codebooks."),
    "account": ("surveys.cli.account:account", "Create accounts and set passwords."),
    "team": ("surveys.cli.team:team", "Make teams and say who works in them."),
    "retention": ("surveys.cli.retention:retention", "Erase answers whose time is over."),
    "db": ("surveys.cli.db:db", "Create, upgrade and back up the database."),
    "secret": ("surveys.cli.secret:secret", "Print a new secret key."),
}
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Read by libraries of linear algebra when they are loaded: their threads wait for each other, ours do not."""


class Commands(click.Group):
    """Loads a command only when it is used; a refusal is shown as text and advice, without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click asks for it)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        for name in ONE_THREAD:
            os.environ.setdefault(name, "1")
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_place, words) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (WhyprintError, ResearchError) as error:
            _tell(error)
            sys.exit(1)


def _tell(error: WhyprintError | ResearchError) -> None:
    told = refusal(error)
    click.echo(told.text, err=True)
    for place in told.where:
        if place not in told.text:
            click.echo(f"  {place}", err=True)
    if told.advice:
        click.echo(told.advice, err=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="whyprint")
def main() -> None:
    """Whyprint: ask people why, and understand the answers."""
