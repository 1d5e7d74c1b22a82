"""The one value that says everything about a run: equal experiments give equal runs.

Field names follow Keras and scikit-learn. The JSON form is what presets hold.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from playground.data import (
    DATASETS,
    FEATURES,
    N_CLASSES_RANGE,
    N_SAMPLES_RANGE,
    NOISE_RANGE,
    TRAIN_FRACTION_RANGE,
    Kind,
    infer_kind,
    train_size,
)
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES
from playground.spec.fields import MAX_SEED, Spec, between, is_live, live, named_in

INLINE = "inline"
AUTO = "auto"
MAX_INLINE_VALUES = 1_000
MAX_HIDDEN_LAYERS = 12

EngineName = Literal["numpy", "compiled", "xla", "keras", "tape", "variables", "graph_optimizer", "graph_variables"]
HiddenActivation = Annotated[str, named_in(name for name, entry in ACTIVATIONS.items() if not entry.is_output_only)]
Seed = Annotated[int, Field(ge=0, le=MAX_SEED)]
Row = tuple[float, ...]

AUTOMATIC_OUTPUT = {"binary": "sigmoid", "multiclass": "softmax", "regression": "linear"}
OUTPUT_OF_LOSS = {"hinge": "linear"}  # its two sides are -1 and +1, which no probability reaches
AUTOMATIC_LOSS = {
    "binary": "binary_crossentropy",
    "multiclass": "categorical_crossentropy",
    "regression": "mean_squared_error",
}


class DataSpec(Spec):
    """What the network learns from: a named synthetic dataset, or the points themselves ("inline").

    `features` and the synthetic fields are for two-dimensional data; inline data with another number of
    columns are used as they are. `n_classes` counts only for datasets of several classes.
    """

    dataset: Annotated[str, named_in((*DATASETS, INLINE))] = "circle"
    n_samples: int = Field(500, **between(N_SAMPLES_RANGE))
    noise: float = Field(0.0, **between(NOISE_RANGE))
    train_fraction: float = Field(0.5, **between(TRAIN_FRACTION_RANGE))
    seed: Seed = 0
    n_classes: int = Field(3, **between(N_CLASSES_RANGE))
    features: tuple[Annotated[str, named_in(FEATURES)], ...] = Field(("x1", "x2"), min_length=1)
    inputs: tuple[Row, ...] | None = None
    targets: tuple[Row, ...] | None = None

    @field_validator("features")
    @classmethod
    def _features_are_distinct(cls, features: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(features)) < len(features):
            raise ValueError("each feature can be given once")
        return features

    @model_validator(mode="after")
    def _points_belong_to_inline(self) -> Self:
        if self.dataset != INLINE:
            if self.inputs is not None or self.targets is not None:
                raise ValueError(f'inputs and targets need dataset "inline", not "{self.dataset}"')
        elif not self.inputs or not self.targets:
            raise ValueError('dataset "inline" needs inputs and targets, one row a sample')
        else:
            _check_table(self.inputs, self.targets)
        return self

    @property
    def is_inline(self) -> bool:
        """Whether the points travel in the experiment itself."""
        return self.dataset == INLINE

    @property
    def kind(self) -> Kind:
        """What is to be learned: "binary", "multiclass" or "regression"."""
        return infer_kind(self.targets) if self.targets else DATASETS[self.dataset].kind

    @property
    def n_raw_inputs(self) -> int:
        """How many columns the data have, before features."""
        return len(self.inputs[0]) if self.inputs else 2

    @property
    def n_inputs(self) -> int:
        """How many numbers feed the first layer."""
        return len(self.features) if self.n_raw_inputs == 2 else self.n_raw_inputs

    @property
    def n_train(self) -> int:
        """How many samples an epoch passes."""
        return train_size(len(self.inputs) if self.inputs else self.n_samples, self.train_fraction)

    @property
    def n_outputs(self) -> int:
        """How many outputs the network needs."""
        if self.targets:
            return len(self.targets[0])
        return self.n_classes if self.kind == "multiclass" else 1


def _check_table(inputs: tuple[Row, ...], targets: tuple[Row, ...]) -> None:
    n_values = sum(map(len, inputs)) + sum(map(len, targets))
    if n_values > MAX_INLINE_VALUES:
        raise ValueError(f"inline data hold {n_values} values; at most {MAX_INLINE_VALUES} are allowed")
    if len(inputs) != len(targets):
        raise ValueError(f"there are {len(inputs)} rows of inputs but {len(targets)} of targets")
    for name, rows in (("inputs", inputs), ("targets", targets)):
        if len(set(map(len, rows))) != 1 or not rows[0]:
            raise ValueError(f"every row of {name} must have the same number of values, at least one")
        if max(abs(value) for row in rows for value in row) > 1e6:
            raise ValueError(f"{name} must lie between -1000000 and 1000000; scale them first")


class LayerSpec(Spec):
    """One hidden layer."""

    units: int = Field(4, ge=1, le=1024)
    activation: HiddenActivation = "tanh"
    dropout: float = live(0.0, ge=0, le=0.95)


class NetworkSpec(Spec):
    """The layers, and how their weights begin."""

    layers: tuple[LayerSpec, ...] = Field((LayerSpec(units=4), LayerSpec(units=2)), max_length=MAX_HIDDEN_LAYERS)
    output_activation: Annotated[str, named_in((AUTO, *ACTIVATIONS))] = AUTO
    initializer: Annotated[str, named_in(INITIALIZERS)] = "glorot_uniform"
    seed: Seed = 0


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
    dtype: Literal["float32", "float64"] = "float32"


class Experiment(Spec):
    """Everything about a run: what it learns from, the network, how it learns, and who computes."""

    version: Literal[1] = 1
    name: str = live("", max_length=80)
    description: str = live("", max_length=600)
    data: DataSpec = DataSpec()
    network: NetworkSpec = NetworkSpec()
    training: TrainingSpec = TrainingSpec()
    engine: EngineName = "numpy"

    @model_validator(mode="after")
    def _loss_fits(self) -> Self:
        loss, output = LOSSES[self.loss], self.output_activation
        if self.data.kind not in loss.kinds:
            fitting = ", ".join(name for name, entry in LOSSES.items() if self.data.kind in entry.kinds)
            raise ValueError(f"{self.loss} does not fit {self.data.kind} data; choose auto, {fitting}")
        if loss.output_activation not in (None, output):
            raise ValueError(f"{self.loss} needs the output activation {loss.output_activation}, not {output}")
        if output == "softmax" and self.data.n_outputs == 1:
            raise ValueError("softmax needs several outputs: of one it always makes 1; choose sigmoid")
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

    def patched(self, patch: dict[str, Any]) -> "Experiment":
        """Return the experiment with a partial JSON laid over it; lists are replaced whole.

        Raises:
            pydantic.ValidationError: where the result is not a valid experiment.
        """
        return Experiment.model_validate(merge(self.model_dump(), patch))


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
