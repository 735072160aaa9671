"""Where somebody can be screened out: after which pages, by which conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.questionnaire.conditions import Comparison, Condition
from surveys.questionnaire.definition import Page, Questionnaire, Section
from surveys.questionnaire.faults import Path


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One condition, and the page after which it is asked."""

    condition: Condition
    name: str
    """Of the page, section or questionnaire that has it."""
    path: Path
    owner: Path
    """Where that stands: what is hidden screens nobody out. Empty for the questionnaire."""
    after: str

    @property
    def of_page(self) -> bool:
        return self.owner[-2:-1] == ("pages",)


def screens_of(questionnaire: Questionnaire) -> Mapping[str, tuple[Screen, ...]]:
    """The conditions to ask after each page; empty for a questionnaire that screens nobody."""
    found: dict[str, tuple[Screen, ...]] = {}
    for screen in _screens(questionnaire):
        found[screen.after] = (*found.get(screen.after, ()), screen)
    return found


def _screens(questionnaire: Questionnaire) -> Iterator[Screen]:
    for s, section in enumerate(questionnaire.sections):
        for p, page in enumerate(section.pages):
            yield from _screen(page, ("sections", s, "pages", p), after=page.name)
        if section.pages:
            yield from _screen(section, ("sections", s), after=section.pages[-1].name)
    last = None if questionnaire.screen_out is None else _last_asked(questionnaire, questionnaire.screen_out)
    if last is not None:
        yield from _screen(questionnaire, (), after=last)


def _screen(owner: Page | Section | Questionnaire, path: Path, *, after: str) -> Iterator[Screen]:
    if owner.screen_out is not None:
        yield Screen(condition=owner.screen_out, name=owner.name, path=(*path, "screen_out"), owner=path, after=after)


def _last_asked(questionnaire: Questionnaire, condition: Condition) -> str | None:
    """The last page that asks something a condition looks at."""
    names = {comparison.question for comparison in comparisons_in(condition)}
    asking = (page.name for page in questionnaire.pages() if names & _asked_on(page))
    return max(enumerate(asking), default=(0, None), key=lambda both: both[0])[1]


def _asked_on(page: Page) -> set[str]:
    return {variable.name for question in page.questions for variable in question.variables()}


def comparisons_in(condition: Condition) -> Iterator[Comparison]:
    """Every comparison in a condition."""
    if isinstance(condition, Comparison):
        yield condition
        return
    for _word, parts in condition:
        for part in parts if isinstance(parts, tuple) else (parts,):
            yield from comparisons_in(part)
