"""Lines of many widths at once, as polygons: curves from neuron to neuron, dashed or in one."""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def curves(starts: Values, ends: Values, n_points: int) -> Values:
    """Return (n, n_points, 2) points along Bézier curves that leave and arrive level.

    Args:
        starts: (n, 2) x and y.
        ends: likewise.
        n_points: on each curve.
    """
    t = np.linspace(0, 1, n_points)
    s = 1 - t
    near, far = s**3 + 3 * s**2 * t, 3 * s * t**2 + t**3
    bends = (starts[:, :1] + ends[:, :1]) / 2
    x = s**3 * starts[:, :1] + 3 * s * t * bends + t**3 * ends[:, :1]
    y = near * starts[:, 1:] + far * ends[:, 1:]
    return np.stack([x, y], axis=-1)


def dashes(lines: Values, widths: Values, dash: Values, gap: Values) -> tuple[Values, NDArray[np.intp]]:
    """Return the outlines (m, 6, 2) of all dashes of lines, and the line (m,) that each belongs to.

    Without gaps the dashes are pieces of a line in one; short pieces are filled faster than a long line.

    Args:
        lines: (n, n_points, 2), at least one.
        widths: (n,) of the lines.
        dash: (n,) length of each line's dashes.
        gap: (n,) between them.
    """
    lengths = np.linalg.norm(np.diff(lines, axis=1), axis=-1).cumsum(axis=1)
    lengths = np.concatenate([np.zeros((len(lines), 1)), lengths], axis=1)
    counts = np.ceil(lengths[:, -1] / (dash + gap)).astype(int)
    owners = np.repeat(np.arange(len(lines)), counts)
    numbers = np.arange(len(owners)) - np.repeat(counts.cumsum() - counts, counts)
    begins = numbers * (dash + gap)[owners]
    ends = np.minimum(begins + dash[owners], lengths[owners, -1])
    along = begins[:, np.newaxis] + (ends - begins)[:, np.newaxis] * [0, 0.5, 1]
    # All lines end to end are one, so that one look-up finds every place.
    shifts = (lengths[:, -1] + 1).cumsum() - lengths[:, -1]
    along, whole = along + shifts[owners, np.newaxis], (lengths + shifts[:, np.newaxis]).ravel()
    known = np.concatenate([lines, _normals(lines) * (widths / 2)[:, np.newaxis, np.newaxis]], axis=-1)
    x, y, dx, dy = (np.interp(along, whole, known[..., axis].ravel()) for axis in range(4))
    places, offsets = np.stack([x, y], axis=-1), np.stack([dx, dy], axis=-1)
    return np.concatenate([places + offsets, (places - offsets)[:, ::-1]], axis=1), owners


def _normals(lines: Values) -> Values:
    along = np.gradient(lines, axis=1)
    across = np.stack([-along[..., 1], along[..., 0]], axis=-1)
    normals: Values = across / np.maximum(np.linalg.norm(across, axis=-1, keepdims=True), 1e-9)
    return normals
