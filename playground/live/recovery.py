"""How a run goes on in a process that knows nothing of it: from its last report, with what that one had not heard."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace

from playground.jobs.commands import Apply, Command, Reset, ShowMoment, Start, Train
from playground.live.records import Record
from playground.spec import Experiment
from playground.spec.changes import changes_in_words
from playground.training.history import Change

MAX_DEATHS = 3
DEATHS_WITHIN_S = 60.0


class Unheard:
    """What a worker was told of a run since its Start, as far as no report shows that it has heard it.

    Attributes:
        experiment: what the run trains as far as the worker has heard.
    """

    def __init__(self, start: Start, told: Iterable[Command]) -> None:
        """Begin with what is told right after the Start."""
        self.experiment = start.experiment
        self._is_running = start.is_running
        self._commands = deque(told)
        self._n_heard = start.n_heard

    @property
    def is_to_run(self) -> bool:
        """Whether it was told to train on, and has not heard it."""
        return any(isinstance(command, Train | Reset) for command in self._commands)

    def add(self, command: Command) -> None:
        """Note what the worker is told."""
        self._commands.append(command)

    def hear(self, n_heard: int) -> bool:
        """Learn from a report how many commands its worker had heard; return False if that is of an earlier Start."""
        if n_heard < self._n_heard:
            return False
        for _ in range(n_heard - self._n_heard):
            command = self._commands.popleft()
            if isinstance(command, Apply):
                self.experiment = command.experiment
        self._n_heard = n_heard
        return True

    def resumed(self, record: Record, experiment: Experiment, speed: float | None) -> tuple[Start, list[Command]]:
        """Return the Start with which the run goes on elsewhere, and what is to be told after it.

        Args:
            record: what was reported so far.
            experiment: what the run is to train; of what lies between, the curve says when it was changed.
            speed: the wanted updates a second.
        """
        n_heard = self._n_heard + len(self._commands) + 1  # more than any report of an earlier Start can say
        start = Start(experiment, self._is_running, steps_per_s=speed, n_heard=n_heard, generation=record.generation)
        told: list[Command] = [command for command in self._commands if not isinstance(command, Apply)]
        report, present = record.report, record.present
        if report is None or present is None:
            return start, told
        if report.is_past:
            told.insert(0, ShowMoment(report.moment))
        snapshot, marks = present.snapshot, present.marks
        changes = changes_in_words(self.experiment, experiment)
        if changes and snapshot.step:
            passes = snapshot.position.passes(experiment.data.n_train)
            marks = (*marks, Change(passes, ", ".join(changes)))
        start = replace(
            start,
            is_running=report.state == "running",
            stop_epoch=report.stop_epoch,
            snapshot=snapshot,
            points=tuple(record.points),
            marks=marks,
        )
        return start, told


class Deaths:
    """Counts how often a run's process has died lately."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._moments: list[float] = []

    def is_too_many(self) -> bool:
        """Count one more, and return whether it were better to give up."""
        now = self._clock()
        self._moments = [moment for moment in self._moments if now - moment < DEATHS_WITHIN_S] + [now]
        return len(self._moments) > MAX_DEATHS
