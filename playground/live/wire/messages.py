"""What the stage may say on the live socket: each message has a word under "do", and that word's values."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from playground.jobs.commands import Unit

SPEED_RANGE = (0.01, 1e6)
LARGEST_WEIGHT = 1e9
LARGEST_EPOCH = 1e15


class Message(BaseModel):
    """Base of all messages; keys that a message does not have are not heard."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore", allow_inf_nan=False)


class RunMessage(Message):
    """Train until told otherwise; from the moment shown, where that is an earlier one."""

    do: Literal["run"]


class PauseMessage(Message):
    """Stop where the run is."""

    do: Literal["pause"]


class StepMessage(Message):
    """Make one update, or train to the end of the present epoch."""

    do: Literal["step"]
    unit: Unit


class ResetMessage(Message):
    """Go back to the initial parameters, and wait."""

    do: Literal["reset"]


class RestartMessage(Message):
    """Go back to the initial parameters, and train on."""

    do: Literal["restart"]


class SpeedMessage(Message):
    """Train at so many updates a second; null is as fast as it goes."""

    do: Literal["speed"]
    steps_per_s: float | None = Field(ge=SPEED_RANGE[0], le=SPEED_RANGE[1])


class FocusMessage(Message):
    """Show a neuron large, layer -1 are the inputs; with a training sample, its card too; without a layer, none."""

    do: Literal["focus"]
    layer: int | None = None
    unit: int | None = None
    sample: int | None = None

    @model_validator(mode="after")
    def _neuron_is_whole(self) -> Self:
        if (self.layer is None) != (self.unit is None):
            raise ValueError("a neuron has a layer and a unit")
        return self


class AssignMessage(Message):
    """Set a weight of the running network, or the bias where nothing says `from`."""

    do: Literal["assign"]
    layer: int
    source: int | None = Field(None, alias="from")
    unit: int
    value: float = Field(ge=-LARGEST_WEIGHT, le=LARGEST_WEIGHT)


class MomentMessage(Message):
    """Show a kept moment: number `at` of them, else the one nearest to an epoch."""

    do: Literal["moment"]
    at: int | None = None
    epoch: float | None = Field(None, ge=-LARGEST_EPOCH, le=LARGEST_EPOCH)

    @model_validator(mode="after")
    def _moment_is_named(self) -> Self:
        if self.at is None and self.epoch is None:
            raise ValueError("a moment has a number (at) or an epoch")
        return self


class NowMessage(Message):
    """Show the present again."""

    do: Literal["now"]


Said = Annotated[
    RunMessage
    | PauseMessage
    | StepMessage
    | ResetMessage
    | RestartMessage
    | SpeedMessage
    | FocusMessage
    | AssignMessage
    | MomentMessage
    | NowMessage,
    Field(discriminator="do"),
]
"""Any message; the acknowledgement of a painted frame, {"do": "ack"}, is none: nobody has to read it."""
