"""Texts in several languages: only how one is written down and how the right one is chosen."""

from collections.abc import Iterable
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

PLAIN = ""
"""The key of a text that was written without a language: it stands for the questionnaire's own language."""


class LocalText:
    """One text in one or more languages; immutable.

    A file may say `text: "Age"` (the questionnaire's own language) or `text: {en: "Age", fi: "Ikä"}`.
    """

    __slots__ = ("_by_language",)

    def __init__(self, by_language: dict[str, str]) -> None:
        self._by_language = dict(by_language)

    @classmethod
    def plain(cls, text: str) -> "LocalText":
        return cls({PLAIN: text})

    def in_language(self, language: str, default: str) -> str:
        """The text in `language`, else in `default`, else as it was first written."""
        for key in (language, default, PLAIN):
            if key in self._by_language:
                return self._by_language[key]
        return next(iter(self._by_language.values()), "")

    def has(self, language: str, *, default: str) -> bool:
        return language in self._by_language or (language == default and PLAIN in self._by_language)

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(self._by_language) - {PLAIN}

    def written(self) -> Iterable[tuple[str, str]]:
        """Every wording with its language, as it was written."""
        return self._by_language.items()

    def to_plain(self) -> str | dict[str, str]:
        """The shortest form that reads back as the same text."""
        if set(self._by_language) == {PLAIN}:
            return self._by_language[PLAIN]
        return dict(self._by_language)

    def __bool__(self) -> bool:
        return any(text.strip() for text in self._by_language.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LocalText) and self._by_language == other._by_language

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._by_language.items())))

    def __repr__(self) -> str:
        return f"LocalText({self.to_plain()!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        written = core_schema.union_schema(
            [
                core_schema.str_schema(),
                core_schema.dict_schema(core_schema.str_schema(), core_schema.str_schema(), min_length=1),
            ]
        )
        from_file = core_schema.no_info_after_validator_function(cls._read, written)
        return core_schema.json_or_python_schema(
            json_schema=from_file,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), from_file]),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda text: text.to_plain()),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {
            "anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
            ],
            "description": "A text in the questionnaire's own language, or one text per language code.",
        }

    @classmethod
    def _read(cls, written: str | dict[str, str]) -> "LocalText":
        return cls.plain(written) if isinstance(written, str) else cls(written)
