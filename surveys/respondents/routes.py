"""Everything a respondent can open: only the list of the files that hold the views."""

from surveys.respondents import (
    another_link,
    answering,
    asked_again,
    beginning,
    filters,
    kept_pages,
    my_data,
    pictures,
    result,
    rewards,
)
from surveys.respondents.blueprint import blueprint

__all__ = [
    "another_link",
    "answering",
    "asked_again",
    "beginning",
    "blueprint",
    "filters",
    "kept_pages",
    "my_data",
    "pictures",
    "result",
    "rewards",
]
