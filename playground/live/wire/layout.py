"""How a frame's header and arrays lie in its bytes.

Little endian: `MAGIC`, the length of the header (uint32), the header (JSON, UTF-8, padded with spaces to a multiple
of 4), then the arrays one after another, each padded to a multiple of 4 bytes. The header's "arrays" lists each one's
name, dtype ("f4" or "u1"), shape, and offset from the first array. Frames of another version begin with another magic.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

VERSION = 2
MAGIC = b"PGF%d" % VERSION
_DTYPES: dict[str, np.dtype[Any]] = {"f4": np.dtype("<f4"), "u1": np.dtype("u1")}


def pack(header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Return header and arrays in the layout above; arrays are stored as float32 unless they are bytes."""
    listed, parts, offset = [], [], 0
    for name, array in arrays.items():
        dtype = "u1" if array.dtype == np.uint8 else "f4"
        data = np.ascontiguousarray(array, _DTYPES[dtype]).tobytes()
        padded = data + bytes(-len(data) % 4)
        listed.append({"name": name, "dtype": dtype, "shape": array.shape, "offset": offset})
        parts.append(padded)
        offset += len(padded)
    text = json.dumps({**header, "arrays": listed}, allow_nan=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return b"".join([MAGIC, struct.pack("<I", len(text)), text, *parts])


def unpack(frame: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return the header and the arrays of a frame.

    Raises:
        ValueError: if these bytes are no frame of this version.
    """
    if frame[:4] != MAGIC:
        raise ValueError(f"a frame begins with {MAGIC!r}, not {frame[:4]!r}")
    (length,) = struct.unpack_from("<I", frame, 4)
    header = json.loads(frame[8 : 8 + length])
    body = memoryview(frame)[8 + length :]
    arrays = {
        item["name"]: np.frombuffer(body, _DTYPES[item["dtype"]], int(np.prod(item["shape"])), item["offset"]).reshape(
            item["shape"]
        )
        for item in header.pop("arrays")
    }
    return header, arrays
