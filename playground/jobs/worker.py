"""A process that trains many runs in short turns, and reports each as it goes.

It knows no browser and no server: (run id, command) comes in over a pipe, (run id, report) goes out over it.
"""

import contextlib
import os
import signal
import time
import traceback
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection

from threadpoolctl import threadpool_limits

from playground.jobs.comparison import ComparisonSession
from playground.jobs.protocol import Close, Command, Compare, ComparisonReport, Failure, Start
from playground.jobs.session import FRAME_S, NEVER, Session
from playground.jobs.workshop import Workshop

MIN_TURN_S, MAX_TURN_S = 0.0005, 0.005
NICENESS = 5


def main(connection: Connection, engine: str) -> None:
    """Serve the pipe until it closes, getting an engine ready in the background; the target of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's: it closes the pipe
    with contextlib.suppress(AttributeError):  # Windows has no os.nice
        os.nice(NICENESS)
    # The workers share the cores among themselves: threads inside one would wait for each other's cores.
    with threadpool_limits(1), contextlib.suppress(EOFError, ConnectionError):  # the server has gone: so do we
        workshop = Workshop()
        workshop.prepare(engine)
        Worker(connection, workshop).serve()


class Worker:
    """Gives each of its runs a turn, round and round."""

    def __init__(
        self, connection: Connection, workshop: Workshop, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._connection = connection
        self._workshop = workshop
        self._clock = clock
        self._sessions: dict[str, Session | ComparisonSession] = {}
        self._generations: dict[str, int] = {}

    def serve(self) -> None:
        """Take commands and train, until the process has grown too large: its runs go on in another.

        Raises:
            EOFError: when the pipe closes.
        """
        while not self._workshop.is_worn:
            self._listen()
            budget_s = self._turn_s()
            for run in list(self._sessions):
                self._guarded(run, partial(self._turn, run, budget_s))

    def _listen(self) -> None:
        """Take every waiting command; sleep as long as no run has anything to do."""
        due = min((session.due for session in self._sessions.values()), default=NEVER)
        timeout = None if due == NEVER else max(0.0, due - self._clock())
        while self._connection.poll(timeout):
            run, command = self._connection.recv()
            self._take(run, command)
            timeout = 0.0

    def _take(self, run: str, command: Command | Compare | Close) -> None:
        match command:
            case Start():
                self._generations[run] = command.generation
                self._guarded(run, partial(self._open, run, command))
            case Compare():
                self._generations[run] = 0
                self._guarded(run, partial(self._compare, run, command))
            case Close():
                self._sessions.pop(run, None)
                self._generations.pop(run, None)
            case _ if run in self._sessions:
                self._guarded(run, partial(self._sessions[run].take, command))

    def _open(self, run: str, start: Start) -> None:
        self._sessions[run] = Session(start, self._workshop, self._clock)

    def _compare(self, run: str, start: Compare) -> None:
        self._sessions[run] = ComparisonSession(start, self._workshop, self._clock)

    def _turn(self, run: str, budget_s: float) -> None:
        if (report := self._sessions[run].turn(budget_s)) is not None:
            self._connection.send((run, report))
            if isinstance(report, ComparisonReport) and report.is_done:
                del self._sessions[run], self._generations[run]

    def _turn_s(self) -> float:
        """Return each running session's time to train, so that all of them report every FRAME_S if they can."""
        running = [session for session in self._sessions.values() if session.is_running]
        reports_s = sum(session.report_s for session in running)
        return min(MAX_TURN_S, max(MIN_TURN_S, (FRAME_S - reports_s) / max(1, len(running))))

    def _guarded(self, run: str, action: Callable[[], object]) -> None:
        """Act on one run; what goes wrong there ends that run, says so, and touches no other."""
        try:
            action()
        except (EOFError, ConnectionError):
            raise
        except Exception as error:  # noqa: BLE001 - one run's fault, whatever it is, must not end the others
            traceback.print_exc()
            self._sessions.pop(run, None)
            self._connection.send((run, Failure(self._generations[run], f"{type(error).__name__}: {error}")))
