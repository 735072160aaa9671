"""Modules that import each other, joined into one script: only the forms of `import` and `export` that ours use."""

import re
from pathlib import Path

_IMPORT = re.compile(
    r'^import (?:(?P<default>\w+)(?:, )?)?(?:\{ (?P<names>[^}]+) \} )? ?from "(?P<path>[^"]+)";$', re.M
)
_EXPORT = re.compile(r"^export (?P<default>default )?(?P<what>(?:async )?(?:class|function|const) (?P<name>\w+))", re.M)
_ANOTHER_FORM = re.compile(r"^(?:import|export)\b.*|\bimport\(.*", re.M)


def joined(entry: Path) -> str:
    """One script with the module and all it imports, each in a scope of its own, after those it needs.

    Raises
    ------
    ValueError
        A module imports or exports in a form that is not understood, or modules import each other in a circle.
    """
    modules: dict[Path, str] = {}
    _join(entry.resolve(), modules, ())
    return "\n".join(modules.values())


def _join(path: Path, modules: dict[Path, str], asked_by: tuple[Path, ...]) -> None:
    if path in asked_by:
        raise ValueError(f"{path.name} imports itself by way of {asked_by[-1].name}.")
    text = path.read_text(encoding="utf-8")
    for found in _IMPORT.finditer(text):
        needed = (path.parent / found["path"]).resolve()
        if needed not in modules:
            _join(needed, modules, (*asked_by, path))
    modules[path] = _scope(path, text)


def _scope(path: Path, text: str) -> str:
    given = ", ".join(
        f"default: {found['name']}" if found["default"] else found["name"] for found in _EXPORT.finditer(text)
    )
    body = _EXPORT.sub(r"\g<what>", _IMPORT.sub(_taken, text))
    if unknown := _ANOTHER_FORM.search(body):
        raise ValueError(f"{path.name}: “{unknown[0]}” is no form of import or export that can be joined.")
    return f"const {_variable(path)} = (() => {{\n{body}\nreturn {{ {given} }};\n}})();"


def _taken(found: re.Match[str]) -> str:
    names = [f"default: {found['default']}"] if found["default"] else []
    if found["names"]:
        names.append(found["names"].replace(" as ", ": "))
    return f"const {{ {', '.join(names)} }} = {_variable(Path(found['path']))};"


def _variable(path: Path) -> str:
    return f"${path.stem}"
