"""What the viewer of a run looks at: which moment, which neuron, which subject; and what there is to see."""

from collections.abc import Callable

from playground.analysis.card import Card, draw_card
from playground.analysis.health import Moment, examine
from playground.analysis.inspection import Inspection, inspect
from playground.analysis.maps import Focus, Maps, Painter
from playground.jobs.commands import Inspect, SetFocus, ShowMoment
from playground.training.snapshot import Snapshot
from playground.training.trainer import Trainer

INSPECTION_S = 1.0  # between two of a run that trains


class Lens:
    """Looks at one trainer; changes nothing of it."""

    def __init__(self, trainer: Trainer, clock: Callable[[], float]) -> None:
        self._trainer = trainer
        self._clock = clock
        self._focus: Focus | None = None
        self._sample: int | None = None
        self._subject: str | None = None
        self._viewed: Moment | None = None
        self._painter: Painter | None = None
        self._inspected: Snapshot | None = None
        self._inspected_at = 0.0
        self._n_inspections = 0

    @property
    def viewed(self) -> Moment | None:
        """The earlier moment that is shown; None where it is the present."""
        return self._viewed

    def look(self, command: SetFocus | ShowMoment | Inspect) -> None:
        """Look where a command says."""
        match command:
            case SetFocus(focus, sample):
                self._focus, self._sample = focus, sample
            case ShowMoment(moment):
                self._viewed = moment
            case Inspect(subject):
                self._subject = subject
                self.look_again()

    def look_again(self) -> None:
        """Let the next inspection come at once, though the parameters may be the same."""
        self._inspected = None

    def moment(self) -> Moment:
        """Return the moment that is shown."""
        trainer = self._trainer
        return self._viewed or examine(trainer.problem, trainer.experiment, trainer.snapshot())

    def maps(self, snapshot: Snapshot) -> Maps:
        """Return what every neuron makes of the inputs."""
        if self._painter is None:
            self._painter = Painter(self._trainer.problem)
        return self._painter.paint(snapshot.parameters, self._focus)

    def card(self, snapshot: Snapshot) -> Card | None:
        """Return the card of the neuron looked at closely, None where there is none."""
        if self._focus is None or self._sample is None:
            return None
        return draw_card(self._trainer.problem, snapshot, self._focus, self._sample)

    def inspection(self, moment: Moment, is_running: bool) -> Inspection | None:
        """Return what there is to say about the subject, None where nothing is new: while it trains, once a second."""
        now = self._clock()
        is_early = is_running and now - self._inspected_at < INSPECTION_S
        before, snapshot = self._inspected, moment.snapshot
        if self._subject is None or (before is not None and (is_early or before.is_same_moment(snapshot))):
            return None
        self._inspected, self._inspected_at = snapshot, now
        self._n_inspections += 1
        return inspect(self._trainer.problem, moment, self._subject, self._n_inspections)
