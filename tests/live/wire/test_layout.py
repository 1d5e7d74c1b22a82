"""The bytes of a frame: what goes in comes out, and they lie where the layout says."""

import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_array_equal

from playground.live.wire.layout import pack, unpack

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
HEADERS = st.dictionaries(
    NAMES.filter(lambda name: name != "arrays"),
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    max_size=5,
)
SHAPES = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=5)
ARRAYS = st.dictionaries(NAMES, hnp.arrays(np.float32, SHAPES) | hnp.arrays(np.uint8, SHAPES), max_size=5)


@given(HEADERS, ARRAYS)
def test_what_is_packed_is_unpacked(header, arrays):
    found_header, found = unpack(pack(header, arrays))
    assert found_header == header
    assert found.keys() == arrays.keys()
    for name, array in arrays.items():
        assert_array_equal(found[name], array, strict=True)


@given(HEADERS, ARRAYS)
def test_bytes_lie_where_the_layout_says(header, arrays):
    frame = pack(header, arrays)
    magic, length = struct.unpack_from("<4sI", frame)
    assert magic == b"PGF2"
    assert length % 4 == 0
    listed = json.loads(frame[8 : 8 + length].decode("utf-8"))["arrays"]
    assert [item["name"] for item in listed] == list(arrays)
    end = 8 + length
    for item, array in zip(listed, arrays.values(), strict=True):
        assert item["offset"] == end - 8 - length
        assert item["offset"] % 4 == 0
        assert tuple(item["shape"]) == array.shape
        data = np.asarray(array, {"f4": "<f4", "u1": "u1"}[item["dtype"]]).tobytes()
        assert frame[end : end + len(data)] == data
        end += -(-len(data) // 4) * 4
    assert len(frame) == end


def test_numbers_that_are_not_bytes_travel_as_float32():
    _, arrays = unpack(pack({}, {"a": np.array([0.1, 2.0]), "b": np.arange(3)}))
    assert_array_equal(arrays["a"], np.array([0.1, 2.0], np.float32), strict=True)
    assert_array_equal(arrays["b"], np.arange(3, dtype=np.float32), strict=True)


def test_arrays_that_are_not_contiguous_travel_row_by_row():
    table = np.arange(6, dtype=np.float32).reshape(2, 3)
    assert_array_equal(unpack(pack({}, {"a": table.T}))[1]["a"], table.T)


@pytest.mark.parametrize("frame", [b"", b"PGF1\x02\0\0\0{}  ", b"{}"])
def test_other_bytes_are_refused(frame):
    with pytest.raises(ValueError, match="PGF2"):
        unpack(frame)
