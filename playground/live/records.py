"""What the reports of one run add up to: its present, its curve, the moments kept of its past."""

import itertools
from dataclasses import replace
from typing import NamedTuple

from playground.analysis.inspection import Inspection
from playground.analysis.timeline import Timeline
from playground.data import Dataset
from playground.jobs.reports import Report
from playground.live.wire import frames
from playground.live.wire.header import Notice
from playground.training.history import CurvePoint

_numbers = itertools.count(1)  # a worker that is started anew counts anew


class Cursor(NamedTuple):
    """What a viewer has: of which experiment, of which of its curves, and how many points."""

    generation: int = 0
    curve: int = 0
    n_points: int = 0


class Record:
    """Everything a worker has reported of one generation of a run.

    Attributes:
        generation: the generation.
        report: the newest report, None as long as there is none.
        present: the newest one of no earlier moment.
        points: the losses so far.
        timeline: the moments kept.
        at: which of them the viewer wants to look at, None for the present.
        shown: which of them the newest report shows, None for the present.
        inspection: the newest one, with a number that no other on this server has.
        dataset: the data, None until they are known.
    """

    def __init__(self, generation: int) -> None:
        self.generation = generation
        self.report: Report | None = None
        self.present: Report | None = None
        self.points: list[CurvePoint] = []
        self.timeline = Timeline()
        self.at: int | None = None
        self.shown: int | None = None
        self.inspection: Inspection | None = None
        self.dataset: Dataset | None = None
        self._curve = 0

    def take(self, report: Report) -> None:
        """Take in a report."""
        self.dataset = report.dataset or self.dataset
        if report.curve_start < len(self.points):
            self._curve += 1
            del self.points[report.curve_start :]
        self.points += report.points
        self.report = report
        self.shown = self.timeline.index(report.snapshot) if report.is_past else None
        if report.inspection is not None:
            self.inspection = replace(report.inspection, number=next(_numbers))
        if not report.is_past:
            self.present = report
            if self.at is None:  # else it was on its way when the viewer looked back
                self.timeline.add(report.moment)

    def halt(self) -> None:
        """Hear that nothing trains the run any more."""
        if self.report is not None and self.report.state == "running":
            self.report = replace(self.report, state="paused", rates=None)

    def go_on(self) -> None:
        """Hear that the run goes on from the moment shown: if that is an earlier one, what came later is forgotten."""
        if self.at is not None:
            self.timeline.go_back(self.at)
            self.at = None

    def frame(self, cursor: Cursor, learning_rate: float, notice: Notice | None) -> tuple[bytes | None, Cursor]:
        """Return the present frame for a viewer who has everything up to `cursor`, and where that viewer stands then.

        The frame is None as long as there is no report.
        """
        report, present, dataset = self.report, self.present, self.dataset
        if report is None or present is None or dataset is None:
            return None, cursor
        is_new = cursor.generation != self.generation
        start = 0 if is_new or cursor.curve != self._curve else cursor.n_points
        around = frames.Surroundings(
            curve_start=start,
            points=self.points[start:],
            learning_rate=learning_rate,
            now=present.snapshot.position,
            n_moments=len(self.timeline.moments),
            at=self.shown,
            inspection=0 if self.inspection is None else self.inspection.number,
            notice=notice,
            dataset=dataset,
            with_points=is_new,
        )
        return frames.encode(report, around), Cursor(self.generation, self._curve, len(self.points))
