"""Reading a codebook from YAML or JSON: only from written form to `Codebook`, with every fault named."""

from collections.abc import Mapping
from pathlib import Path
from reprlib import repr as short
from typing import TypeVar

from research.codebook import ITEM_TYPES, Codebook, Item, Scale, Wording
from research.errors import BadCodebook
from research.reading.plain_file import read_plain
from research.said import Said, first_of, say

LARGEST = 1e15
"""Numbers beyond this are not kept exactly."""
MOST_CODES = 10_000
"""Of an item with ordered answers; more are a numeric item."""
MOST_ITEMS = 20_000
SHOWN = 50
_Number = TypeVar("_Number", int, float)
_COLUMNS = ("id", "duration", "weight", "profile_consent", "quote_consent", "language", "version")
_ITEM_KEYS = {
    "name",
    "text",
    "type",
    "facet",
    "scale",
    "reverse",
    "range",
    "labels",
    "group",
    "option",
    "reworded",
    "unit",
    "asked_as",
}
_CODEBOOK_KEYS = {
    "name",
    "missing_codes",
    "items",
    "scales",
    "id",
    "duration",
    "weight",
    "profile_consent",
    "quote_consent",
    "language",
    "version",
    "versions",
    "attention",
    "source",
}


def read_codebook(path: Path) -> Codebook:
    """Read a codebook file in YAML or JSON.

    Parameters
    ----------
    path : Path
        JSON where it ends on `.json`, else YAML.

    Raises
    ------
    BadCodebook
        With all faults, each with its place.
    """
    try:
        plain = read_plain(path)
    except OSError as error:
        raise BadCodebook("codebook_not_read", file=path.name, why=str(error.strerror)) from error
    except ValueError as error:
        raise BadCodebook("codebook_not_valid", file=path.name, why=str(error)) from error
    return codebook_from_plain(plain)


def codebook_from_plain(plain: object) -> Codebook:
    """Build a codebook from plain mappings and lists.

    Parameters
    ----------
    plain : mapping
        As YAML or JSON gives it; `whyprint schema codebook` prints the form.

    Raises
    ------
    BadCodebook
        With all faults, each with its place.
    """
    if not isinstance(plain, Mapping) or not isinstance(plain.get("items"), list):
        raise BadCodebook("no_codebook")
    if len(plain["items"]) > MOST_ITEMS:
        raise BadCodebook("too_many_items", n=len(plain["items"]), most=MOST_ITEMS)
    faults = [say("unknown_key_of_codebook", key=short(key)) for key in plain if key not in _CODEBOOK_KEYS]
    items = [item for place, entry in enumerate(plain["items"], 1) if (item := _read_item(entry, place, faults))]
    scales = [
        scale
        for entry in _list(plain.get("scales") or [], say("scales_no_list"), faults)
        if (scale := _read_scale(entry, faults))
    ]
    missing = _numbers(plain.get("missing_codes") or [], say("missing_codes_no_numbers"), faults)
    versions = _whole_numbers(plain.get("versions") or [], say("versions_no_numbers"), faults)
    attention = _read_attention(plain.get("attention") or {}, faults)
    columns = {key: _word(plain, key, faults) for key in _COLUMNS}
    if faults:
        raise BadCodebook("faulty_codebook", faults=first_of(faults, most=SHOWN))
    return Codebook(
        name=str(plain.get("name") or "study"),
        items=tuple(items),
        scales=tuple(scales),
        missing_codes=tuple(missing),
        versions=versions,
        attention=attention,
        **columns,
    )


def _read_attention(plain: object, faults: list[Said]) -> dict[str, float]:
    if not isinstance(plain, Mapping):
        faults.append(say("attention_no_mapping"))
        return {}
    codes = _numbers(list(plain.values()), say("attention_no_mapping"), faults)
    return dict(zip(map(str, plain), codes, strict=False))


def _word(plain: Mapping[object, object], key: str, faults: list[Said]) -> str | None:
    """A name or nothing: a number is a name too."""
    value = plain.get(key)
    if isinstance(value, Mapping | list):
        faults.append(say("entry_no_text", key=key, value=short(value)))
        return None
    return None if value is None else str(value)


def _list(plain: object, fault: Said, faults: list[Said]) -> list[object]:
    if isinstance(plain, list | tuple):
        return list(plain)
    faults.append(fault)
    return []


def _read_item(entry: object, place: int, faults: list[Said]) -> Item | None:
    before = len(faults)
    if not isinstance(entry, Mapping) or not entry.get("name"):
        faults.append(say("item_without_name", place=place))
        return None
    name = _word(entry, "name", faults) or ""
    facet, scale, group = (_word(entry, key, faults) for key in ("facet", "scale", "group"))
    faults += [say("unknown_key_of_item", item=name, key=short(key)) for key in entry if key not in _ITEM_KEYS]
    kind = entry.get("type", "ordinal")
    if kind not in ITEM_TYPES:
        faults.append(say("unknown_type_of_item", item=name, type=short(kind), known=ITEM_TYPES))
    labels = _read_labels(entry.get("labels") or {}, name, faults)
    reworded = _read_wordings(entry.get("reworded") or [], name, faults)
    span = _numbers(entry.get("range") or [], say("range_no_numbers", item=name), faults)
    if span and len(span) != 2:
        faults.append(say("range_no_pair", item=name))
    if len(faults) > before:
        return None
    low_high = (span[0], span[1]) if span else _range_of_labels(kind, labels)
    if kind == "ordinal" and low_high and low_high[1] - low_high[0] >= MOST_CODES:
        faults.append(say("range_too_wide", item=name, most=MOST_CODES))
        return None
    return Item(
        name=name,
        text=str(entry.get("text") or ""),
        type=kind,
        facet=facet,
        scale=scale,
        reverse=bool(entry.get("reverse", False)),
        range=low_high,
        labels=labels,
        group=group,
        option=str(entry.get("option") or ""),
        unit=str(entry.get("unit") or ""),
        asked_as=str(entry.get("asked_as") or ""),
        reworded=reworded,
    )


def _read_wordings(plain: object, name: str, faults: list[Said]) -> tuple[Wording, ...]:
    entries = plain if isinstance(plain, list) else [None]
    return tuple(wording for entry in entries if (wording := _read_wording(entry, name, faults)))


def _read_wording(entry: object, name: str, faults: list[Said]) -> Wording | None:
    fault = say("rewording_without_versions", item=name)
    if not isinstance(entry, Mapping) or not entry.get("versions"):
        faults.append(fault)
        return None
    return Wording(
        versions=_whole_numbers(entry["versions"], fault, faults),
        text=str(entry.get("text") or ""),
        labels=_read_labels(entry.get("labels") or {}, name, faults),
    )


def _range_of_labels(kind: str, labels: Mapping[int, str]) -> tuple[float, float] | None:
    if kind != "ordinal" or len(labels) < 2:
        return None
    return float(min(labels)), float(max(labels))


def _read_labels(plain: object, name: str, faults: list[Said]) -> dict[int, str]:
    if not isinstance(plain, Mapping):
        faults.append(say("labels_no_mapping", item=name))
        return {}
    labels = {}
    for code, text in plain.items():
        try:
            labels[_bounded(int(code))] = str(text)
        except (TypeError, ValueError, OverflowError):
            faults.append(say("label_no_number", item=name, label=short(code)))
    return labels


def _read_scale(entry: object, faults: list[Said]) -> Scale | None:
    if isinstance(entry, str):
        return Scale(name=entry)
    if isinstance(entry, Mapping) and entry.get("name"):
        name = _word(entry, "name", faults) or ""
        return Scale(
            name=name,
            title=str(entry.get("title") or ""),
            facet=_word(entry, "facet", faults),
            high=_read_pole(entry.get("high"), name, faults),
            low=_read_pole(entry.get("low"), name, faults),
        )
    faults.append(say("entry_no_scale", entry=short(entry)))
    return None


def _read_pole(plain: object, name: str, faults: list[Said]) -> tuple[str, str] | None:
    if plain is None:
        return None
    if isinstance(plain, list | tuple) and len(plain) == 2 and all(isinstance(word, str) for word in plain):
        return plain[0], plain[1]
    faults.append(say("end_of_scale_no_pair", scale=name))
    return None


def _whole_numbers(plain: object, fault: Said, faults: list[Said]) -> tuple[int, ...]:
    numbers = _numbers(plain, fault, faults)
    if not all(number.is_integer() for number in numbers):
        faults.append(fault)
        return ()
    return tuple(map(int, numbers))


def _numbers(plain: object, fault: Said, faults: list[Said]) -> list[float]:
    try:
        if isinstance(plain, list | tuple):
            return [_bounded(float(number)) for number in plain]
    except (TypeError, ValueError, OverflowError):
        pass
    faults.append(fault)
    return []


def _bounded(number: _Number) -> _Number:
    """A number as it is; a ValueError where it is none to count with."""
    if not abs(number) <= LARGEST:
        raise ValueError(f"{number} is too large")
    return number
