"""Questions about clauses, answered by python-sat: the one place that knows it.

Both searches are exact: maximum satisfiability guided by cores (Ignatiev, Morgado & Marques-Silva 2019), and smallest
minimal unsatisfiable subsets (Ignatiev, Previti, Liffiton & Marques-Silva 2015). The package is loaded when it is
first asked: most processes that serve pages never ask.
"""

from collections import deque
from collections.abc import Iterable, Sequence

Clause = list[int]

_REMEMBERED = 4
"""Examples that are looked at before a new one is searched: one way through answers many questions."""


class Possible:
    """Says again and again whether some literals can be true together."""

    def __init__(self, hard: Iterable[Clause]) -> None:
        from pysat.solvers import Solver  # type: ignore[import-untyped]

        self._solver = Solver(name="cadical153", bootstrap_with=list(hard))
        self._examples: deque[frozenset[int]] = deque(maxlen=_REMEMBERED)

    def __enter__(self) -> "Possible":
        return self

    def __exit__(self, *_error: object) -> None:
        self._solver.delete()

    def __call__(self, literals: Sequence[int]) -> bool:
        if any(example.issuperset(literals) for example in self._examples):
            return True
        found: bool = self._solver.solve(assumptions=list(literals))
        if found:
            self._examples.append(frozenset(self._solver.get_model()))
        return found


def most_of(hard: Iterable[Clause], soft: Sequence[int]) -> list[int] | None:
    """All true literals where as many of `soft` are true as can be; None where `hard` cannot hold."""
    from pysat.examples.rc2 import RC2  # type: ignore[import-untyped]

    with RC2(_weighted(hard, soft)) as search:
        found: list[int] | None = search.compute()
    return found


def fewest_that_contradict(hard: Iterable[Clause], soft: Sequence[int]) -> list[int]:
    """The fewest of `soft` that cannot all be true where `hard` holds."""
    from pysat.examples.optux import OptUx  # type: ignore[import-untyped]

    with OptUx(_weighted(hard, soft)) as search:
        found: list[int] = search.compute()
    return [soft[number - 1] for number in found]


def _weighted(hard: Iterable[Clause], soft: Sequence[int]) -> object:
    from pysat.formula import WCNF  # type: ignore[import-untyped]

    problem = WCNF()
    problem.extend([list(clause) for clause in hard])
    for literal in soft:
        problem.append([literal], weight=1)
    return problem
