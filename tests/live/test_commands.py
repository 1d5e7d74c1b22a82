"""What a browser may say, word by word, and what it may not."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.live.commands import COMMANDS, MAX_LENGTH, parse_command, parse_message
from playground.training.maps import Focus
from playground.training.messages import Pause, Reset, Run, Show, Speed, Step


@pytest.mark.parametrize(
    ("message", "command"),
    [
        ({"do": "ack"}, None),
        ({"do": "run"}, Run()),
        ({"do": "pause"}, Pause()),
        ({"do": "step", "unit": "batch"}, Step("batch")),
        ({"do": "step", "unit": "epoch"}, Step("epoch")),
        ({"do": "reset"}, Reset()),
        ({"do": "restart"}, Reset(is_running=True)),
        ({"do": "speed", "steps_per_s": 10}, Speed(10.0)),
        ({"do": "speed", "steps_per_s": 0.5}, Speed(0.5)),
        ({"do": "speed", "steps_per_s": None}, Speed(None)),
        ({"do": "focus", "layer": -1, "unit": 0}, Show(Focus(-1, 0))),
        ({"do": "focus"}, Show(None)),
        ({"do": "run", "id": "told twice"}, Run()),
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
        ("{}", "None is not known; choose one of ack, run, pause"),
        ('{"do": "fly"}', "'fly' is not known; choose one of ack, run, pause"),
        ('{"do": ["run"]}', "is not known"),
        ('{"do": {}}', "is not known"),
        ('{"do": "step"}', "unit is batch or epoch, not None"),
        ('{"do": "step", "unit": "year"}', "unit is batch or epoch, not 'year'"),
        ('{"do": "step", "unit": ["batch"]}', "unit is batch or epoch"),
        ('{"do": "speed", "steps_per_s": 0}', "0.01 to 1e+06"),
        ('{"do": "speed", "steps_per_s": -1}', "0.01 to 1e+06"),
        ('{"do": "speed", "steps_per_s": "fast"}', "0.01 to 1e+06"),
        ('{"do": "speed", "steps_per_s": true}', "0.01 to 1e+06"),
        ('{"do": "speed", "steps_per_s": NaN}', "0.01 to 1e+06"),
        ('{"do": "speed", "steps_per_s": Infinity}', "0.01 to 1e+06"),
        ('{"do": "speed", "steps_per_s": 1e308}', "0.01 to 1e+06"),
        ('{"do": "speed", "steps_per_s": 1%s}' % ("0" * 400), "0.01 to 1e+06"),
        ('{"do": "focus", "layer": 0}', "whole numbers"),
        ('{"do": "focus", "layer": 0.5, "unit": 1}', "whole numbers"),
        ('{"do": "focus", "layer": true, "unit": 1}', "whole numbers"),
        ('{"do": "focus", "layer": null, "unit": 1}', "whole numbers"),
        ('{"do": "run", "x": "%s"}' % ("x" * 500), "at most 500 characters"),
    ],
)
def test_garbage_is_refused_with_what_is_expected(text, reason):
    with pytest.raises(ValueError, match=r".") as caught:
        parse_message(text)
    assert reason in str(caught.value)


def test_message_of_the_greatest_length_is_read():
    text = '{"do": "run"}'
    assert parse_message(text.ljust(MAX_LENGTH)) == Run()
    with pytest.raises(ValueError, match="501"):
        parse_message(text.ljust(MAX_LENGTH + 1))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)
MESSAGES = st.fixed_dictionaries(
    {"do": st.sampled_from(sorted(COMMANDS)) | ANYTHING},
    optional=dict.fromkeys(("unit", "steps_per_s", "layer"), ANYTHING),
)


@given(MESSAGES.map(json.dumps) | ANYTHING.map(json.dumps) | st.text())
def test_any_message_is_a_command_or_a_value_error(text):
    with contextlib.suppress(ValueError):
        assert type(parse_message(text)) in {type(None), Run, Pause, Step, Reset, Speed, Show}
