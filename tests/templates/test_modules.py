"""Modules are joined in the order they need each other, and what cannot be joined is refused by name."""

import shutil
import subprocess
from pathlib import Path

import pytest

from surveys.web.modules import joined


def written(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text)
    return folder / "main.js"


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_modules_of_equal_inner_names_do_not_meet(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        first="const PAUSE = 1;\nexport const one = PAUSE;\nexport default class First {}",
        second=(
            'import First, { one } from "./first.js";\nconst PAUSE = 2;\n'
            "export function both() { return [one, PAUSE, First.name]; }"
        ),
        main=(
            'import { both as told } from "./second.js";\nimport { one } from "./first.js";\n'
            "for (const each of [...told(), one]) console.log(each);"
        ),
    )
    done = subprocess.run(["node", "--eval", joined(entry)], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["1", "2", "First", "1"]


def test_what_is_imported_stands_before_who_imports_it_and_once(tmp_path: Path) -> None:
    entry = written(tmp_path, a='import { b } from "./b.js";', b="export const b = 1;", main='import a from "./a.js";')
    text = joined(entry)
    assert text.index("const $b =") < text.index("const $a =") < text.index("const $main =")
    assert text.count("const b = 1") == 1


@pytest.mark.parametrize("line", ['import * as all from "./a.js";', "export { a };", 'const a = import("./a.js");'])
def test_another_form_is_refused_with_its_module(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"main\.js"):
        joined(written(tmp_path, a="", main=line))


def test_modules_that_import_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="imports itself"):
        joined(written(tmp_path, a='import b from "./main.js";', main='import a from "./a.js";'))
