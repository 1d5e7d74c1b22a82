"""The network, as part of an experiment: its layers, and how their weights begin."""

from typing import Annotated

from pydantic import Field, field_validator

from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.spec.data import Row, Seed
from playground.spec.fields import AUTO, Spec, live, named_in

MAX_HIDDEN_LAYERS = 12
MAX_PARAMETERS = 100_000  # set by hand

HiddenActivation = Annotated[str, named_in(name for name, entry in ACTIVATIONS.items() if not entry.is_output_only)]


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
