"""Numbers of people that are told again and again: so roughly that the difference of two is never a few people."""

from research.disclosure.rules import Rules


def at_least(n: int, *, rules: Rules) -> int | None:
    """The whole groups in a number of people; None where there is not one.

    How many answered since a report is told anew with every comparison. Told exactly, two of them would say how few
    answered in between; in whole groups they say that at least one did, or nothing.

    Parameters
    ----------
    n : int
    rules : Rules
        How many people a group has.
    """
    whole = n - n % rules.smallest_group
    return whole or None
