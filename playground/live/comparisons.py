"""One comparison of the engines as the server sees it: what is compared, how it stands, why it ended."""

import secrets

from playground.jobs.commands import Close, Compare
from playground.jobs.reports import ComparisonReport, Failure
from playground.live.protocol import Worker
from playground.spec import Experiment


class Comparison:
    """The server's side of one comparison, which belongs to a run; the worker that TensorFlow lives in does it."""

    def __init__(self, experiment: Experiment, worker: Worker) -> None:
        """Prepare to compare the engines on an experiment; `start` begins."""
        self.id = secrets.token_urlsafe(8)
        self.experiment = experiment
        self.worker = worker
        self.report: ComparisonReport | None = None
        self.problem: str | None = None
        self.is_cancelled = False

    @property
    def is_going(self) -> bool:
        """Whether more is to come."""
        is_done = self.report is not None and self.report.is_done
        return not (is_done or self.is_cancelled or self.problem)

    @property
    def needs_worker(self) -> bool:
        """Whether the worker has anything to do for it."""
        return self.is_going

    def start(self) -> None:
        """Let the worker begin."""
        self.worker.send(self.id, Compare(self.experiment))

    def cancel(self) -> None:
        """Stop where it is; what was found so far stays."""
        if self.is_going:
            self.is_cancelled = True
            self.worker.send(self.id, Close())

    def take(self, report: ComparisonReport | Failure) -> None:
        """Take what the worker says."""
        if isinstance(report, Failure):
            self.problem = f"The comparison stopped: {report.reason}."
        else:
            self.report = report

    def lose(self) -> None:
        """Hear that the worker died."""
        if self.is_going:
            self.problem = "The process that compares ended and was started anew. Press Compare engines to try again."
