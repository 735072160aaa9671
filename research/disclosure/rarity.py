"""The reality checks of cards beside all that is told of groups they lie in, or that lie in them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from research.disclosure.rules import Rules
from research.summary.cards import answer_groups
from research.summary.schema.segmented import Passport, Profile, Segments
from research.summary.schema.told import Persona, Rarity, Trait

Question = tuple[str, str]
Answers = Mapping[Question, frozenset[int]]


class People(NamedTuple):
    """People of some segments who gave one of the named answers to each of some questions."""

    segments: frozenset[str]
    answers: Answers

    def within(self, other: "People") -> bool:
        """Whether each of them is one of the others, whoever they are."""
        return self.segments <= other.segments and all(
            self.answers.get(question, NOBODYS) <= places and question in self.answers
            for question, places in other.answers.items()
        )


NOBODYS: frozenset[int] = frozenset()
Told = list[tuple[People, int]]


def guard_rarities(personas: Sequence[Persona], segments: Segments, *, rules: Rules) -> list[Persona]:
    """Reality checks without the numbers that tell of few: by themselves, or beside any group that is told.

    Everybody with all traits of a card is among those who have one of them or several (answers of a table, people
    alike in their demographics, another card), and so among fewer than are told: where a few are left, or where some
    cards with the same traits leave a few for the others, the number goes.

    Parameters
    ----------
    personas : sequence of Persona
        With their cards drawn from the guarded tables.
    segments : Segments
        Guarded already.
    rules : Rules
    """
    known = [*_counted(segments), *_alike(segments)]
    shown = []
    for persona in personas:
        safe, checked = _safe(persona, segments, known, rules)
        known += checked
        shown.append(persona.model_copy(update={"rarity": safe}))
    return shown


def _safe(persona: Persona, segments: Segments, known: Told, rules: Rules) -> tuple[Rarity, Told]:
    """One card after the other: what was told of those before it is known."""
    found = persona.rarity
    own, rest = frozenset({persona.code}), frozenset(segments.sizes) - {persona.code}
    others = _others(found, persona, segments, rules)
    traits = _traits(found.lines, segments)
    told: dict[str, object] = {"n_others": others}
    checked: Told = []
    for name, group, n, whole in (
        ("n_match", own, found.n_match, found.n),
        ("n_match_others", rest, found.n_match_others, others),
    ):
        people = People(group, traits)
        few = n is None or rules.tells_few(n, whole) or _leaves_few(people, n, known + checked, rules)
        told[name] = None if few else n
        checked += [] if few or n is None or not traits else _without_each(people, n, known + checked)
    return found.model_copy(update=told), checked


def _others(found: Rarity, persona: Persona, segments: Segments, rules: Rules) -> int | None:
    """How many others there are; told as all of them where a few of these did not answer."""
    others = None if persona.n is None else sum(n or 0 for n in segments.sizes.values()) - persona.n
    near = found.n_others is not None and rules.is_small(abs(found.n_others - (others or 0)))
    return others if near else found.n_others


def _leaves_few(people: People, n: int, known: Told, rules: Rules) -> bool:
    """Whether a few are left between a group and one it lies in, or between it and cards of the same traits."""
    for group, m in _without_each(people, n, known):
        if rules.is_small(abs(m)) or any(_apart(group, m, other, k, rules) for other, k in known):
            return True
    return False


def _without_each(people: People, n: int, known: Told) -> Told:
    """The group, and what is left of it, or of a larger one, without those of the same traits in some segments."""
    same = [(other, m) for other, m in known if other.answers == people.answers]
    reached: dict[frozenset[str], int] = {people.segments: n}
    for other, m in (*same, *same):
        for segments, k in list(reached.items()):
            if other.segments < segments:
                reached[segments - other.segments] = k - m
            elif segments < other.segments:
                reached[other.segments - segments] = m - k
            elif not segments & other.segments:
                reached[segments | other.segments] = k + m
    return [(People(segments, people.answers), k) for segments, k in reached.items()]


def _apart(one: People, n: int, other: People, m: int, rules: Rules) -> bool:
    return (one.within(other) and rules.is_small(m - n)) or (other.within(one) and rules.is_small(n - m))


def _traits(lines: Sequence[Trait], segments: Segments) -> Answers:
    """The answers that a card allows to each question that has a table."""
    tables = {(table.variable, table.type): table for table in segments.profiles}
    found: dict[Question, frozenset[int]] = {}
    for line in lines:
        question = (line.variable, line.type)
        if question not in tables:
            continue
        every = frozenset(range(len(answer_groups(tables[question]))))
        named = frozenset({line.place})
        found[question] = found.get(question, every) & (named if line.more else every - named)
    return found


def _counted(segments: Segments) -> Iterator[tuple[People, int]]:
    """Each answer of each table, and all other answers to its question; of a segment, and of all others."""
    everywhere = frozenset(segments.sizes)
    for table in segments.profiles:
        yield from _answers(table, table.population, table.population_base, everywhere)
        for code, row in table.counts.items():
            yield from _answers(table, row, table.bases[code], frozenset({code}))
            yield from _of_others(table, code, everywhere - {code})


def _of_others(table: Profile, code: str, within: frozenset[str]) -> Iterator[tuple[People, int]]:
    pairs = zip(table.population, table.counts[code], strict=True)
    row = [None if whole is None or own is None else whole - own for whole, own in pairs]
    own, whole = table.bases[code], table.population_base
    yield from _answers(table, row, None if own is None or whole is None else whole - own, within)


def _answers(
    table: Profile, row: Sequence[int | None], base: int | None, within: frozenset[str]
) -> Iterator[tuple[People, int]]:
    question, groups = (table.variable, table.type), answer_groups(table)
    every = frozenset(range(len(groups)))
    for place, (_said, members) in enumerate(groups):
        cells = [row[member] for member in members]
        counts = [cell for cell in cells if cell is not None]
        if len(counts) < len(cells):
            continue
        yield People(within, {question: frozenset({place})}), sum(counts)
        if base is not None:
            yield People(within, {question: every - {place}}), base - sum(counts)


def _alike(segments: Segments) -> Iterator[tuple[People, int]]:
    """People alike in their demographics: all of them, and those of each segment and of all others."""
    tables = {table.variable: table for table in segments.profiles}
    everywhere = frozenset(segments.sizes)
    for cell in segments.same_passport:
        if not cell.where or not cell.where.keys() <= tables.keys():
            continue
        answers = {(name, tables[name].type): _within(tables[name], *span) for name, span in cell.where.items()}
        yield from _passport(cell, answers, everywhere)


def _passport(cell: Passport, answers: Answers, everywhere: frozenset[str]) -> Iterator[tuple[People, int]]:
    if cell.n is not None:
        yield People(everywhere, answers), cell.n
    for code, n in cell.counts.items():
        if n is not None:
            yield People(frozenset({code}), answers), n
            if cell.n is not None:
                yield People(everywhere - {code}, answers), cell.n - n


def _within(table: Profile, low: float, high: float) -> frozenset[int]:
    """Answers of a table whose codes lie in a span."""
    groups = answer_groups(table)
    codes = [[table.options[member].code for member in members] for _said, members in groups]
    return frozenset(
        place for place, some in enumerate(codes) if all(code is not None and low <= code <= high for code in some)
    )
