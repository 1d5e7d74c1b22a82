"""What the server tells a worker about a run, and what the worker answers."""

from dataclasses import dataclass
from typing import Literal

from playground.data import Dataset
from playground.spec import Experiment
from playground.training.maps import Focus
from playground.training.snapshot import LossPoint, Snapshot

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
    points: tuple[LossPoint, ...] = ()


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
    """Show this neuron large from now on; None shows none."""

    focus: Focus | None


@dataclass(frozen=True, slots=True)
class Report:
    """How a run stands.

    Attributes:
        generation: that of the Start it belongs to.
        state: idle (no step yet), running, paused or diverged.
        snapshot: the present moment; of a diverged run the last one that was finite.
        curve_start: index of the first of `points` in the run's history; what lay from there on is replaced.
        points: the losses recorded since the last report.
        steps_per_s: updates a second, measured; None while not running.
        speed: the wanted updates a second; None is as fast as it goes.
        diverged_at: the step whose update was no longer finite, None while all is well.
        dataset: the run's data, in its first report only.
    """

    generation: int
    state: State
    snapshot: Snapshot
    curve_start: int
    points: tuple[LossPoint, ...]
    steps_per_s: float | None
    speed: float | None
    diverged_at: int | None = None
    dataset: Dataset | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that could not go on, and why; the worker has dropped it. `generation` is that of its Start."""

    generation: int
    reason: str


@dataclass(frozen=True, slots=True)
class Close:
    """Forget the run."""


Command = Start | Apply | Run | Pause | Step | Reset | Speed | Show
