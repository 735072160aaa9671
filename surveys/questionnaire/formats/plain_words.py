"""What a fault found while reading means for its author: only the words."""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any

from pydantic import ValidationError

from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.formats.places import Place, at_path, place_of
from surveys.questionnaire.terms import StudyFile

Said = tuple[str, str, str]
"""Code, text and advice of a fault."""

_LONGEST_SHOWN = 40


def faults_in(error: ValidationError, raw: object) -> Iterator[Fault]:
    """Every fault once, in plain words, with the path where it stands."""
    located = [(place_of(found, raw), found) for found in error.errors(include_url=False)]
    placed = [(place, found) for place, found in located if place is not None]
    deepest = {place.path[:length] for place, _ in placed for length in range(len(place.path))}
    seen: set[Path] = set()
    for place, found in placed:
        is_outer = place.path in deepest and (place.is_text or found["type"] == "too_short" or _is_value(place))
        if place.path in seen or is_outer:
            continue
        seen.add(place.path)
        code, text, advice = _say(place, found, raw)
        about = _meant_key(str(place.path[-1])) if code == "unknown_key" else ""
        yield Fault(about=about, path=place.path, code=code, text=text, advice=advice, name=_name_near(raw, place.path))


def _is_value(place: Place) -> bool:
    return "value" in place.path


def _say(place: Place, found: Mapping[str, Any], raw: object) -> Said:
    given, key = at_path(raw, place.path), str(place.path[-1]) if place.path else ""
    if found["type"] == "missing":
        return "missing", f"“{key}” is missing.", f"Add “{key}”."
    if place.is_text:
        return _say_text(given)
    if _is_value(place):
        return _wrong(given, "The value of a comparison is", "one number or text, or a list of them")
    speak = _SPEAKERS.get(found["type"])
    if speak is not None:
        return speak(key, given, found.get("ctx", {}))
    for ending, wanted in _WANTED.items():
        if found["type"].startswith(ending):
            return _wrong(given, f"“{key}” must be", wanted)
    return "wrong", f"“{key}” cannot be {_show(given)}.", f"The reader says: {found['msg']}."


def _say_text(given: object) -> Said:
    if isinstance(given, (int, float)):
        advice = f'Put it in quotes: "{given}".'
        return "not_a_text", f"A text is expected here, not {_show(given)}.", advice
    advice = "Write one text, or one text per language, such as `{en: Age, fi: Ikä}`."
    if given in (None, "", {}):
        return "not_a_text", "The text is missing.", advice
    return "not_a_text", f"A text is expected here, not {_show(given)}.", advice


def _wrong(given: object, about: str, wanted: str) -> Said:
    return "wrong_type", f"{about} {wanted}, not {_show(given)}.", "Write it in that form."


_WANTED: Mapping[str, str] = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "string_type": "a text",
    "string": "a text",
    "date": "a day, written as 2027-12-31",
    "tuple": "a list",
    "dict": "a block of keys and values",
    "model": "a block of keys and values",
}


def _unknown_key(key: str, _given: object, _ctx: Mapping[str, Any]) -> Said:
    meant = _meant_key(key)
    advice = f"Did you mean “{meant}”?" if meant else "Take it out."
    return "unknown_key", f"“{key}” is not known here.", advice


def _one_of(key: str, given: object, ctx: Mapping[str, Any]) -> Said:
    known = re.findall(r"'([^']*)'", ctx.get("expected", ctx.get("expected_tags", "")))
    near = get_close_matches(str(given), known, n=1)
    guess = f"Did you mean “{near[0]}”? " if near else ""
    return "unknown_word", f"“{key}” cannot be {_show(given)}.", f"{guess}Use one of: {', '.join(known)}."


def _no_type(_key: str, _given: object, ctx: Mapping[str, Any]) -> Said:
    field = ctx["discriminator"].strip("'")
    return "missing", f"“{field}” is missing.", f"Add “{field}”: it says what this is."


def _pattern(key: str, given: object, _ctx: Mapping[str, Any]) -> Said:
    if key == "slug":
        advice = "Use 3 to 60 small letters, digits and hyphens, with no hyphen at the ends."
    elif key.startswith("language") or key.isdigit():
        advice = "Write a language code, such as en, fi or zh-Hans."
    else:
        advice = "Use small letters, digits and underscores, begin with a letter, at most 26 signs."
    return "bad_form", f"{_show(given)} is not allowed here.", advice


def _too_few(key: str, _given: object, ctx: Mapping[str, Any]) -> Said:
    few = ctx.get("min_length", 1)
    return "too_few_parts", f"“{key}” needs at least {few} {'entry' if few == 1 else 'entries'}.", "Add to it."


def _bound(sign: str, word: str) -> Callable[[str, object, Mapping[str, Any]], Said]:
    def say(key: str, given: object, ctx: Mapping[str, Any]) -> Said:
        return "out_of_bounds", f"“{key}” is {_show(given)}.", f"It must be {word} {ctx[sign]}."

    return say


def _length(sign: str, word: str) -> Callable[[str, object, Mapping[str, Any]], Said]:
    def say(key: str, given: object, ctx: Mapping[str, Any]) -> Said:
        return "wrong_length", f"“{key}” is {_show(given)}.", f"It must have at {word} {ctx[sign]} signs."

    return say


_SPEAKERS: Mapping[str, Callable[[str, object, Mapping[str, Any]], Said]] = {
    "extra_forbidden": _unknown_key,
    "literal_error": _one_of,
    "enum": _one_of,
    "union_tag_invalid": _one_of,
    "union_tag_not_found": _no_type,
    "string_pattern_mismatch": _pattern,
    "too_short": _too_few,
    "string_too_short": _length("min_length", "least"),
    "string_too_long": _length("max_length", "most"),
    "greater_than_equal": _bound("ge", "at least"),
    "less_than_equal": _bound("le", "at most"),
}


def _show(given: object) -> str:
    if isinstance(given, dict):
        return "a block of keys"
    if isinstance(given, list):
        return "a list"
    if given is None:
        return "empty"
    shown = str(given)
    return f"“{shown if len(shown) <= _LONGEST_SHOWN else shown[:_LONGEST_SHOWN] + '…'}”"


def _name_near(raw: object, path: Path) -> str:
    """The name of the nearest part around a path that has one."""
    for length in range(len(path), -1, -1):
        node = at_path(raw, path[:length])
        if isinstance(node, dict) and isinstance(node.get("name"), str):
            return str(node["name"])
    return ""


@lru_cache(maxsize=256)
def _meant_key(key: str) -> str:
    """The known key a misspelt one is likely to stand for."""
    near = get_close_matches(key, _vocabulary(), n=1, cutoff=0.7)
    return near[0] if near and near[0] != key else ""


@cache
def _vocabulary() -> tuple[str, ...]:
    """Every key that has a meaning somewhere in a study file."""
    schema = StudyFile.model_json_schema(by_alias=True)
    parts = (schema, *schema["$defs"].values())
    return tuple(sorted({key for part in parts for key in part.get("properties", ())}))
