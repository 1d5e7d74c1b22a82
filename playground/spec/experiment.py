"""The one value that says everything about a run: equal experiments give equal runs.

Field names follow Keras and scikit-learn. The JSON form is what presets hold.
"""

from itertools import pairwise
from typing import Any, Literal, Self

from pydantic import model_validator

from playground.data import Kind
from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES
from playground.spec.data import DataSpec
from playground.spec.engines import ABILITIES
from playground.spec.fields import AUTO, Spec, live
from playground.spec.network import NetworkSpec
from playground.spec.training import MIXED, TrainingSpec

EngineName = Literal["numpy", "compiled", "xla", "keras", "tape", "variables", "graph_optimizer", "graph_variables"]

AUTOMATIC_OUTPUT = {"binary": "sigmoid", "multiclass": "softmax", "regression": "linear"}
OUTPUT_OF_LOSS = {"hinge": "linear"}  # its two sides are -1 and +1, which no probability reaches
AUTOMATIC_LOSS = {
    "binary": "binary_crossentropy",
    "multiclass": "categorical_crossentropy",
    "regression": "mean_squared_error",
}


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
