"""What a hub asks of a worker, and what a worker's reports and death come to: whoever opened the job."""

from collections.abc import Callable
from typing import Any, Protocol

from playground.jobs.commands import Message
from playground.jobs.protocol import JobReport


class Worker(Protocol):
    """What does jobs, somewhere else."""

    def send(self, job_id: str, message: Message) -> None:
        """Tell a job something, without waiting for a busy worker to listen."""

    def close(self) -> None:
        """End it."""


class Opener(Protocol):
    """Whoever opened a job: hears what it says, and that its worker died.

    Attributes:
        id: that of the job.
        worker: the one that does it.
    """

    id: str
    worker: Worker

    @property
    def needs_worker(self) -> bool:
        """Whether the worker has anything to do for it."""

    def take(self, report: Any) -> None:
        """Take what the job says."""

    def lose(self) -> None:
        """Hear that the worker died, and that a new one that knows nothing has taken its place."""


OnReport = Callable[[Worker, str, JobReport], None]
"""(worker, job id, report) -> None: takes what a job says."""
OnDeath = Callable[[Worker], None]
"""(worker) -> None: hears that it died and begins anew."""
MakeWorker = Callable[[str, OnReport, OnDeath], Worker]
"""(engine that it gets ready, on_report, on_death) -> a worker that is at work; may take as long as a process does."""
