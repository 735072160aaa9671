"""Only how many names are told in a sentence."""

from collections.abc import Sequence

MOST_NAMED = 8
"""More names in one sentence are not read; a caution keeps all of them in `where`."""


def listed(names: Sequence[object], *, most: int = MOST_NAMED) -> str:
    """Names with commas, the first of them where there are many.

    Parameters
    ----------
    names : sequence
    most : int, default 8

    Examples
    --------
    >>> listed(["A1", "A2", "A3", "A4"], most=2)
    'A1, A2 and 2 more'
    >>> listed(["A1", "A2", "A3"], most=2)
    'A1, A2, A3'
    """
    told = [str(name) for name in names]
    if len(told) <= most + 1:  # "and one more" is no shorter than its name
        return ", ".join(told)
    return f"{', '.join(told[:most])} and {len(told) - most} more"
