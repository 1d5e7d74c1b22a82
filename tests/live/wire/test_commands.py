"""What a browser may say, word by word, and what it may not."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.maps import Focus
from playground.jobs.commands import Pause, Reset, SetFocus, SetParameter, Speed, Step, Train
from playground.live.wire.commands import KINDS, MAX_LENGTH, LookBack, parse_command, parse_message


@pytest.mark.parametrize(
    ("message", "command"),
    [
        ({"do": "ack"}, None),
        ({"do": "run"}, Train()),
        ({"do": "pause"}, Pause()),
        ({"do": "step", "unit": "batch"}, Step("batch")),
        ({"do": "step", "unit": "epoch"}, Step("epoch")),
        ({"do": "reset"}, Reset()),
        ({"do": "restart"}, Reset(is_running=True)),
        ({"do": "speed", "steps_per_s": 10}, Speed(10.0)),
        ({"do": "speed", "steps_per_s": 0.5}, Speed(0.5)),
        ({"do": "speed", "steps_per_s": None}, Speed(None)),
        ({"do": "focus", "layer": -1, "unit": 0}, SetFocus(Focus(-1, 0))),
        ({"do": "focus"}, SetFocus(None)),
        ({"do": "focus", "layer": 1, "unit": 2, "sample": 7}, SetFocus(Focus(1, 2), 7)),
        ({"do": "focus", "layer": 1, "unit": 2, "sample": None}, SetFocus(Focus(1, 2))),
        ({"do": "assign", "layer": 0, "from": 1, "unit": 2, "value": 0.5}, SetParameter(0, 1, 2, 0.5)),
        ({"do": "assign", "layer": 0, "from": None, "unit": 2, "value": -3}, SetParameter(0, None, 2, -3.0)),
        ({"do": "assign", "layer": 0, "unit": 2, "value": 1e9}, SetParameter(0, None, 2, 1e9)),
        ({"do": "moment", "at": 3}, LookBack(at=3)),
        ({"do": "moment", "at": -1}, LookBack(at=-1)),
        ({"do": "moment", "epoch": 12.5}, LookBack(epoch=12.5)),
        ({"do": "moment", "at": 3, "epoch": 12.5}, LookBack(at=3)),
        ({"do": "now"}, LookBack()),
        ({"do": "run", "id": "told twice"}, Train()),
    ],
)
def test_word_stands_for_its_command(message, command):
    assert parse_message(json.dumps(message)) == command
    assert parse_command(message) == command


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Expecting value"),
        ("{", "Expecting"),
        ("[" * 400, "Expecting value"),
        ("null", 'an object with a "do"'),
        ('"run"', 'an object with a "do"'),
        ("[]", 'an object with a "do"'),
        ("{}", "tag using discriminator 'do'"),
        ('{"do": "fly"}', "'fly' found using 'do' does not match any of the expected tags: 'run', 'pause'"),
        ('{"do": ["run"]}', "does not match any of the expected tags"),
        ('{"do": {}}', "does not match any of the expected tags"),
        ('{"do": "step"}', "unit: Field required"),
        ('{"do": "step", "unit": "year"}', "unit: Input should be 'batch' or 'epoch', not 'year'"),
        ('{"do": "step", "unit": ["batch"]}', "unit: Input should be 'batch' or 'epoch'"),
        ('{"do": "speed", "steps_per_s": 0}', "(allowed: 0.01 to 1e+06)"),
        ('{"do": "speed", "steps_per_s": -1}', "(allowed: 0.01 to 1e+06)"),
        ('{"do": "speed", "steps_per_s": "fast"}', "(allowed: 0.01 to 1e+06)"),
        ('{"do": "speed", "steps_per_s": true}', "(allowed: 0.01 to 1e+06)"),
        ('{"do": "speed", "steps_per_s": NaN}', "(allowed: 0.01 to 1e+06)"),
        ('{"do": "speed", "steps_per_s": Infinity}', "(allowed: 0.01 to 1e+06)"),
        ('{"do": "speed", "steps_per_s": 1e308}', "(allowed: 0.01 to 1e+06)"),
        ('{"do": "speed", "steps_per_s": 1%s}' % ("0" * 400), "(allowed: 0.01 to 1e+06)"),
        ('{"do": "focus", "layer": 0}', "a neuron has a layer and a unit"),
        ('{"do": "focus", "layer": 0.5, "unit": 1}', "layer: Input should be a valid integer, not 0.5"),
        ('{"do": "focus", "layer": true, "unit": 1}', "layer: Input should be a valid integer, not True"),
        ('{"do": "focus", "layer": null, "unit": 1}', "a neuron has a layer and a unit"),
        ('{"do": "focus", "layer": 0, "unit": 1, "sample": 1.5}', "sample: Input should be a valid integer"),
        ('{"do": "focus", "layer": 0, "unit": 1, "sample": false}', "sample: Input should be a valid integer"),
        ('{"do": "assign", "unit": 1, "value": 1}', "layer: Field required"),
        ('{"do": "assign", "layer": 0, "value": 1}', "unit: Field required"),
        ('{"do": "assign", "layer": 0, "unit": 1}', "value: Field required (allowed: -1e+09 to 1e+09)"),
        ('{"do": "assign", "layer": 0, "unit": 1, "from": "x1", "value": 1}', "from: Input should be a valid integer"),
        ('{"do": "assign", "layer": 0, "unit": 1, "from": true, "value": 1}', "from: Input should be a valid integer"),
        ('{"do": "assign", "layer": 0, "unit": 1, "value": NaN}', "(allowed: -1e+09 to 1e+09)"),
        ('{"do": "assign", "layer": 0, "unit": 1, "value": -Infinity}', "(allowed: -1e+09 to 1e+09)"),
        ('{"do": "assign", "layer": 0, "unit": 1, "value": true}', "(allowed: -1e+09 to 1e+09)"),
        ('{"do": "assign", "layer": 0, "unit": 1, "value": "1"}', "(allowed: -1e+09 to 1e+09)"),
        ('{"do": "assign", "layer": 0, "unit": 1, "value": 1000000001}', "(allowed: -1e+09 to 1e+09)"),
        ('{"do": "assign", "layer": 0, "unit": 1, "value": 1%s}' % ("0" * 400), "(allowed: -1e+09 to 1e+09)"),
        ('{"do": "moment"}', "a moment has a number (at) or an epoch"),
        ('{"do": "moment", "at": 1.0}', "at: Input should be a valid integer"),
        ('{"do": "moment", "at": false}', "at: Input should be a valid integer"),
        ('{"do": "moment", "epoch": NaN}', "epoch: Input should be a"),
        ('{"do": "moment", "epoch": true}', "epoch: Input should be a"),
        ('{"do": "moment", "epoch": 1%s}' % ("0" * 400), "epoch: Input should be a"),
        ('{"do": "run", "x": "%s"}' % ("x" * 500), "at most 500 characters"),
    ],
)
def test_garbage_is_refused_with_what_is_expected(text, reason):
    with pytest.raises(ValueError, match=r".") as caught:
        parse_message(text)
    assert reason in str(caught.value)


def test_message_of_the_greatest_length_is_read():
    text = '{"do": "run"}'
    assert parse_message(text.ljust(MAX_LENGTH)) == Train()
    with pytest.raises(ValueError, match="501"):
        parse_message(text.ljust(MAX_LENGTH + 1))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)
MESSAGES = st.fixed_dictionaries(
    {"do": st.sampled_from(sorted(KINDS)) | ANYTHING},
    optional=dict.fromkeys(("unit", "steps_per_s", "layer", "sample", "from", "value", "at", "epoch"), ANYTHING),
)


@given(MESSAGES.map(json.dumps) | ANYTHING.map(json.dumps) | st.text())
def test_any_message_is_a_command_or_a_value_error(text):
    with contextlib.suppress(ValueError):
        known = {type(None), Train, Pause, Step, Reset, Speed, SetFocus, SetParameter, LookBack}
        assert type(parse_message(text)) in known
