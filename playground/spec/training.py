"""How a network learns, as part of an experiment: loss, update rule, schedule, batches and penalties."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES
from playground.spec.fields import AUTO, Spec, live, named_in
from playground.spec.stop import StopSpec

MIXED = "mixed_bfloat16"


class OptimizerSpec(Spec):
    """The rule of the update. A parameter left out (None) takes the rule's own default."""

    name: Annotated[str, named_in(OPTIMIZERS)] = "sgd"
    learning_rate: float = live(0.03, ge=1e-7, le=100)
    momentum: float | None = live(None, ge=0, le=0.9999)
    beta_1: float | None = live(None, ge=0, le=0.9999)
    beta_2: float | None = live(None, ge=0, le=0.999999)
    rho: float | None = live(None, ge=0, le=0.9999)
    epsilon: float | None = live(None, ge=1e-12, le=1)
    weight_decay: float | None = live(None, ge=0, le=1)
    initial_accumulator_value: float | None = Field(None, ge=0, le=10)

    @model_validator(mode="after")
    def _parameters_belong_to_the_rule(self) -> Self:
        own = OPTIMIZERS[self.name].hyperparameters
        foreign = [name for name in self._own_fields() if name not in own and getattr(self, name) is not None]
        if foreign:
            takes = ", ".join(own) or "only the learning rate"
            raise ValueError(f"{self.name} has no {', '.join(foreign)}; it takes {takes}")
        return self

    @classmethod
    def _own_fields(cls) -> tuple[str, ...]:
        return tuple(name for name in cls.model_fields if name not in ("name", "learning_rate"))

    @property
    def hyperparameters(self) -> dict[str, float]:
        """The rule's own parameters, defaults filled in."""
        own = OPTIMIZERS[self.name].hyperparameters
        return {name: value if (value := getattr(self, name)) is not None else default for name, default in own.items()}


class ScheduleSpec(Spec):
    """How the learning rate changes with the steps; `decay_steps` and `decay_rate` as the schedule's formula says."""

    name: Annotated[str, named_in(SCHEDULES)] = live("constant")
    decay_steps: int = live(1000, ge=1, le=10_000_000)
    decay_rate: float = live(0.5, ge=0.001, le=10)


class TrainingSpec(Spec):
    """How the network learns."""

    loss: Annotated[str, named_in((AUTO, *LOSSES))] = AUTO
    optimizer: OptimizerSpec = OptimizerSpec()
    schedule: ScheduleSpec = ScheduleSpec()
    batch_size: int = live(10, ge=1, le=5000)
    shuffle: bool = live(True)
    l1: float = live(0.0, ge=0, le=10)
    l2: float = live(0.0, ge=0, le=10)
    clip_norm: float | None = live(None, ge=1e-6, le=1e6)
    stop: StopSpec = StopSpec()
    dtype: Literal["float32", "float64", "mixed_bfloat16"] = "float32"

    @property
    def is_mixed(self) -> bool:
        """Whether products are computed in bfloat16 while the parameters stay in float32."""
        return self.dtype == MIXED

    @property
    def parameter_dtype(self) -> str:
        """The type that parameters, inputs and targets have."""
        return "float32" if self.is_mixed else self.dtype
