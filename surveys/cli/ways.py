"""`whyprint ways`."""

from pathlib import Path

import click

from surveys.cli.publish import read_file
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.located import located_questions
from surveys.questionnaire.question_types import Stored
from surveys.questionnaire.solver import NoWay, WayTo, way_to


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("question", required=False)
def ways(file: Path, question: str | None) -> None:
    """Say for each question in FILE, or for one, which answers lead to it: as few as do."""
    questionnaire = read_file(file).questionnaire
    found = {place.question.name: place.path for place in located_questions(questionnaire)}
    if question is not None and question not in found:
        raise click.BadParameter(f"The questionnaire has no question “{question}”.", param_hint="question")
    for name, path in found.items():
        if question in (None, name):
            click.echo(f"{name}: {_told(questionnaire, way_to(questionnaire, path))}")


def _told(questionnaire: Questionnaire, way: WayTo | NoWay) -> str:
    if isinstance(way, NoWay):
        return "nobody"
    if not way.answers:
        return "everybody"
    answers = way.answers
    order = [variable.name for variable in questionnaire.variables() if variable.name in answers]
    return ", ".join(f"{name} = {_value(answers[name])}" for name in order)


def _value(value: Stored) -> str:
    return " + ".join(map(str, value)) if isinstance(value, list) else str(value)
