"""Every sentence that the library can say has words, and every figure in the words is given where it is said."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from research.confirmation.comparability import Level
from research.errors import ResearchError
from research.personas.contrast import Winner
from research.segments.verdict import Kind
from research.tracking.drift import Verdict
from research.weighting.margins import EmptyCategory
from research.words import portraits
from research.words.catalogue import CATALOGUE, TOPICS
from research.words.marking import Plural, Text, Told

ROOT = Path(__file__).resolve().parents[2]
SAYERS = ("say", "caution")
ABOUT_IT = {"severity", "where"}
"""Arguments that are no figures."""
OF_PEOPLE = ("Count", "Among", "Wrote")
GUARDED = ("research/summary", "research/disclosure")
"""Where sentences are made of figures that may be told."""


@dataclass(frozen=True)
class Sentence:
    """One place of the source where something is said."""

    place: str
    code: str
    figures: set[str]
    open: bool
    of_people: set[str]
    guarded: bool


@cache
def sources() -> tuple[tuple[Path, ast.Module], ...]:
    found = sorted((*ROOT.glob("research/**/*.py"), *ROOT.glob("surveys/**/*.py")))
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in found if path.parent.name != "words")


def errors() -> set[str]:
    """Names of all errors of the library."""
    found = {ResearchError.__name__}
    classes = [node for _, tree in sources() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for _ in range(3):
        found |= {one.name for one in classes if found & {base.id for base in one.bases if isinstance(base, ast.Name)}}
    return found


def called(node: ast.expr) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def sentences() -> list[Sentence]:
    names = {*SAYERS, *errors()}
    return [
        sentence
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in names and node.args
        for sentence in sentence_of(node, f"{path.relative_to(ROOT)}:{node.lineno}")
    ]


def sentence_of(node: ast.Call, place: str) -> Iterator[Sentence]:
    figures = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg is not None}
    code = pattern_of(node.args[0])
    if code and "advice" not in figures:  # else the words stand where they are said
        yield Sentence(
            place=place,
            code=code,
            figures=set(figures) - ABOUT_IT,
            open=len(figures) < len(node.keywords),
            of_people={name for name, value in figures.items() if called(value) in OF_PEOPLE},
            guarded=place.startswith(GUARDED),
        )


def pattern_of(code: ast.expr) -> str:
    """What the code looks like where a part of it is computed."""
    match code:
        case ast.Constant(value=str(name)):
            return re.escape(name)
        case ast.JoinedStr(values=parts):
            return "".join(map(pattern_of, parts))
        case ast.FormattedValue():
            return ".+"
        case ast.IfExp(body=one, orelse=other):
            return f"(?:{pattern_of(one)}|{pattern_of(other)})"
    return ""


def codes_of(sentence: Sentence) -> set[str]:
    return {code for code in CATALOGUE if re.fullmatch(sentence.code, code)}


def figures_in(told: Told) -> set[str]:
    return {name for text in (told.text, told.advice, told.hidden) for name in names_in(text)}


def names_in(text: Text) -> set[str]:
    if isinstance(text, Plural):
        return {text.by} | names_in(text.one) | names_in(text.many)
    return {name.split(".")[0] for _, name, _, _ in Formatter().parse(text) if name}


SENTENCES = sentences()


@pytest.mark.parametrize("sentence", SENTENCES, ids=[each.place for each in SENTENCES])
def test_what_is_said_has_words_for_each_figure_that_they_name(sentence: Sentence) -> None:
    codes = codes_of(sentence)

    assert codes
    if not sentence.open:
        assert set().union(*(figures_in(CATALOGUE[code]) for code in codes)) <= sentence.figures
    for told in (CATALOGUE[code] for code in codes if sentence.of_people and not sentence.guarded):
        assert told.hidden
        assert not sentence.of_people & names_in(told.hidden)


def test_all_words_are_of_something_that_is_said() -> None:
    """Codes of portraits are put together, and some of what was measured are yet to be said."""
    named = {node.value for _, tree in sources() for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    composed = {code for sentence in SENTENCES for code in codes_of(sentence)}

    assert {code for topic in TOPICS if topic is not portraits for code in topic.WORDS} <= named | composed


def kinds_of_errors() -> set[str]:
    return {kind.kind for kind in (ResearchError, *ResearchError.__subclasses__(), EmptyCategory)}


OUTCOMES = [
    *(f"measured_{level}" for level in get_args(Level)),
    *(f"come_back_{what}_{kind}" for what in ("segments", "classes") for kind in get_args(Kind) if kind != "none"),
    *(f"contest_{winner}" for winner in get_args(Winner)),
    *(f"personas_{verdict}" for verdict in get_args(Verdict)),
    *(f"failure_{kind}" for kind in sorted(kinds_of_errors())),
]


@pytest.mark.parametrize("code", OUTCOMES)
def test_every_outcome_of_a_rule_has_words(code: str) -> None:
    assert code in CATALOGUE
