"""What a worker asks of a job, whatever its kind: a run, a comparison of the engines, and kinds to come."""

from typing import Protocol

from playground.jobs.commands import Command

FRAME_S = 1 / 30  # what a job that trains takes between two reports, where it can
NEVER = float("inf")


class JobReport(Protocol):
    """What a job says."""

    @property
    def is_done(self) -> bool:
        """Whether nothing more will come: the worker forgets the job."""


class Job(Protocol):
    """Something that a worker does in short turns."""

    @property
    def is_running(self) -> bool:
        """Whether it trains, so that it needs its share of the worker's time."""

    @property
    def report_s(self) -> float:
        """How long its last report took to make."""

    @property
    def due(self) -> float:
        """The time at which it next has something to do; NEVER where it waits to be told."""

    def take(self, command: Command) -> None:
        """Do what a command says."""

    def turn(self, budget_s: float) -> JobReport | None:
        """Work for about `budget_s`, and return a report where one is due."""
