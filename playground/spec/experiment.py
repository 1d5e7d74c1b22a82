"""The one value that says everything about a run: equal experiments give equal runs.

Field names follow Keras and scikit-learn. The JSON form is what presets hold.
"""

from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from playground.data import Kind
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES
from playground.spec.data import DataSpec, Row, Seed
from playground.spec.engines import ABILITIES
from playground.spec.fields import Spec, is_live, live, named_in
from playground.spec.stop import StopSpec

AUTO = "auto"
MAX_HIDDEN_LAYERS = 12
MAX_PARAMETERS = 100_000  # set by hand

MIXED = "mixed_bfloat16"
EngineName = Literal["numpy", "compiled", "xla", "keras", "tape", "variables", "graph_optimizer", "graph_variables"]
HiddenActivation = Annotated[str, named_in(name for name, entry in ACTIVATIONS.items() if not entry.is_output_only)]

AUTOMATIC_OUTPUT = {"binary": "sigmoid", "multiclass": "softmax", "regression": "linear"}
OUTPUT_OF_LOSS = {"hinge": "linear"}  # its two sides are -1 and +1, which no probability reaches
AUTOMATIC_LOSS = {
    "binary": "binary_crossentropy",
    "multiclass": "categorical_crossentropy",
    "regression": "mean_squared_error",
}


class LayerSpec(Spec):
    """One hidden layer; one that is not trainable stays as it is while the others learn."""

    units: int = Field(4, ge=1, le=1024)
    activation: HiddenActivation = "tanh"
    dropout: float = live(0.0, ge=0, le=0.95)
    trainable: bool = live(True)


class LayerValues(Spec):
    """One layer's parameters, set by hand: weights (fan_in, fan_out) and biases (fan_out,)."""

    weights: tuple[Row, ...] = Field(min_length=1)
    biases: Row = Field(min_length=1)


class NetworkSpec(Spec):
    """The layers, and how their weights begin: drawn by the initializer, or set by hand in `parameters`."""

    layers: tuple[LayerSpec, ...] = Field((LayerSpec(units=4), LayerSpec(units=2)), max_length=MAX_HIDDEN_LAYERS)
    output_activation: Annotated[str, named_in((AUTO, *ACTIVATIONS))] = AUTO
    output_trainable: bool = live(True)
    initializer: Annotated[str, named_in(INITIALIZERS)] = "glorot_uniform"
    seed: Seed = 0
    parameters: tuple[LayerValues, ...] | None = None

    @field_validator("parameters")
    @classmethod
    def _parameters_are_few(cls, parameters: tuple[LayerValues, ...] | None) -> tuple[LayerValues, ...] | None:
        n_values = sum(sum(map(len, layer.weights)) + len(layer.biases) for layer in parameters or ())
        if n_values > MAX_PARAMETERS:
            raise ValueError(f"{n_values} parameters are set by hand; at most {MAX_PARAMETERS} can be")
        return parameters


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


class Experiment(Spec):
    """Everything about a run: what it learns from, the network, how it learns, and who computes."""

    version: Literal[1] = 1
    name: str = live("", max_length=80)
    description: str = live("", max_length=600)
    data: DataSpec = DataSpec()
    network: NetworkSpec = NetworkSpec()
    training: TrainingSpec = TrainingSpec()
    engine: EngineName = live("compiled")
    device: str = live("auto", pattern=r"^(auto|cpu|gpu:[0-9]{1,2})$")

    @model_validator(mode="after")
    def _loss_fits(self) -> Self:
        loss, output = LOSSES[self.loss], self.output_activation
        if self.data.kind not in loss.kinds:
            fitting = ", ".join(name for name, entry in LOSSES.items() if self.data.kind in entry.kinds)
            raise ValueError(f"{self.loss} does not fit {self.data.kind} data; choose auto, {fitting}")
        if loss.output_activation not in (None, output):
            raise ValueError(f"{self.loss} needs the output activation {loss.output_activation}, not {output}")
        if ACTIVATIONS[output].is_joint and self.data.n_outputs == 1:
            raise ValueError(f"{output} needs several outputs: of one it always makes 1; choose sigmoid")
        return self

    @model_validator(mode="after")
    def _engine_can(self) -> Self:
        optimizer, abilities = self.training.optimizer.name, ABILITIES[self.engine]
        if optimizer not in abilities.optimizers:
            raise ValueError(f"the engine {self.engine} does plain sgd, not {optimizer}; choose sgd or another engine")
        if self.device.startswith("gpu") and not abilities.uses_gpu:
            raise ValueError(f"the engine {self.engine} computes on the CPU; choose xla, or the device auto")
        if self.training.is_mixed and not abilities.computes_mixed:
            raise ValueError(f"{MIXED} needs the engine xla, not {self.engine}; choose xla, or float32")
        return self

    @model_validator(mode="after")
    def _stop_rules_fit(self) -> Self:
        if self.training.stop.accuracy is not None and self.kind == "regression":
            raise ValueError("there is no accuracy where a surface is learned; stop at a loss instead")
        return self

    @model_validator(mode="after")
    def _parameters_fit(self) -> Self:
        if self.network.parameters is not None:
            shapes = [([len(row) for row in layer.weights], len(layer.biases)) for layer in self.network.parameters]
            if shapes != [([fan_out] * fan_in, fan_out) for fan_in, fan_out in pairwise(self.sizes)]:
                raise ValueError(f"the parameters do not have the shapes of a network of sizes {self.sizes}")
        return self

    @property
    def kind(self) -> Kind:
        """What is to be learned: "binary", "multiclass" or "regression"."""
        return self.data.kind

    @property
    def output_activation(self) -> str:
        """The output activation's name, "auto" resolved by the data (by the loss where one is named)."""
        named = self.network.output_activation
        if named != AUTO:
            return named
        required = LOSSES[self.training.loss].output_activation if self.training.loss != AUTO else None
        return required or OUTPUT_OF_LOSS.get(self.training.loss) or AUTOMATIC_OUTPUT[self.kind]

    @property
    def loss(self) -> str:
        """The loss' name, "auto" resolved by the data.

        Where the output activation is named and is not the one the automatic loss needs, it is the mean squared error.
        """
        named = self.training.loss
        if named != AUTO:
            return named
        automatic = AUTOMATIC_LOSS[self.kind]
        output = self.network.output_activation
        fits = output in (AUTO, LOSSES[automatic].output_activation)
        return automatic if fits else "mean_squared_error"

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units of every layer, inputs and output included."""
        return (self.data.n_inputs, *(layer.units for layer in self.network.layers), self.data.n_outputs)

    @property
    def activations(self) -> tuple[str, ...]:
        """Activation names of every layer, the output's last."""
        return (*(layer.activation for layer in self.network.layers), self.output_activation)

    @property
    def trainable(self) -> tuple[bool, ...]:
        """Which layers learn, the output's last; the others are frozen."""
        return (*(layer.trainable for layer in self.network.layers), self.network.output_trainable)

    def patched(self, patch: dict[str, Any]) -> "Experiment":
        """Return the experiment with a partial JSON laid over it; lists are replaced whole.

        Parameters set by hand are dropped by a patch that makes another network, or asks for weights to be drawn.

        Raises:
            pydantic.ValidationError: where the result is not a valid experiment.
        """
        values = merge(self.model_dump(), patch)
        if self.network.parameters is None or "parameters" in patch.get("network", {}):
            return Experiment.model_validate(values)
        drawn = Experiment.model_validate(merge(values, {"network": {"parameters": None}}))
        before = (self.sizes, self.network.initializer, self.network.seed)
        is_same = before == (drawn.sizes, drawn.network.initializer, drawn.network.seed)
        return Experiment.model_validate(values) if is_same else drawn


def merge(base: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """Return `base` with the leaves of `patch` laid over it, dictionaries merged, everything else replaced."""
    merged = dict(base)
    for key, value in patch.items():
        old = merged.get(key)
        merged[key] = merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def restarting_changes(old: Spec, new: Spec, path: str = "") -> list[str]:
    """Return the paths of the fields that differ and cannot change while the network trains.

    Layers differ as a whole unless only live fields of theirs do.
    """
    changed: list[str] = []
    for name, field in type(old).model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after and not is_live(field):
            changed += _restarting_in(before, after, f"{path}{name}")
    return changed


def _restarting_in(before: Any, after: Any, path: str) -> list[str]:
    if isinstance(before, Spec):
        return restarting_changes(before, after, f"{path}.")
    if not isinstance(before, tuple) or not isinstance(after, tuple) or len(before) != len(after):
        return [path]
    if not all(isinstance(item, Spec) for item in before):
        return [path]
    return [found for old, new in zip(before, after, strict=True) for found in restarting_changes(old, new, f"{path}.")]
