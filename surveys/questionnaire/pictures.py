"""A picture as an author names it, and what publishing made of it: where pictures are in a definition."""

from collections.abc import Iterator, Mapping
from typing import Annotated, TypeVar, cast

from pydantic import BaseModel, Field, StringConstraints

from surveys.questionnaire.elements import Definition
from surveys.questionnaire.texts import LocalText

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Whole = TypeVar("Whole", bound=BaseModel)


class Rendition(Definition):
    """One size of a picture, named by the SHA-256 of its bytes."""

    hash: Digest
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]


class StoredPicture(Definition):
    source: Digest
    """SHA-256 of the file as it was sent: the same file is not drawn anew."""
    renditions: Annotated[tuple[Rendition, ...], Field(min_length=1)]
    """The widest first."""


class Picture(Definition):
    file: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    """Name of a file beside the study file."""
    alt: LocalText
    """What it shows, for whoever does not see it."""
    stored: StoredPicture | None = None
    """Written by publishing; what a study file says here counts for nothing."""


def pictures_in(value: object) -> Iterator[Picture]:
    """Every picture below a value."""
    if isinstance(value, Picture):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from pictures_in(getattr(value, name))
    elif isinstance(value, (tuple, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from pictures_in(part)


def same_picture(one: Picture, other: Picture) -> bool:
    """Whether both were made of the same file; by its name where one of them was not stored yet."""
    if one.stored is None or other.stored is None:
        return one.file == other.file
    return one.stored.source == other.stored.source


def with_stored(definition: Whole, stored: Mapping[str, StoredPicture]) -> Whole:
    """The same with every picture knowing what was stored for its file."""
    return cast("Whole", _rebuilt(definition, stored))


def _rebuilt(value: object, stored: Mapping[str, StoredPicture]) -> object:
    """What holds no picture stays the same object."""
    if isinstance(value, Picture):
        return value.model_copy(update={"stored": stored.get(value.file)})
    if isinstance(value, BaseModel):
        parts = {name: getattr(value, name) for name in type(value).model_fields}
        changed = {name: new for name, old in parts.items() if (new := _rebuilt(old, stored)) is not old}
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, (tuple, dict)) and any(pictures_in(value)):
        if isinstance(value, dict):
            return {key: _rebuilt(part, stored) for key, part in value.items()}
        return tuple(_rebuilt(part, stored) for part in value)
    return value
