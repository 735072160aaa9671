"""Whether the default finds the personas that are there, and none where there are none."""

from collections import Counter
from collections.abc import Sequence

import click

from tests.bench.honesty.found import Found, look, look_shaped
from tests.bench.honesty.recipes import PLANTED, WITHOUT_GROUPS
from tests.bench.honesty.worlds import Recipe


def print_honesty(*, sets: int, first: int) -> None:
    """Recipe by recipe; other first seeds draw fresh worlds."""
    seeds = range(first, first + sets)
    click.echo("planted personas                            ratio to oracle   right number   verdicts")
    for words, recipe in PLANTED.items():
        found = _look(recipe, seeds)
        ratio = sum(one.ratio for one in found) / len(found)
        right = sum(one.k == recipe.kinds for one in found)
        click.echo(f"  {words:42s} {ratio:14.2f} {right:8d} of {len(found)}   {_verdicts(found)}")
    click.echo("people without groups                                              verdicts")
    for words, recipe in WITHOUT_GROUPS.items():
        click.echo(f"  {words:42s} {'':24s}   {_verdicts(_look(recipe, seeds))}")
    shaped = [look_shaped(seed=seed) for seed in seeds]
    click.echo(f"  {'shaped like bfi, with its gaps':42s} {'':24s}   {_verdicts(shaped)}")


def _look(recipe: Recipe, seeds: Sequence[int]) -> list[Found]:
    return [look(recipe, seed=seed) for seed in seeds]


def _verdicts(found: Sequence[Found]) -> str:
    return ", ".join(f"{n} {kind}" for kind, n in Counter(one.verdict for one in found).most_common())
