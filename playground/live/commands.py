"""What a browser may say on the live socket, as JSON text, and the command each word stands for."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from playground.training.maps import Focus
from playground.training.messages import Command, Pause, Reset, Run, Show, Speed, Step

MAX_LENGTH = 500
SPEED_RANGE = (0.01, 1e6)


def parse_message(text: str) -> Command | None:
    """Return the command in one message, None for the acknowledgement of a painted frame.

    Raises:
        ValueError: if it is not JSON, or not a known word with its proper values.
    """
    if len(text) > MAX_LENGTH:
        raise ValueError(f"a message has at most {MAX_LENGTH} characters, not {len(text)}")
    message = json.loads(text)
    if not isinstance(message, dict):
        raise ValueError(f'a message is an object with a "do", not {text}')
    return parse_command(message)


def parse_command(message: Mapping[str, Any]) -> Command | None:
    """Return the command a decoded message stands for; as parse_message."""
    word = message.get("do")
    if word == "ack":
        return None
    if not isinstance(word, str) or word not in COMMANDS:
        raise ValueError(f"{word!r} is not known; choose one of ack, {', '.join(COMMANDS)}")
    return COMMANDS[word](message)


def _step(message: Mapping[str, Any]) -> Step:
    unit = message.get("unit")
    if unit not in ("batch", "epoch"):
        raise ValueError(f"unit is batch or epoch, not {unit!r}")
    return Step(unit)


def _speed(message: Mapping[str, Any]) -> Speed:
    value = message.get("steps_per_s")
    if value is None:
        return Speed(None)
    low, high = SPEED_RANGE
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ValueError(f"steps_per_s is {low:g} to {high:g}, or null for as fast as it goes, not {value!r}")
    return Speed(float(value))


def _show(message: Mapping[str, Any]) -> Show:
    if "layer" not in message:
        return Show(None)
    layer, unit = message.get("layer"), message.get("unit")
    if type(layer) is not int or type(unit) is not int:
        raise ValueError(f"layer and unit are whole numbers, not {layer!r} and {unit!r}")
    return Show(Focus(layer, unit))


COMMANDS: dict[str, Callable[[Mapping[str, Any]], Command]] = {
    "run": lambda _: Run(),
    "pause": lambda _: Pause(),
    "step": _step,
    "reset": lambda _: Reset(),
    "restart": lambda _: Reset(is_running=True),
    "speed": _speed,
    "focus": _show,
}
