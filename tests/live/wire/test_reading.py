"""A frame that lacks what it has to hold is refused with a word for what that is."""

import json

import pytest

from playground.live.wire import layout
from playground.live.wire.frames import encode_failure
from playground.live.wire.reading import ARRAYS, KEYS, unpack
from playground.training import Trainer
from tests.live.wire.test_frames import encoded
from tests.training.cases import small


@pytest.fixture(scope="module")
def parts():
    return layout.unpack(encoded(Trainer(small())))


def test_whole_frames_are_read(parts):
    header, arrays = parts
    assert unpack(layout.pack(header, arrays))[0] == header
    assert unpack(encode_failure(1, None))[0] == {"kind": "failure", "run": 1, "notice": None}


@pytest.mark.parametrize("key", KEYS["moment"])
def test_missing_key_is_named(parts, key):
    header, arrays = parts
    rest = {name: value for name, value in header.items() if name != key}
    with pytest.raises(ValueError, match=f"'{key}' is missing" if key != "kind" else "one of moment, failure"):
        unpack(layout.pack(rest, arrays))


def test_missing_key_of_a_record_within_is_named(parts):
    header, arrays = parts
    with pytest.raises(ValueError, match=r"'time\.at' is missing"):
        unpack(layout.pack(header | {"time": {"n": 3}}, arrays))


@pytest.mark.parametrize("name", ARRAYS["moment"])
def test_missing_array_is_named(parts, name):
    header, arrays = parts
    with pytest.raises(ValueError, match=f"array '{name}' is missing"):
        unpack(layout.pack(header, {key: array for key, array in arrays.items() if key != name}))


def test_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="one of moment, failure, not 'film'"):
        unpack(layout.pack(json.loads('{"kind": "film"}'), {}))
