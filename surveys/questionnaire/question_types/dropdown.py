"""One option out of a long list, which opens when it is asked for: countries, years, industries."""

from typing import Literal

from surveys.questionnaire.question_types.one_choice import OneChoice


class Dropdown(OneChoice):
    """One option out of many, in a list that opens."""

    type: Literal["dropdown"]

    def seconds(self) -> float:
        """Looking for a word one knows in a list takes less time than reading it."""
        return 4.0 + 0.1 * len(self.options)
