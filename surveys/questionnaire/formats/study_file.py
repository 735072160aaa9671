"""Study files: only how one is read, with every fault told at once, and written."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path as FilePath
from typing import Any, Literal

from pydantic import BaseModel

from surveys.questionnaire.checks import check
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.formats.document import (
    MAX_CHARACTERS,
    Document,
    FaultyStudyFile,
    UnreadableFile,
    broken,
    too_large,
)
from surveys.questionnaire.formats.json_text import read_json
from surveys.questionnaire.formats.salvage import Salvage
from surveys.questionnaire.formats.yaml_text import read_yaml
from surveys.questionnaire.formats.yaml_writer import write_yaml
from surveys.questionnaire.terms import StudyFile, StudyTerms

__all__ = ["FaultyStudyFile", "Kind", "read_questionnaire_file", "read_study_file", "write_study_file"]

Kind = Literal["yaml", "json"]
_FORMAT = "whyprint/1"


def read_study_file(source: FilePath | str, *, kind: Kind | None = None, today: date | None = None) -> StudyFile:
    """Read a study with its questionnaire.

    Parameters
    ----------
    source : the path of a file, or its text.
    kind : "yaml" or "json"; by default as the file is named, and for a text YAML unless it begins with `{`.
    today : the day that decides whether the end lies in the past; by default the day it is.

    Raises
    ------
    FaultyStudyFile
        With every fault of the file: of its writing, of its keys and values, and of what they mean.
    """
    document = _open(source, kind)
    top = _block(document)
    faults = list(document.faults) + _check_top(top)
    questionnaire = Salvage(Questionnaire, top.get("questionnaire", {}))
    terms = Salvage(StudyTerms, top.get("study", {}))
    if "questionnaire" in top:
        faults += _under("questionnaire", questionnaire.faults)
    if "study" in top:
        faults += _under("study", terms.faults)
    if questionnaire.model is not None:
        for found in check(questionnaire.model, terms.model, today=today):
            if found.path[:1] == ("study",):
                inner = replace(found, path=found.path[1:])
                faults += _under("study", terms.new_faults([inner]))
            else:
                faults += _under("questionnaire", questionnaire.new_faults([found]))
    if faults or questionnaire.model is None or terms.model is None:
        raise FaultyStudyFile(_told(faults, document))
    return StudyFile(study=terms.model, questionnaire=questionnaire.model)


def read_questionnaire_file(source: FilePath | str, *, kind: Kind | None = None) -> Questionnaire:
    """Read a questionnaire: a file that holds nothing else, or the one inside a study file.

    Raises
    ------
    FaultyStudyFile
        With every fault of the questionnaire.
    """
    document = _open(source, kind)
    top = _block(document)
    is_inside = "questionnaire" in top and "sections" not in top
    questionnaire = Salvage(Questionnaire, top["questionnaire"] if is_inside else top)
    found = list(questionnaire.faults)
    if questionnaire.model is not None:
        found += questionnaire.new_faults(check(questionnaire.model))
    faults = [*document.faults, *(_under("questionnaire", found) if is_inside else found)]
    if faults or questionnaire.model is None:
        raise FaultyStudyFile(_told(faults, document))
    return questionnaire.model


def write_study_file(study: StudyFile | Questionnaire, *, kind: Kind = "yaml") -> str:
    """The text of a file that reads back as an equal study (or questionnaire)."""
    plain = _plain(study)
    if isinstance(study, StudyFile):
        plain = {"format": _FORMAT, **plain}
    if kind == "json":
        return json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return write_yaml(plain)


def _open(source: FilePath | str, kind: Kind | None) -> Document:
    try:
        text = source if isinstance(source, str) else _read_text(source)
        if len(text) > MAX_CHARACTERS:
            raise too_large()
        text = text.removeprefix("\ufeff")
        _refuse_halves(text)
        return read_json(text) if (kind or _guess(source, text)) == "json" else read_yaml(text)
    except UnreadableFile as error:
        raise FaultyStudyFile((error.fault,)) from None


def _refuse_halves(text: str) -> None:
    """Half signs (surrogates) are no text; parsers and files break on them."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise broken("encoding", "The text has a sign that is none.", "Type the line anew.", line) from None


def _read_text(path: FilePath) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(4 * MAX_CHARACTERS + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise broken("unreadable", f"{path.name} cannot be opened: {reason}.", "Check the name.") from None
    if len(content) > 4 * MAX_CHARACTERS:
        raise too_large()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise broken("encoding", "The file is not UTF-8 text.", "Save it as UTF-8.", line) from None


def _guess(source: FilePath | str, text: str) -> Kind:
    if isinstance(source, FilePath):
        return "json" if source.suffix.lower() == ".json" else "yaml"
    return "json" if text.lstrip().startswith("{") else "yaml"


def _block(document: Document) -> dict[str, object]:
    if isinstance(document.value, dict):
        return document.value
    what = "empty" if document.value is None else "not a block of keys"
    error = broken("no_study", f"The file is {what}.", "Begin it with `format: whyprint/1`.")
    raise FaultyStudyFile((*document.faults, error.fault))


def _check_top(top: dict[str, object]) -> list[Fault]:
    faults = []
    if top.get("format", _FORMAT) != _FORMAT:
        faults.append(_top_fault("format", "unknown_format", "The format is not known.", f"Write `{_FORMAT}`."))
    for key, said in (("study", "its terms"), ("questionnaire", "its questions")):
        if key not in top:
            advice = f"Add “{key}”." if "sections" not in top else "Put the questions under “questionnaire”."
            faults.append(_top_fault(key, "missing", f"“{key}” is missing: {said}.", advice))
    for key in top:
        if key not in ("format", "study", "questionnaire"):
            advice = "Take it out, or move it under “study” or “questionnaire”."
            faults.append(_top_fault(key, "unknown_key", f"“{key}” is not known here.", advice))
    return faults


def _top_fault(key: str, code: str, text: str, advice: str) -> Fault:
    return Fault(path=(key,), code=code, text=text, advice=advice)


def _under(key: str, faults: Iterable[Fault]) -> list[Fault]:
    return [replace(fault, path=(key, *fault.path)) for fault in faults]


def _told(faults: Iterable[Fault], document: Document) -> tuple[Fault, ...]:
    """Every fault once, with its line where the file has lines, in the order of the file."""
    told: dict[tuple[Path, str, str], Fault] = {}
    for fault in faults:
        if fault.line is None:
            line, column = document.position(fault.path)
            fault = replace(fault, line=line, column=column)
        told.setdefault((fault.path, fault.code, fault.text), fault)
    return tuple(sorted(told.values(), key=lambda fault: (fault.line or 0, fault.column or 0)))


def _plain(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
