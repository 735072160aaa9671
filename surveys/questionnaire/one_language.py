"""A definition in one of its languages alone."""

from typing import TypeVar, cast

from surveys.questionnaire.elements import Definition
from surveys.questionnaire.texts import LocalText

Part = TypeVar("Part", bound=Definition)


def spoken_in(part: Part, language: str, *, default: str) -> Part:
    """The same part with every text in one language, written as plain text."""
    fields = {name: _spoken(getattr(part, name), language, default) for name in type(part).model_fields}
    return part.model_copy(update=fields)


def _spoken(value: object, language: str, default: str) -> object:
    match value:
        case LocalText():
            return LocalText.plain(value.in_language(language, default))
        case Definition():
            return spoken_in(value, language, default=default)
        case tuple():
            return tuple(_spoken(one, language, default) for one in value)
        case dict():
            return {key: _spoken(one, language, default) for key, one in cast("dict[object, object]", value).items()}
    return value
