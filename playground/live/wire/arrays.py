"""The arrays of a frame: what each is called, holds, and how its bytes are to be read."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, NotRequired, TypedDict

from numpy.typing import NDArray

Dtype = Literal["f4", "u1"]


@dataclass(frozen=True, slots=True)
class Axes:
    """The type of an array's numbers, and what each of its axes counts."""

    dtype: Dtype
    names: tuple[str, ...]


_Array = NDArray[Any]


class FrameArrays(TypedDict):
    """The arrays of a moment. Bytes are coded as constants.js says; units beyond those shown do not travel.

    Attributes:
        curve: an epoch, the training loss and the test loss (NaN where there is none) of each point that is new.
        weights: of the shown units, layer by layer, each row by row (fan_in, fan_out).
        biases: of the shown units, layer by layer.
        trouble: what keeps each shown neuron from learning: HEALTHY, DEAD or SATURATED.
        maps: a small picture of each shown input, neuron and output; one row, a training sample a byte, of no plane.
        map_scales: the value of the strongest colour in each of `maps`.
        output: of one output over the plane.
        output_confidence: the share of the most probable of several outputs.
        output_class: which one that is.
        output_samples: target, prediction and whether it is a test sample, of data that have no picture.
        focus_map: the neuron in `focus`, large; holds for this frame alone.
        card_in: what comes into the neuron of `card`, its weights, their gradient, and a row a slot; last the bias.
        card_out: weights that lead on, their gradient, and a row a slot; empty of an output neuron.
        points: x1, x2 and the class index (or the value) of every sample, training samples first; sent once.
    """

    curve: Annotated[_Array, Axes("f4", ("n_points", "figures"))]
    weights: Annotated[_Array, Axes("f4", ("n_weights",))]
    biases: Annotated[_Array, Axes("f4", ("n_neurons",))]
    trouble: Annotated[_Array, Axes("u1", ("n_neurons",))]
    maps: Annotated[_Array, Axes("u1", ("n_maps", "height", "width"))]
    map_scales: Annotated[_Array, Axes("f4", ("n_maps",))]
    output: NotRequired[Annotated[_Array, Axes("u1", ("height", "width"))]]
    output_confidence: NotRequired[Annotated[_Array, Axes("u1", ("height", "width"))]]
    output_class: NotRequired[Annotated[_Array, Axes("u1", ("height", "width"))]]
    output_samples: NotRequired[Annotated[_Array, Axes("f4", ("n_samples", "figures"))]]
    focus_map: NotRequired[Annotated[_Array, Axes("u1", ("height", "width"))]]
    card_in: NotRequired[Annotated[_Array, Axes("f4", ("rows", "n_weights"))]]
    card_out: NotRequired[Annotated[_Array, Axes("f4", ("rows", "n_weights"))]]
    points: NotRequired[Annotated[_Array, Axes("f4", ("n_samples", "figures"))]]
