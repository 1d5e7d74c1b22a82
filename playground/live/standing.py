"""How a run stands, as far as its worker has reported."""

from playground.analysis.health import Moment
from playground.analysis.inspection import Inspection
from playground.backends import Device
from playground.live.records import Record
from playground.spec import Experiment
from playground.training.history import CurvePoint, Mark
from playground.training.snapshot import Snapshot


class Standing:
    """What can be read off the record of an experiment that is trained."""

    def __init__(self, experiment: Experiment) -> None:
        self._experiment = experiment
        self._record = Record(0)
        self._subject: str | None = None

    @property
    def experiment(self) -> Experiment:
        """What is trained."""
        return self._experiment

    @property
    def record(self) -> Record:
        """What the worker has reported of the experiment."""
        return self._record

    @property
    def devices(self) -> tuple[Device, ...]:
        """What its engine could compute on; empty as long as that is not known."""
        return () if self._record.report is None else self._record.report.computing.devices

    @property
    def present(self) -> Snapshot | None:
        """How the run stands, whatever moment is shown; None as long as the worker has not reported."""
        return None if self._record.present is None else self._record.present.snapshot

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The earlier moments that are kept, oldest first."""
        return self._record.timeline.moments

    @property
    def points(self) -> tuple[CurvePoint, ...]:
        """The losses so far."""
        return tuple(self._record.points)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What was changed while it trained."""
        return () if self._record.present is None else self._record.present.marks

    @property
    def inspection(self) -> Inspection | None:
        """What was found about the subject that is looked into; None until the worker has looked."""
        found = self._record.inspection
        return found if found is not None and found.subject == self._subject else None
