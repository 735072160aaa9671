"""Only the distribution function of two correlated standard normal variables, for many points at once."""

import numpy as np
from scipy.special import ndtr

from research.arithmetic.arrays import Floats

NODES = 40
FAR = 9.0
"""Where a normal variable ends for all that matters here."""


def bivariate_density(h: Floats, k: Floats, rho: Floats) -> Floats:
    """Return the density at (h, k); arrays broadcast. It is also the slope of the CDF in `rho`."""
    rest = 1.0 - rho**2
    return np.asarray(np.exp(-(h**2 - 2 * rho * h * k + k**2) / (2 * rest)) / (2 * np.pi * np.sqrt(rest)))


def bivariate_cdf(h: Floats, k: Floats, rho: Floats, *, nodes: int = NODES) -> Floats:
    """Return P(X <= h, Y <= k) for standard normals with correlation `rho`; arrays broadcast.

    ``Phi(h) Phi(k) + 1/(2 pi) * integral_0^asin(rho) exp(-(h^2 + k^2 - 2 h k sin t) / (2 cos^2 t)) dt``
    by Gauss-Legendre quadrature.

    Parameters
    ----------
    h, k, rho : array
        Finite; replace infinity by 9.
    nodes : int
        Quadrature points. 40 are good to 1e-12 for correlations up to .9.

    References
    ----------
    Drezner & Wesolowsky (1990), J. Statist. Comput. Simul. 35; Genz (2004), Statistics and Computing 14.
    R: ``mnormt::sadmvn``, ``pbivnorm::pbivnorm``.
    """
    points, shares = np.polynomial.legendre.leggauss(nodes)
    top = np.arcsin(rho)
    product, squares = h * k, (h**2 + k**2) / 2
    total = np.zeros(np.broadcast(h, k, rho).shape)
    for point, share in zip(points, shares, strict=True):
        sine = np.sin(top * (point + 1) / 2)
        total += share * np.exp((product * sine - squares) / (1.0 - sine**2))
    return np.asarray(ndtr(h) * ndtr(k) + top / (4 * np.pi) * total)


def far_rectangle(x: tuple[Floats, Floats], y: tuple[Floats, Floats], rho: Floats, *, nodes: int = 64) -> Floats:
    """Return P(x0 < X <= x1, y0 < Y <= y1) of rectangles that the line of the correlation misses.

    There the probability is tiny, and as a difference of four values of the distribution function it would be their
    rounding error. ``integral phi(x) (Phi((y1 - rho x) / s) - Phi((y0 - rho x) / s)) dx`` adds positive figures only;
    the points of quadrature crowd at the corner next to the line.

    Parameters
    ----------
    x, y : pair of array, shape (rectangles,)
        Lower and upper bounds.
    rho : array, shape (rectangles,)
    nodes : int
        Quadrature points. 64 are good to eight digits.
    """
    low_y, high_y = np.where(rho < 0, -y[1], y[0]), np.where(rho < 0, -y[0], y[1])
    slope, spread = np.abs(rho)[:, None], np.sqrt(1.0 - rho**2)[:, None]
    low_x, high_x = np.maximum(x[0], -FAR), np.minimum(x[1], FAR)
    points, shares = np.polynomial.legendre.leggauss(nodes)
    way, width = (points + 1) / 2, (high_x - low_x)[:, None]
    above = (low_y - np.abs(rho) * high_x > np.abs(rho) * low_x - high_y)[:, None]
    at = np.where(above, high_x[:, None] - width * way**3, low_x[:, None] + width * way**3)
    first, second = (low_y[:, None] - slope * at) / spread, (high_y[:, None] - slope * at) / spread
    between = np.where(first > 0, ndtr(-first) - ndtr(-second), ndtr(second) - ndtr(first))
    density = np.exp(-(at**2) / 2) / np.sqrt(2 * np.pi)
    return np.asarray(np.sum(shares * 1.5 * way**2 * density * between, axis=1) * width[:, 0])
