"""What a session says of its run, and when: everything new since it last did, a frame apart while it trains."""

from collections.abc import Callable
from dataclasses import dataclass

from playground.analysis.health import Moment
from playground.data import Dataset
from playground.jobs.handover import Handover
from playground.jobs.lens import Lens
from playground.jobs.pace import Pace
from playground.jobs.protocol import FRAME_S, NEVER
from playground.jobs.reports import Report, State
from playground.training.trainer import Trainer

MAX_LAG_S = 0.005
MAX_REPORT_SHARE = 0.5
WAITING_S = 0.25  # between looks at a backend that is being made


@dataclass(frozen=True, slots=True)
class Condition:
    """What only the session knows of how its run stands; its parts are those of a Report of the same names."""

    state: State
    diverged_at: int | None
    stop_epoch: int | None
    n_heard: int


class Reporter:
    """Makes a session's reports, at most FRAME_S apart and half of its time."""

    def __init__(
        self,
        generation: int,
        trainer: Trainer,
        lens: Lens,
        handover: Handover,
        pace: Pace,
        clock: Callable[[], float],
    ) -> None:
        self._generation = generation
        self._trainer = trainer
        self._lens = lens
        self._handover = handover
        self._pace = pace
        self._clock = clock
        self._n_points = 0
        self._refused: str | None = None
        self._dataset: Dataset | None = trainer.problem.dataset
        self._report_s = 0.0
        self._due = 0.0

    @property
    def report_s(self) -> float:
        """How long the last report took to make."""
        return self._report_s

    @property
    def due(self) -> float:
        """The time of the next report."""
        return self._due

    def hurry(self) -> None:
        """Let the next report be due at once."""
        self._due = 0.0

    def refuse(self, reason: str) -> None:
        """Say in the next report, and only there, why something asked for was not done."""
        self._refused = reason

    def go_back(self, n_points: int) -> None:
        """Hear that the curve has been cut to so many points: those to come take the place of the others."""
        self._n_points = min(self._n_points, n_points)

    def report(self, moment: Moment, condition: Condition, begin: float) -> Report:
        """Return the report of the moment that is shown, which was begun at a time."""
        is_running = condition.state == "running"
        snapshot, history, here = moment.snapshot, self._trainer.history, self._trainer.position
        curve_start = min(self._n_points, len(history.points))
        report = Report(
            generation=self._generation,
            state=condition.state,
            snapshot=snapshot,
            vitals=moment.vitals,
            maps=self._lens.maps(snapshot),
            curve_start=curve_start,
            points=tuple(history.points[curve_start:]),
            computing=self._handover.computing,
            rates=self._pace.rates(begin, here) if is_running else None,
            speed=self._pace.speed,
            marks=tuple(history.marks),
            is_past=self._lens.viewed is not None,
            diverged_at=condition.diverged_at,
            stopped=None if is_running else self._trainer.stopped,
            refused=self._refused,
            card=self._lens.card(snapshot),
            inspection=self._lens.inspection(moment, is_running),
            dataset=self._dataset,
            n_heard=condition.n_heard,
            stop_epoch=condition.stop_epoch,
        )
        self._dataset = self._refused = None
        self._n_points = len(history.points)
        self._pace.show(here, begin)
        self._plan(begin, is_running)
        return report

    def _plan(self, begin: float, is_running: bool) -> None:
        """Say when the next report is due, after one that was begun at a time."""
        self._report_s = self._clock() - begin
        pause_s = max(FRAME_S, self._report_s / MAX_REPORT_SHARE)
        # A turn may end a little after a report is due: counting from the due time keeps the beat.
        since = max(self._due, begin - MAX_LAG_S)
        resting_s = WAITING_S if self._handover.is_waiting else NEVER
        self._due = since + pause_s if is_running else begin + resting_s
