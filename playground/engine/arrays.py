"""The one type of value that the formulas take and return."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
"""float32 or float64; a formula returns the type it is given. Samples are rows: (n_samples, n_units)."""
