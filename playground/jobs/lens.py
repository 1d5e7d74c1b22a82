"""What the viewer of a run looks at: which moment, which neuron, which subject; and what there is to see."""

from collections.abc import Callable

from playground.analysis.card import Card, draw_card
from playground.analysis.inspection import Inspection, inspect
from playground.analysis.maps import Focus, Maps
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
        self._viewed: Snapshot | None = None
        self._inspected: Snapshot | None = None
        self._inspected_at = 0.0
        self._n_inspections = 0

    @property
    def viewed(self) -> Snapshot | None:
        """The earlier moment that is shown; None where it is the present."""
        return self._viewed

    def look(self, command: SetFocus | ShowMoment | Inspect) -> None:
        """Look where a command says."""
        match command:
            case SetFocus(focus, sample):
                self._focus, self._sample = focus, sample
            case ShowMoment(snapshot):
                self._viewed = snapshot
            case Inspect(subject):
                self._subject = subject
                self.look_again()

    def look_again(self) -> None:
        """Let the next inspection come at once, though the parameters may be the same."""
        self._inspected = None

    def moment(self) -> Snapshot:
        """Return the moment that is shown."""
        return self._trainer.snapshot() if self._viewed is None else self._viewed

    def maps(self, snapshot: Snapshot) -> Maps:
        """Return what every neuron makes of the inputs."""
        return self._trainer.paint(snapshot.parameters, self._focus)

    def card(self, snapshot: Snapshot) -> Card | None:
        """Return the card of the neuron looked at closely, None where there is none."""
        if self._focus is None or self._sample is None:
            return None
        return draw_card(self._trainer.problem, snapshot, self._focus, self._sample)

    def inspection(self, snapshot: Snapshot, is_running: bool) -> Inspection | None:
        """Return what there is to say about the subject, None where nothing is new: while it trains, once a second."""
        now = self._clock()
        is_early = is_running and now - self._inspected_at < INSPECTION_S
        before = self._inspected
        if self._subject is None or (before is not None and (is_early or before.is_same_moment(snapshot))):
            return None
        self._inspected, self._inspected_at = snapshot, now
        self._n_inspections += 1
        return inspect(self._trainer.problem, snapshot, self._subject, self._n_inspections)
