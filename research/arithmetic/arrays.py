"""Names for the arrays that every method takes and gives."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Floats32 = npt.NDArray[np.float32]
"""Enough for searches; what is told is computed in double precision."""
Integers = npt.NDArray[np.int64]
