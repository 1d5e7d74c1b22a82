"""Stretches of batches, end to end."""

import numpy as np

from playground.backends import Stretch


def joined(parts: list[Stretch]) -> Stretch:
    """Return stretches that follow one another as one."""
    if len(parts) == 1:
        return parts[0]
    offsets = np.cumsum([0, *(len(part.samples) for part in parts[:-1])])
    masks = zip(*(part.masks for part in parts), strict=True)
    return Stretch(
        np.concatenate([part.samples for part in parts]),
        np.concatenate([part.ends + offset for part, offset in zip(parts, offsets, strict=True)]),
        tuple(None if rows[0] is None else np.concatenate(rows) for rows in masks),
    )
