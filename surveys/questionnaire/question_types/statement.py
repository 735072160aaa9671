"""Information to read: nothing is asked and nothing is stored."""

from typing import Literal

from surveys.questionnaire.question_types.base import Question


class Statement(Question):
    """Information to read; nothing is asked."""

    type: Literal["statement"]

    def not_comparable(self) -> tuple[str, str]:
        return f"“{self.name}” is a statement: nobody answers it.", "Name a question."
