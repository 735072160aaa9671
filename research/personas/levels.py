"""What segments are called that are levels of one thing: their place on it."""

from collections.abc import Sequence

from research.said import Said, say


def level_names(order: Sequence[str]) -> dict[str, Said]:
    """A name per segment, from the lowest to the highest."""
    levels = len(order)
    places = {code: say("name_of_level", level=place, levels=levels) for place, code in enumerate(order, 1)}
    ends = {order[0]: "name_of_lowest_level", order[-1]: "name_of_highest_level"}
    return places | {code: say(end, levels=levels) for code, end in ends.items()}
