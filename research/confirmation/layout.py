"""Only which cell of which matrix is which parameter; equal parameters share a number."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.confirmation.model import MeasurementModel

Identification = Literal["variance", "marker"]
Equal = frozenset[Literal["loadings", "intercepts", "residuals"]]
FIXED = -1


class Label(NamedTuple):
    """What a parameter is; `group` is -1 where all groups share it."""

    kind: str
    left: str
    right: str
    group: int


@dataclass(frozen=True, kw_only=True)
class Matrices:
    """The matrices of one group: figures, or the numbers of the parameters that stand there.

    ``S = L (F + g g') L' + diag(U)``, ``m = i + L a``.

    Parameters
    ----------
    loadings : array, shape (items, factors)
        L.
    factor : array, shape (factors, factors)
        F: covariances of the factors (of their residuals under a general factor).
    general : array, shape (factors,)
        g: loadings of the factors on the general factor.
    unique : array, shape (items,)
        U.
    intercepts : array, shape (items,)
        i.
    means : array, shape (factors,)
        a.
    """

    loadings: NDArray[Any]
    factor: NDArray[Any]
    general: NDArray[Any]
    unique: NDArray[Any]
    intercepts: NDArray[Any]
    means: NDArray[Any]

    def parts(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """Yield the name and the array of each matrix."""
        return ((each.name, getattr(self, each.name)) for each in fields(self))

    @property
    def factor_covariance(self) -> Floats:
        """Covariances of the factors, the general factor included."""
        return np.asarray(self.factor + np.outer(self.general, self.general), dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where every parameter stands.

    Parameters
    ----------
    numbers : tuple of Matrices
        Per group, the number of the parameter in each cell; -1 where the cell is fixed.
    fixed : Matrices
        Figures of the fixed cells.
    labels : tuple of Label
        By number.
    means : bool
        Whether means are part of the model.
    """

    numbers: tuple[Matrices, ...]
    fixed: Matrices
    labels: tuple[Label, ...]
    means: bool

    @property
    def size(self) -> int:
        """Number of parameters."""
        return len(self.labels)

    def place(self, values: Floats) -> list[Matrices]:
        """Put parameters into the matrices of each group."""
        padded = np.append(values, 0.0)
        found = []
        for numbers in self.numbers:
            given = dict(self.fixed.parts())
            cells = {name: np.where(at == FIXED, given[name], padded[at]) for name, at in numbers.parts()}
            found.append(Matrices(**cells))
        return found

    def collect(self, matrices: list[Matrices]) -> Floats:
        """Read parameters from the matrices of each group; shared ones are averaged."""
        total, count = np.zeros(self.size), np.zeros(self.size)
        for numbers, given in zip(self.numbers, matrices, strict=True):
            for (_, at), (_, cells) in zip(numbers.parts(), given.parts(), strict=True):
                free = at != FIXED
                np.add.at(total, at[free], cells[free])
                np.add.at(count, at[free], 1.0)
        return np.asarray(total / count)


def build_layout(
    model: MeasurementModel,
    *,
    groups: int = 1,
    identification: Identification = "variance",
    equal: Equal = frozenset(),
    means: bool = False,
    residuals: bool = True,
) -> Layout:
    """Number the parameters of a model.

    With "variance", factor variances are 1 (in the first group only, once loadings are equal); with "marker", the
    first loading of each scale is 1. Factor means are 0 in the first group, and elsewhere until intercepts are equal.
    A general factor always has variance 1.

    Parameters
    ----------
    model : MeasurementModel
    groups : int
    identification : {"variance", "marker"}
    equal : frozenset of {"loadings", "intercepts", "residuals"}
        What the groups share.
    means : bool
        Whether intercepts (and factor means) are parameters.
    residuals : bool
        Whether residual variances are parameters (they follow from the loadings for ordinal items).

    References
    ----------
    R: ``lavaan::cfa(model, std.lv = TRUE or FALSE, group = g, group.equal = c("loadings", "intercepts"))``.
    """
    wanted = _Wanted(model, identification, equal, means, residuals)
    book: dict[Label, int] = {}
    numbers = tuple(_number(wanted, _Numbering(book, at)) for at in range(groups))
    loadings = np.where(model.pattern & model.markers[:, None], 1.0, 0.0)
    size = len(model.factors)
    fixed = Matrices(
        loadings=loadings if identification == "marker" else np.zeros_like(loadings),
        factor=np.eye(size),
        general=np.zeros(size),
        unique=np.zeros(len(model.items)),
        intercepts=np.zeros(len(model.items)),
        means=np.zeros(size),
    )
    return Layout(numbers=numbers, fixed=fixed, labels=tuple(book), means=means)


@dataclass(frozen=True)
class _Wanted:
    model: MeasurementModel
    identification: Identification
    equal: Equal
    means: bool
    residuals: bool


@dataclass(frozen=True)
class _Numbering:
    """Gives a parameter its number; the first to ask for a shared one decides."""

    book: dict[Label, int]
    group: int

    def give(self, kind: str, left: str, right: str, *, shared: bool = False) -> int:
        return self.book.setdefault(Label(kind, left, right, -1 if shared else self.group), len(self.book))


def _number(wanted: _Wanted, numbering: _Numbering) -> Matrices:
    numbers = _blank(len(wanted.model.items), len(wanted.model.factors))
    _number_items(wanted, numbering, numbers)
    _number_factors(wanted, numbering, numbers)
    return numbers


def _number_items(wanted: _Wanted, numbering: _Numbering, numbers: Matrices) -> None:
    model, equal, give = wanted.model, wanted.equal, numbering.give
    for item, (name, home) in enumerate(zip(model.items, model.home, strict=True)):
        if wanted.identification == "variance" or not model.markers[item]:
            numbers.loadings[item, home] = give("loading", model.factors[home], name, shared="loadings" in equal)
        if wanted.residuals:
            numbers.unique[item] = give("residual variance", name, name, shared="residuals" in equal)
        if wanted.means:
            numbers.intercepts[item] = give("intercept", name, "", shared="intercepts" in equal)


def _number_factors(wanted: _Wanted, numbering: _Numbering, numbers: Matrices) -> None:
    model, give = wanted.model, numbering.give
    later = numbering.group > 0
    for first, name in enumerate(model.factors):
        if wanted.identification == "marker" or (later and "loadings" in wanted.equal):
            numbers.factor[first, first] = give("factor variance", name, name)
        if later and wanted.means and "intercepts" in wanted.equal:
            numbers.means[first] = give("factor mean", name, "")
        if model.general is not None:
            numbers.general[first] = give("general loading", model.general, name)
            continue
        for second in range(first):
            number = give("factor covariance", model.factors[second], name)
            numbers.factor[first, second] = numbers.factor[second, first] = number


def _blank(items: int, factors: int) -> Matrices:
    shapes = {"loadings": (items, factors), "factor": (factors, factors), "general": (factors,), "means": (factors,)}
    sizes = shapes | {"unique": (items,), "intercepts": (items,)}
    return Matrices(**{name: np.full(shape, FIXED, dtype=np.intp) for name, shape in sizes.items()})
