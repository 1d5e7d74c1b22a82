"""What the bytes of a film's maps are painted with."""

from collections.abc import Callable
from functools import cache, partial

import numpy as np

from playground.analysis.maps import NOT_FINITE, TOP_BYTE, Bytes
from playground.views.colors import Color, channels
from playground.views.palette import Look

MISSING = (128, 128, 128)


@cache
def value_table(look: Look) -> Bytes:
    """Return (256, 3), the channels of each byte of a map from negative over zero to positive."""
    return _table(look.value)


@cache
def class_tables(look: Look) -> Bytes:
    """Return (n_classes, 256, 3), the channels of how sure a network is of each class."""
    return np.stack([_table(partial(look.sureness, index)) for index in range(len(look.classes))])


def _table(color_at: Callable[[float], Color]) -> Bytes:
    table = np.full((256, 3), MISSING, np.uint8)
    table[:NOT_FINITE] = [channels(color_at(byte / TOP_BYTE)) for byte in range(NOT_FINITE)]
    return table
