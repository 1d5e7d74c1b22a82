"""What the server tells a worker about a run, and what the worker answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from playground.analysis.card import Card
from playground.analysis.health import Moment, Vitals
from playground.analysis.inspection import Inspection
from playground.analysis.maps import Focus, Maps
from playground.backends import Device
from playground.data import Dataset
from playground.spec import Experiment
from playground.training.history import CurvePoint, Mark
from playground.training.snapshot import Snapshot

State = Literal["idle", "running", "paused", "diverged"]
Unit = Literal["batch", "epoch"]


@dataclass(frozen=True, slots=True)
class Start:
    """Begin a run: from its initial parameters, or from where an earlier worker left it.

    `generation` comes back with every report, so that one of an earlier experiment is known as such.
    """

    experiment: Experiment
    generation: int = 0
    is_running: bool = False
    steps_per_s: float | None = None
    snapshot: Snapshot | None = None
    points: tuple[CurvePoint, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Apply:
    """Go on with changed settings, none of which needs a new run."""

    experiment: Experiment


@dataclass(frozen=True, slots=True)
class Run:
    """Train until told otherwise."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop where the run is."""


@dataclass(frozen=True, slots=True)
class Step:
    """Make one update ("batch"), or train to the end of the present epoch ("epoch"); then pause."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Reset:
    """Go back to the initial parameters, and train on at once or wait."""

    is_running: bool = False


@dataclass(frozen=True, slots=True)
class Speed:
    """Train at this many steps a second; None is as fast as it goes."""

    steps_per_s: float | None


@dataclass(frozen=True, slots=True)
class Show:
    """Show this neuron large from now on; None shows none. With a training sample, its card too."""

    focus: Focus | None
    sample: int | None = None


@dataclass(frozen=True, slots=True)
class SetParameter:
    """Set one weight by hand, or the bias where `source` is None; as Trainer.assign."""

    layer: int
    source: int | None
    unit: int
    value: float


@dataclass(frozen=True, slots=True)
class View:
    """Pause, and show this earlier moment of the run; None shows the present again.

    What trains or changes weights afterwards goes on from the moment shown, and what came later is forgotten.
    """

    moment: Moment | None


@dataclass(frozen=True, slots=True)
class Inspect:
    """Look at this subject from now on, a name in INSPECTORS; None looks at none."""

    subject: str | None


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
    """

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

    @property
    def moment(self) -> Moment:
        """The moment shown, as it is kept."""
        return Moment(self.snapshot, self.vitals)


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that could not go on, and why; the worker has dropped it. `generation` is that of its Start."""

    generation: int
    reason: str


@dataclass(frozen=True, slots=True)
class Compare:
    """Train an experiment on every engine side by side, up to so many steps."""

    experiment: Experiment
    n_steps: int = 200


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
class Close:
    """Forget the run, or the comparison."""


Command = Start | Apply | Run | Pause | Step | Reset | Speed | Show | SetParameter | View | Inspect
