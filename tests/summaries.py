"""Summaries for tests: one says what matters to it, the schema gives the rest."""

from collections.abc import Mapping
from functools import reduce
from operator import getitem
from types import NoneType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from research.declared import Fact
from research.said import Said
from research.summary.schema import Summary


def summary_of(given: Mapping[str, Any]) -> Summary:
    """A whole summary from some of its parts; as many people are in segments as these hold, unless it is said."""
    sizes = [n or 0 for n in (given.get("segments") or {}).get("sizes", {}).values()]
    people = {"n": sum(sizes), "n_analysed": sum(sizes), "n_assigned": sum(sizes)}
    data = people | dict(given.get("data") or {})
    return Summary.model_validate(completed(Summary, {**given, "data": data}))


def changed(summary: Summary, changes: Mapping[str, Any]) -> Summary:
    """The same summary with other values at these places, such as `segments.k` or `warnings.0.text`."""
    plain = summary.plain()
    for place, value in changes.items():
        *way, last = [int(step) if step.isdigit() else step for step in place.split(".")]
        reduce(getitem, way, plain)[last] = value  # type: ignore[arg-type]
    return summary_of(plain)


Part = TypeVar("Part", bound=Fact)


def part(kind: type[Part], **given: Any) -> Part:
    """One part of a summary, with empty values for what is not given."""
    return kind.model_validate(completed(kind, given))


def completed(kind: type[Fact], given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are given, and empty values for those that are not."""
    unknown = set(given) - set(kind.model_fields)
    assert not unknown, f"{kind.__name__} has no {', '.join(sorted(unknown))}"
    told = {}
    for name, field in kind.model_fields.items():
        if name in given:
            told[name] = _completed(field.annotation, given[name])
        elif field.is_required():
            told[name] = _empty(field.annotation)
    return told


def _completed(annotation: Any, value: Any) -> Any:
    kind, origin = _bare(annotation), get_origin(_bare(annotation))
    if value is None:
        return None
    if isinstance(kind, type) and issubclass(kind, Fact):
        return value if isinstance(value, Fact | str) else completed(kind, _with_words(kind, value))
    if origin is list:
        value = [value] if isinstance(value, str) else value
        return [_completed(get_args(kind)[0], each) for each in value]
    if origin is dict:
        return {str(key): _completed(get_args(kind)[1], each) for key, each in value.items()}
    return value


def _with_words(kind: type[Fact], given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Sentences may be given in words."""
    if not issubclass(kind, Said) or "text" not in given:
        return given
    facts = {name: value for name, value in given.items() if name not in ("text", "advice")}
    return {**facts, "texts": {"text": given["text"], "advice": given.get("advice", "")}}


def _empty(annotation: Any) -> Any:
    if NoneType in get_args(annotation):
        return None
    kind = _bare(annotation)
    if isinstance(kind, type) and issubclass(kind, Fact):
        return Said.model_validate("") if kind is Said else completed(kind, {})
    origin = get_origin(kind)
    if origin is Literal:
        return get_args(kind)[0]
    if origin in (list, dict):
        return origin()
    return None if NoneType in get_args(kind) else kind()


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    members = [each for each in get_args(annotation) if each is not NoneType]
    return _bare(members[0]) if NoneType in get_args(annotation) and len(members) == 1 else annotation
