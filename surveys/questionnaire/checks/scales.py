"""Scales: only whether their items make a measure."""

from collections.abc import Iterator
from difflib import get_close_matches

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.keying import Member, scale_members
from surveys.questionnaire.located import located_questions

FEWEST_ITEMS = 3


def check_scales(questionnaire: Questionnaire) -> Iterator[Fault]:
    known = [scale.name for scale in questionnaire.scales]
    for path, name, scale, reverse in _keyed_items(questionnaire):
        if scale is not None and scale not in known:
            near = get_close_matches(scale, known, n=1)
            yield Fault(
                path=(*path, "scale"),
                code="unknown_scale",
                name=name,
                about=scale,
                text=f"There is no scale named “{scale}”.",
                advice=f"Did you mean “{near[0]}”?" if near else "Describe it under “scales”.",
            )
        if reverse and scale is None:
            yield Fault(
                path=(*path, "reverse"),
                code="keyed_without_scale",
                name=name,
                text="The item is reversed, but belongs to no scale.",
                advice="Name its scale, or take “reverse” out.",
            )
    yield from _check_members(questionnaire)


def _check_members(questionnaire: Questionnaire) -> Iterator[Fault]:
    members = scale_members(questionnaire)
    seen: set[str] = set()
    for number, scale in enumerate(questionnaire.scales):
        if scale.name in seen:
            continue
        seen.add(scale.name)
        yield from _check_scale(scale.name, members.get(scale.name, ()), ("scales", number))


def _check_scale(name: str, items: tuple[Member, ...], path: Path) -> Iterator[Fault]:
    if len(items) < FEWEST_ITEMS:
        yield Fault(
            path=path,
            code="too_few_items",
            name=name,
            about=name,
            text=f"The scale has {len(items)} of the {FEWEST_ITEMS} items a measure needs.",
            advice="Add items that name this scale, or take the scale out.",
        )
        return
    if all(item.reverse for item in items):
        yield Fault(
            path=path,
            code="all_reversed",
            name=name,
            about=name,
            text="Every item of the scale is reversed, so that it measures its own opposite.",
            advice="Reverse none of them and turn the title round, or key the items as they were written.",
        )
    if len({(item.low, item.high) for item in items}) > 1:
        yield Fault(
            path=path,
            code="unequal_points",
            name=name,
            about=name,
            text="The items of the scale are answered on different points, so that their mean has no meaning.",
            advice="Give all items of one scale the same points.",
        )


def _keyed_items(questionnaire: Questionnaire) -> Iterator[tuple[Path, str, str | None, bool]]:
    for located in located_questions(questionnaire):
        for item in located.question.rated_items():
            yield (*located.path, *item.path), item.name, item.scale, item.reverse
