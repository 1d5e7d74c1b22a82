"""A process that does many jobs in short turns, and passes on what each says as it goes.

It knows no browser and no server: (job id, message) comes in over a pipe, (job id, report) goes out over it.
"""

import contextlib
import os
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from threadpoolctl import threadpool_limits

from playground.jobs.commands import Close, Compare, Message, Opening, Start
from playground.jobs.comparison import ComparisonJob
from playground.jobs.protocol import FRAME_S, NEVER, Job
from playground.jobs.reports import Failure
from playground.jobs.session import Session
from playground.jobs.workshop import Workshop

MIN_TURN_S, MAX_TURN_S = 0.0005, 0.005
NICENESS = 5

Clock = Callable[[], float]
JOBS: Mapping[type[Opening], Callable[[Any, Workshop, Clock], Job]] = {Start: Session, Compare: ComparisonJob}


def main(connection: Connection, engine: str) -> None:
    """Serve the pipe until it closes, getting an engine ready in the background; the target of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's: it closes the pipe
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # blocked while the process started
    with contextlib.suppress(AttributeError):  # Windows has no os.nice
        os.nice(NICENESS)
    # The workers share the cores among themselves: threads inside one would wait for each other's cores.
    with threadpool_limits(1), contextlib.suppress(EOFError, ConnectionError):  # the server has gone: so do we
        workshop = Workshop()
        workshop.prepare(engine)
        Worker(connection, workshop).serve()


class Worker:
    """Gives each of its jobs a turn, round and round."""

    def __init__(self, connection: Connection, workshop: Workshop, clock: Clock = time.perf_counter) -> None:
        self._connection = connection
        self._workshop = workshop
        self._clock = clock
        self._jobs: dict[str, Job] = {}
        self._generations: dict[str, int] = {}

    def serve(self) -> None:
        """Take messages and do the jobs, until the process has grown too large: they go on in another.

        Raises:
            EOFError: when the pipe closes.
        """
        while not self._workshop.is_worn:
            self._listen()
            budget_s = turn_s(self._jobs.values())
            for job_id in list(self._jobs):
                self._guarded(job_id, partial(self._turn, job_id, budget_s))

    def _listen(self) -> None:
        """Take every waiting message; sleep as long as no job has anything to do."""
        due = min((job.due for job in self._jobs.values()), default=NEVER)
        timeout = None if due == NEVER else max(0.0, due - self._clock())
        while self._connection.poll(timeout):
            job_id, message = self._connection.recv()
            self._take(job_id, message)
            timeout = 0.0

    def _take(self, job_id: str, message: Message) -> None:
        match message:
            case Opening():
                self._generations[job_id] = message.generation
                self._guarded(job_id, partial(self._open, job_id, message))
            case Close():
                self._forget(job_id)
            case _ if job_id in self._jobs:
                self._guarded(job_id, partial(self._jobs[job_id].take, message))

    def _open(self, job_id: str, opening: Opening) -> None:
        self._jobs[job_id] = JOBS[type(opening)](opening, self._workshop, self._clock)

    def _turn(self, job_id: str, budget_s: float) -> None:
        if (report := self._jobs[job_id].turn(budget_s)) is not None:
            self._connection.send((job_id, report))
            if report.is_done:
                self._forget(job_id)

    def _forget(self, job_id: str) -> None:
        self._jobs.pop(job_id, None)
        self._generations.pop(job_id, None)

    def _guarded(self, job_id: str, action: Callable[[], object]) -> None:
        """Act on one job; what goes wrong there ends that job, says so, and touches no other."""
        try:
            action()
        except (EOFError, ConnectionError):
            raise
        except Exception as error:  # noqa: BLE001 - one job's fault, whatever it is, must not end the others
            traceback.print_exc()
            self._connection.send((job_id, Failure(self._generations[job_id], f"{type(error).__name__}: {error}")))
            self._forget(job_id)


def turn_s(jobs: Iterable[Job]) -> float:
    """Return each running job's time to train, so that all of them report every FRAME_S if they can."""
    running = [job for job in jobs if job.is_running]
    reports_s = sum(job.report_s for job in running)
    return min(MAX_TURN_S, max(MIN_TURN_S, (FRAME_S - reports_s) / max(1, len(running))))
