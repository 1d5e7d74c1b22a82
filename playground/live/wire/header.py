"""The header of a frame: what a run's moment is in JSON. Every key is always there; what may be missing is null."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from playground.jobs.reports import State
from playground.training.history import Mark


class Notice(TypedDict):
    """Something the viewer should know; another `id` is another notice, though it says the same."""

    id: str
    text: str


class ComputingFacts(TypedDict):
    """Who computes.

    Attributes:
        engine: name of the engine, which may stand in for the wanted one.
        label: what the page calls it.
        device: what computes, in words.
        waited_s: how long the wanted engine has been getting ready; null where nothing is waited for.
        notice: what the viewer should know of that.
        n_devices: how many devices the experiment could ask for; 0 as long as that is not known.
    """

    engine: str
    label: str
    device: str
    waited_s: float | None
    notice: str | None
    n_devices: int


class RateFacts(TypedDict):
    """How fast a run trains, measured."""

    steps_per_s: float
    samples_per_s: float


class Metrics(TypedDict, total=False):
    """The figures that fit the data; those of test samples only where there are any, null where not finite."""

    train_accuracy: float | None
    test_accuracy: float | None
    train_mean_squared_error: float | None
    test_mean_squared_error: float | None


class TimeFacts(TypedDict):
    """How many earlier moments are kept, and which of them is shown; null is the present."""

    n: int
    at: int | None


class NowFacts(TypedDict):
    """How far the run has come, whatever moment is shown."""

    step: int
    epoch: int
    passes: float


class DivergenceFacts(TypedDict):
    """Where and why the loss ran away, in words, and the learning rate that is worth a try."""

    text: str
    cause: str
    learning_rate: float


class FocusFacts(TypedDict):
    """The neuron that `focus_map` shows large; its colours run from -scale to scale."""

    layer: int
    unit: int
    scale: float


class ValueOutput(TypedDict):
    """One output over the plane: bytes of the array `output` run from low to high."""

    kind: Literal["value"]
    low: float
    high: float


class ClassesOutput(TypedDict):
    """Several outputs over the plane: the arrays `output_class` and `output_confidence`."""

    kind: Literal["classes"]


class SamplesOutput(TypedDict):
    """Data that are no plane: the array `output_samples`."""

    kind: Literal["samples"]


class CardFacts(TypedDict):
    """The numbers of one neuron at one training sample; null is a number that is not finite.

    Attributes:
        layer: 0 is the first hidden layer.
        sample: index of the training sample, of `n_samples`.
        inputs: of the network, raw.
        target: of the sample.
        prediction: of the network.
        z: the neuron's sum.
        a: its activation.
        delta: the loss' derivative by z at this sample alone.
        slots: names of what the optimizer remembers of each weight.
        fan_in: weights that come in, of which `shown_in` travel; `rest_in` is the sum of the other terms.
        fan_out: weights that lead on; 0 of an output neuron.
    """

    layer: int
    unit: int
    sample: int
    n_samples: int
    inputs: Sequence[float | None]
    target: Sequence[float | None]
    prediction: Sequence[float | None]
    z: float | None
    a: float | None
    delta: float | None
    slots: Sequence[str]
    fan_in: int
    shown_in: int
    rest_in: float | None
    fan_out: int


class MomentHeader(TypedDict):
    """How a run stands at the moment shown; null is a number that is not finite, or what there is not.

    Attributes:
        run: number of the run; what another run's frames said does not hold for it.
        samples: seen in all.
        passes: over the training samples, as a fraction.
        learning_rate: of the next update, schedule applied.
        rates: null while it does not train.
        speed: the wanted updates a second; null is as fast as it goes.
        sizes: units of every layer.
        marks: what was changed while it trained: after how many passes, and what.
        stopped: why a stop rule ended the training.
        card: of the neuron looked at closely.
        curve_start: index in the whole curve of the first point of the array `curve`, which replaces all from there on.
        inspection: number of the newest inspection, 0 as long as there is none.
        focus: the neuron shown large, if any.
        n_train: how many of the `points` are training samples, which come first.
    """

    kind: Literal["moment"]
    run: int
    state: State
    step: int
    epoch: int
    samples: int
    passes: float
    train_loss: float | None
    test_loss: float | None
    metrics: Metrics
    learning_rate: float | None
    rates: RateFacts | None
    speed: float | None
    sizes: Sequence[int]
    n_parameters: int
    n_train: int
    computing: ComputingFacts
    marks: Sequence[Mark]
    stopped: str | None
    divergence: DivergenceFacts | None
    card: CardFacts | None
    curve_start: int
    time: TimeFacts
    now: NowFacts
    inspection: int
    notice: Notice | None
    output: ValueOutput | ClassesOutput | SamplesOutput
    focus: FocusFacts | None


class FailureHeader(TypedDict):
    """A run that failed before it could report: there is nothing to draw, and the notice says why."""

    kind: Literal["failure"]
    run: int
    notice: Notice | None


HEADERS: Mapping[str, type] = {"moment": MomentHeader, "failure": FailureHeader}
"""Kind of a frame -> the header it has."""
