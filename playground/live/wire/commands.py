"""What a browser may say on the live socket, as JSON text, and the command each word stands for."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playground.analysis.maps import Focus
from playground.jobs.commands import Command, Pause, Reset, SetFocus, SetParameter, Speed, Step, Train

MAX_LENGTH = 500
SPEED_RANGE = (0.01, 1e6)
LARGEST_WEIGHT = 1e9


@dataclass(frozen=True, slots=True)
class LookBack:
    """Show a kept moment of the run: number `at` of them, or the one nearest to an epoch; without both, the present."""

    at: int | None = None
    epoch: float | None = None


def parse_message(text: str) -> Command | LookBack | None:
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


def parse_command(message: Mapping[str, Any]) -> Command | LookBack | None:
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


def _show(message: Mapping[str, Any]) -> SetFocus:
    if "layer" not in message:
        return SetFocus(None)
    sample = None if message.get("sample") is None else _whole(message, "sample")
    return SetFocus(Focus(_whole(message, "layer"), _whole(message, "unit")), sample)


def _moment(message: Mapping[str, Any]) -> LookBack:
    if message.get("at") is not None:
        return LookBack(at=_whole(message, "at"))
    return LookBack(epoch=_finite(message, "epoch", 1e15))


def _assign(message: Mapping[str, Any]) -> SetParameter:
    source = None if message.get("from") is None else _whole(message, "from")
    value = _finite(message, "value", LARGEST_WEIGHT)
    return SetParameter(_whole(message, "layer"), source, _whole(message, "unit"), value)


def _whole(message: Mapping[str, Any], name: str) -> int:
    value = message.get(name)
    if type(value) is not int:
        raise ValueError(f"{name} is a whole number, not {value!r}")
    return value


def _finite(message: Mapping[str, Any], name: str, largest: float) -> float:
    value = message.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= largest:
        raise ValueError(f"{name} is a number from {-largest:g} to {largest:g}, not {value!r}")
    return float(value)


COMMANDS: dict[str, Callable[[Mapping[str, Any]], Command | LookBack]] = {
    "run": lambda _: Train(),
    "pause": lambda _: Pause(),
    "step": _step,
    "reset": lambda _: Reset(),
    "restart": lambda _: Reset(is_running=True),
    "speed": _speed,
    "focus": _show,
    "assign": _assign,
    "moment": _moment,
    "now": lambda _: LookBack(),
}
