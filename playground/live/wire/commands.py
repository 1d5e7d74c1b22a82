"""The command that each message on the live socket stands for."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from playground.analysis.maps import Focus
from playground.jobs.commands import Command, Pause, Reset, SetFocus, SetParameter, Speed, Step, Train
from playground.live.wire import messages
from playground.live.wire.messages import Message, Said
from playground.spec.fields import bounds

MAX_LENGTH = 500
ACKNOWLEDGEMENT = "ack"
_SAID: TypeAdapter[Message] = TypeAdapter(Said)


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
    if message.get("do") == ACKNOWLEDGEMENT:  # by far the most: pydantic would only look up its own name for it
        return None
    try:
        said = _SAID.validate_python(message)
    except ValidationError as error:
        raise ValueError(_in_words(error)) from error
    return COMMANDS[type(said)](said)


def _in_words(error: ValidationError) -> str:
    """Return what is wrong first: the key, why its value is refused and what it may be."""
    first = error.errors(include_url=False)[0]
    word, *path = first["loc"] or (None,)
    text = first["msg"].removeprefix("Value error, ")
    if not path:
        return text
    key = str(path[0])
    low, high = bounds(KINDS[str(word)], key) if key in KINDS[str(word)].model_fields else (None, None)
    allowed = "" if low is None else f" (allowed: {low:g} to {high:g})"
    given = "" if first["type"] == "missing" else f", not {first['input']!r}"
    return f"{key}: {text}{given}{allowed}"


def _moment(said: messages.MomentMessage) -> LookBack:
    return LookBack(epoch=said.epoch) if said.at is None else LookBack(at=said.at)


def _show(said: messages.FocusMessage) -> SetFocus:
    if said.layer is None or said.unit is None:
        return SetFocus(None)
    return SetFocus(Focus(said.layer, said.unit), said.sample)


COMMANDS: dict[type[Message], Callable[[Any], Command | LookBack]] = {
    messages.RunMessage: lambda _: Train(),
    messages.PauseMessage: lambda _: Pause(),
    messages.StepMessage: lambda said: Step(said.unit),
    messages.ResetMessage: lambda _: Reset(),
    messages.RestartMessage: lambda _: Reset(is_running=True),
    messages.SpeedMessage: lambda said: Speed(said.steps_per_s),
    messages.FocusMessage: _show,
    messages.AssignMessage: lambda said: SetParameter(said.layer, said.source, said.unit, said.value),
    messages.MomentMessage: _moment,
    messages.NowMessage: lambda _: LookBack(),
}
"""Kind of message -> what it stands for."""
KINDS: dict[str, type[Message]] = {get_args(kind.model_fields["do"].annotation)[0]: kind for kind in COMMANDS}
"""Word -> the kind of message that says it."""
