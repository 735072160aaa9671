"""Reading a codebook from YAML or JSON: only from written form to `Codebook`, with every fault named."""

import json
from collections.abc import Mapping
from pathlib import Path

import yaml

from research.codebook import ITEM_TYPES, Codebook, Item, Scale, Wording
from research.errors import BadCodebook
from research.said import Said, say

_ITEM_KEYS = {"name", "text", "type", "facet", "scale", "reverse", "range", "labels", "group", "option", "reworded"}
_CODEBOOK_KEYS = {
    "name",
    "missing_codes",
    "items",
    "scales",
    "id",
    "duration",
    "weight",
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
        text = path.read_text(encoding="utf-8-sig")
        plain = json.loads(text) if path.suffix.lower() == ".json" else yaml.safe_load(text)
    except OSError as error:
        raise BadCodebook("codebook_not_read", file=path.name, why=str(error.strerror)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
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
    faults = [say("unknown_key_of_codebook", key=str(key)) for key in plain if key not in _CODEBOOK_KEYS]
    items = [item for place, entry in enumerate(plain["items"], 1) if (item := _read_item(entry, place, faults))]
    scales = [scale for entry in plain.get("scales") or [] if (scale := _read_scale(entry, faults))]
    missing = _numbers(plain.get("missing_codes") or [], say("missing_codes_no_numbers"), faults)
    versions = _whole_numbers(plain.get("versions") or [], say("versions_no_numbers"), faults)
    attention = plain.get("attention") or {}
    if not isinstance(attention, Mapping):
        faults.append(say("attention_no_mapping"))
        attention = {}
    if faults:
        raise BadCodebook("faulty_codebook", faults=faults)
    return Codebook(
        name=str(plain.get("name") or "study"),
        items=tuple(items),
        scales=tuple(scales),
        missing_codes=tuple(missing),
        id=plain.get("id"),
        duration=plain.get("duration"),
        weight=plain.get("weight"),
        quote_consent=plain.get("quote_consent"),
        language=plain.get("language"),
        version=plain.get("version"),
        versions=versions,
        attention={str(name): float(code) for name, code in attention.items()},
    )


def _read_item(entry: object, place: int, faults: list[Said]) -> Item | None:
    before = len(faults)
    if not isinstance(entry, Mapping) or not entry.get("name"):
        faults.append(say("item_without_name", place=place))
        return None
    name = str(entry["name"])
    faults += [say("unknown_key_of_item", item=name, key=str(key)) for key in entry if key not in _ITEM_KEYS]
    kind = entry.get("type", "ordinal")
    if kind not in ITEM_TYPES:
        faults.append(say("unknown_type_of_item", item=name, type=str(kind), known=ITEM_TYPES))
    labels = _read_labels(entry.get("labels") or {}, name, faults)
    reworded = _read_wordings(entry.get("reworded") or [], name, faults)
    span = _numbers(entry.get("range") or [], say("range_no_numbers", item=name), faults)
    if span and len(span) != 2:
        faults.append(say("range_no_pair", item=name))
    if len(faults) > before:
        return None
    low_high = (span[0], span[1]) if span else _range_of_labels(kind, labels)
    return Item(
        name=name,
        text=str(entry.get("text") or ""),
        type=kind,
        facet=entry.get("facet"),
        scale=entry.get("scale"),
        reverse=bool(entry.get("reverse", False)),
        range=low_high,
        labels=labels,
        group=entry.get("group"),
        option=str(entry.get("option") or ""),
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
            labels[int(code)] = str(text)
        except (TypeError, ValueError):
            faults.append(say("label_no_number", item=name, label=str(code)))
    return labels


def _read_scale(entry: object, faults: list[Said]) -> Scale | None:
    if isinstance(entry, str):
        return Scale(name=entry)
    if isinstance(entry, Mapping) and entry.get("name"):
        name = str(entry["name"])
        return Scale(
            name=name,
            title=str(entry.get("title") or ""),
            facet=entry.get("facet"),
            high=_read_pole(entry.get("high"), name, faults),
            low=_read_pole(entry.get("low"), name, faults),
        )
    faults.append(say("entry_no_scale", entry=repr(entry)))
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
            return [float(number) for number in plain]
    except (TypeError, ValueError):
        pass
    faults.append(fault)
    return []
