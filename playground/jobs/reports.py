"""What a job says to the server: how a run stands, how a comparison of the engines stands, why one could not go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from playground.analysis.card import Card
from playground.analysis.health import Moment, Vitals
from playground.analysis.inspection import Inspection
from playground.analysis.maps import Maps
from playground.backends import Device
from playground.data import Dataset
from playground.training.history import CurvePoint, Mark
from playground.training.snapshot import Snapshot

State = Literal["idle", "running", "paused", "diverged"]


@dataclass(frozen=True, slots=True)
class Computing:
    """Who computes a run at the moment.

    Attributes:
        engine: name of the engine; "numpy" while the wanted one is getting ready, or where it cannot train the run.
        device: what computes, in words.
        waited_s: how long the wanted engine has been getting ready; None where nothing is waited for.
        notice: what the viewer should know of that; None where all is as asked.
        devices: what the experiment could ask to be computed on; empty as long as that is not known.
    """

    engine: str
    device: str
    waited_s: float | None = None
    notice: str | None = None
    devices: tuple[Device, ...] = ()


class Rates(NamedTuple):
    """How fast a run trains: updates and samples a second."""

    steps_per_s: float
    samples_per_s: float


@dataclass(frozen=True, slots=True)
class Report:
    """How a run stands.

    Attributes:
        generation: that of the Start it belongs to.
        state: idle (no step yet), running, paused or diverged.
        snapshot: the moment shown: the present one, of a diverged run the last one that was finite.
        vitals: how well the network learns there.
        maps: what every neuron makes of the inputs there.
        is_past: whether that is an earlier moment, which the viewer asked to see.
        curve_start: index of the first of `points` in the run's history; what lay from there on is replaced.
        points: the losses recorded since the last report.
        computing: who computes.
        rates: how fast it trains, measured; None while not running.
        speed: the wanted updates a second; None is as fast as it goes.
        marks: what was changed while it trained, all of it.
        diverged_at: the step whose update was no longer finite, None while all is well.
        stopped: why a stop rule ended the training, in words; None where none did.
        refused: why something asked for was not done, in words; said once.
        card: the neuron looked at closely, None where there is none.
        inspection: what the open panel looks at, where that is new.
        dataset: the run's data, in its first report only.
        n_heard: how many commands it had taken by then, counted on from its Start's.
        stop_epoch: the epoch at whose end it pauses by itself; None where it was not told to.
    """

    is_done: ClassVar[bool] = False

    generation: int
    state: State
    snapshot: Snapshot
    vitals: Vitals
    maps: Maps
    curve_start: int
    points: tuple[CurvePoint, ...]
    computing: Computing
    rates: Rates | None
    speed: float | None
    marks: tuple[Mark, ...] = ()
    is_past: bool = False
    diverged_at: int | None = None
    stopped: str | None = None
    refused: str | None = None
    card: Card | None = None
    inspection: Inspection | None = None
    dataset: Dataset | None = None
    n_heard: int = 0
    stop_epoch: int | None = None

    @property
    def moment(self) -> Moment:
        """The moment shown, as it is kept."""
        return Moment(self.snapshot, self.vitals)


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """How a comparison of the engines stands.

    Attributes:
        engines: names of those that train it, in the order of ENGINES; the first columns while others get ready.
        waiting: the engine that is getting ready, None when all are.
        refusals: (engine, reason) of those that cannot train it.
        n_steps: how many steps are wanted.
        differences: (n_steps so far, n_engines) after each step the largest absolute difference of any parameter
            from the NumPy engine's; NaN where that engine was not finite.
        tolerance: what rounding explains, of the same unit: relative to the largest parameter seen.
        step_s: {engine: seconds a step}, each in calls of many steps; filled at the end.
        is_done: whether nothing more will come.
        diverged_at: the step after which the NumPy engine's parameters were not finite; None while they are.
    """

    engines: tuple[str, ...]
    waiting: str | None
    refusals: tuple[tuple[str, str], ...]
    n_steps: int
    differences: NDArray[np.float64]
    tolerance: float
    step_s: Mapping[str, float]
    is_done: bool = False
    diverged_at: int | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that could not go on, and why; the worker has dropped it. `generation` is that of its Opening."""

    is_done: ClassVar[bool] = True

    generation: int
    reason: str
