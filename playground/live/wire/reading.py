"""Reads frames as the stage does: for tests, benchmarks and programs that watch a run."""

from typing import Any

from numpy.typing import NDArray

from playground.live.wire import layout
from playground.live.wire.arrays import FrameArrays
from playground.live.wire.header import HEADERS
from playground.live.wire.shapes import Shape, missing_key, shape_of

ARRAYS: dict[str, Shape] = {"moment": shape_of(FrameArrays), "failure": {}}
"""Kind of a frame -> the arrays it has to hold."""
KEYS: dict[str, Shape] = {kind: shape_of(header) for kind, header in HEADERS.items()}
"""Kind of a frame -> the keys that its header has to hold."""


def unpack(frame: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return the header and the arrays of a frame.

    Raises:
        ValueError: if these bytes are no frame of this version, or one that lacks something.
    """
    header, arrays = layout.unpack(frame)
    kind = header.get("kind")
    if kind not in KEYS:
        raise ValueError(f"a frame is one of {', '.join(KEYS)}, not {kind!r}")
    for what, record, shape in (("the key", header, KEYS[kind]), ("the array", arrays, ARRAYS[kind])):
        missing = missing_key(record, shape)
        if missing is not None:
            raise ValueError(f"{what} {missing!r} is missing from a frame of kind {kind!r}")
    return header, arrays
