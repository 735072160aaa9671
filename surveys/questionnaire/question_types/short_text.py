"""A few words on one line."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from surveys.questionnaire.question_types.typed_text import TypedText


class ShortText(TypedText):
    type: Literal["short_text"]
    max_length: Annotated[int, Field(ge=1, le=500)] = 200

    one_line: ClassVar[bool] = True

    def seconds(self) -> float:
        return 10.0
