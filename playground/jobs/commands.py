"""What the server tells a job: to begin as one of some kind, what its viewer asks of it then, to be forgotten."""

from dataclasses import dataclass, field
from typing import Literal

from playground.analysis.health import Moment
from playground.analysis.maps import Focus
from playground.spec import Experiment
from playground.training.history import CurvePoint, Mark
from playground.training.snapshot import Snapshot

Unit = Literal["batch", "epoch"]


@dataclass(frozen=True, slots=True)
class Opening:
    """Begin a job; worker.JOBS says of which kind.

    `generation` comes back with every report, so that one of what was begun earlier under the same id is known as such.
    """

    generation: int = field(default=0, kw_only=True)


@dataclass(frozen=True, slots=True)
class Start(Opening):
    """Begin a run: from its initial parameters, or from where an earlier worker left it.

    Attributes:
        experiment: what to train.
        is_running: whether to train at once.
        stop_epoch: the epoch at whose end to pause; None is never.
        steps_per_s: as of Speed.
        snapshot: where an earlier worker left it.
        points: the losses up to then.
        marks: what was changed up to then.
        n_heard: from where it counts the commands that it takes.
    """

    experiment: Experiment
    is_running: bool = False
    stop_epoch: int | None = None
    steps_per_s: float | None = None
    snapshot: Snapshot | None = None
    points: tuple[CurvePoint, ...] = ()
    marks: tuple[Mark, ...] = ()
    n_heard: int = 0


@dataclass(frozen=True, slots=True)
class Compare(Opening):
    """Train an experiment on every engine side by side, up to so many steps."""

    experiment: Experiment
    n_steps: int = 200


@dataclass(frozen=True, slots=True)
class Close:
    """Forget the job."""


@dataclass(frozen=True, slots=True)
class Apply:
    """Go on with changed settings, none of which needs a new run."""

    experiment: Experiment


@dataclass(frozen=True, slots=True)
class Train:
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
class SetFocus:
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
class ShowMoment:
    """Pause, and show this earlier moment of the run; None shows the present again.

    What trains or changes weights afterwards goes on from the moment shown, and what came later is forgotten.
    """

    moment: Moment | None


@dataclass(frozen=True, slots=True)
class Inspect:
    """Look at this subject from now on, a name in INSPECTORS; None looks at none."""

    subject: str | None


Command = Apply | Train | Pause | Step | Reset | Speed | SetFocus | SetParameter | ShowMoment | Inspect
Message = Opening | Command | Close
