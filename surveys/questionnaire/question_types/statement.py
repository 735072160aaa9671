"""Information to read: nothing is asked and nothing is stored."""

from collections.abc import Mapping
from typing import Literal

from surveys.questionnaire.pictures import Picture
from surveys.questionnaire.question_types.base import Question


class Statement(Question):
    """Information to read; nothing is asked."""

    type: Literal["statement"]
    picture: Picture | None = None

    def pictures(self) -> Mapping[int, Picture]:
        return {} if self.picture is None else {0: self.picture}

    def not_comparable(self) -> tuple[str, str]:
        return f"“{self.name}” is a statement: nobody answers it.", "Name a question."
