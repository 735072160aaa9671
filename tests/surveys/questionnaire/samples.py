"""The sample questionnaires, found by name."""

import re
from pathlib import Path

from surveys.questionnaire.definition import Page, Questionnaire
from surveys.questionnaire.flow import page_named
from surveys.questionnaire.formats.study_file import read_questionnaire_file

FOLDER = Path(__file__).resolve().parents[2] / "questionnaires"
GOOD = sorted(FOLDER.glob("*.yaml"))
FAULTY = sorted((FOLDER / "faulty").glob("*.yaml"))


def sample(name: str) -> Questionnaire:
    return read_questionnaire_file(FOLDER / f"{name}.yaml")


def sample_page(name: str, page: str) -> tuple[Questionnaire, Page]:
    questionnaire = sample(name)
    return questionnaire, page_named(questionnaire, page)


def declared_faults(path: Path) -> set[tuple[str, str]]:
    """Code and place of every fault that a faulty sample says it has."""
    return set(re.findall(r"^# fault: (\S+) (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE))


def is_study(path: Path) -> bool:
    return "\nstudy:" in path.read_text(encoding="utf-8")
