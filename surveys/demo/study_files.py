"""The files of the demonstration: only how they are found and read."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from surveys.questionnaire.pictures import pictures_in
from surveys.questionnaire.terms import FileReward, StudyFile

FOLDER = Path(__file__).resolve().parent
COFFEE, PERSONALITY, QUIZ = "beyond_demographics", "personality", "coffee_person"


@cache
def read_study(name: str) -> StudyFile:
    """One of the study files."""
    return StudyFile.model_validate(read_yaml(name))


@cache
def read_yaml(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def reward_files(study: StudyFile) -> dict[str, bytes]:
    """The files that the study gives as rewards and shows as pictures, by name."""
    names = [reward.file for reward in study.study.rewards if isinstance(reward, FileReward)]
    names += {picture.file for picture in pictures_in(study)}
    return {name: (FOLDER / name).read_bytes() for name in names}
