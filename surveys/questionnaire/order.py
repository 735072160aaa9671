"""Orders that are drawn for one person: a pure function of their seed and a name, so that coming back shows the same.

Every thing is ranked by a hash of the seed, the place and its own name. A thing that is added later therefore leaves
the order of the others as it was.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

How = Literal["random", "reversed", "latin_square"]
T = TypeVar("T")


@dataclass(frozen=True)
class Draw:
    """What chance decides for one person."""

    seed: int

    def number(self, *names: object) -> int:
        """A number that these names always have for this person, alike for no other names."""
        written = "\0".join(map(str, (self.seed, *names)))
        return int.from_bytes(hashlib.blake2b(written.encode(), digest_size=8).digest())

    def mixed(self, things: Sequence[T], name: str, key: Callable[[T], object]) -> list[T]:
        """All of them, each order as likely as any other."""
        return sorted(things, key=lambda thing: self.number(name, "order", key(thing)))

    def some(self, things: Sequence[T], number: int | None, name: str, key: Callable[[T], object]) -> Sequence[T]:
        """So many of them, in the order they have; each as likely as any other."""
        if number is None:
            return things
        ranked = sorted(things, key=lambda thing: self.number(name, "pick", key(thing)))
        chosen = {key(thing) for thing in ranked[:number]}
        return [thing for thing in things if key(thing) in chosen]


def in_order(
    things: Sequence[T], how: How | None, draw: Draw, *, name: str, key: Callable[[T], object], fixed_last: int = 0
) -> tuple[T, ...]:
    """The things in the order of one person; the last `fixed_last` stay where they are."""
    loose = len(things) - fixed_last
    return (*_ordered(things[:loose], how, draw, name, key), *things[loose:])


def _ordered(things: Sequence[T], how: How | None, draw: Draw, name: str, key: Callable[[T], object]) -> Sequence[T]:
    match how:
        case "random":
            return draw.mixed(things, name, key)
        case "reversed":
            return things[::-1] if draw.number(name, "reversed") % 2 else things
        case "latin_square":
            rows = latin_square(len(things))
            return [things[place] for place in rows[draw.number(name, "row") % len(rows)]] if rows else things
    return things


def latin_square(size: int) -> tuple[tuple[int, ...], ...]:
    """Rows in which each thing stands in each place equally often, and follows each other equally often (Williams)."""
    first = [place // 2 if place % 2 == 0 else size - 1 - place // 2 for place in range(size)]
    rows = [tuple((one + step) % size for one in first) for step in range(size)]
    return (*rows, *(row[::-1] for row in rows)) if size % 2 else tuple(rows)
