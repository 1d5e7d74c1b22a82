"""The worker processes: started, spoken to, and started again when they die."""

import contextlib
import multiprocessing
import queue
import threading
from collections.abc import Callable

from playground.jobs import worker
from playground.jobs.commands import Message
from playground.jobs.reports import ComparisonReport, Failure, Report


class WorkerProcess:
    """One worker process, replaced by a new one whenever it dies."""

    def __init__(
        self,
        engine: str,
        on_report: Callable[["WorkerProcess", str, Report | ComparisonReport | Failure], None],
        on_death: Callable[["WorkerProcess"], None],
    ) -> None:
        """Start the process.

        Args:
            engine: the engine that it gets ready in the background.
            on_report: takes a run's id and how it stands.
            on_death: hears that the process died and that a new one, with no runs yet, has taken its place.
                Both are called on the worker's own thread.
        """
        self._engine = engine
        self._on_report = on_report
        self._on_death = on_death
        self._outbox: queue.SimpleQueue[tuple[str, Message] | None] = queue.SimpleQueue()
        self._sending = threading.Lock()
        self._is_closing = False
        self._start()
        threading.Thread(target=self._deliver, name="worker-commands", daemon=True).start()
        self._listening = threading.Thread(target=self._listen, name="worker-reports", daemon=True)
        self._listening.start()

    @property
    def pid(self) -> int | None:
        """The present process' id."""
        return self._process.pid

    def send(self, run: str, command: Message) -> None:
        """Tell a run something, without waiting for a busy worker to listen.

        What a dying worker misses, `on_death` makes up for.
        """
        self._outbox.put((run, command))

    def close(self) -> None:
        """End the process."""
        self._is_closing = True
        self._process.terminate()  # a command that waits for it fails now
        with self._sending:
            self._process.terminate()  # or the one that was just taking its place
        self._outbox.put(None)
        self._process.join(timeout=1)
        self._listening.join(timeout=1)  # its pipe ends with the process
        self._connection.close()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")  # a forked child would inherit the server's threads' locks
        self._connection, theirs = context.Pipe()
        arguments = theirs, self._engine
        self._process = context.Process(target=worker.main, args=arguments, name="playground-worker", daemon=True)
        self._process.start()
        theirs.close()

    def _deliver(self) -> None:
        while (message := self._outbox.get()) is not None:
            with self._sending, contextlib.suppress(ConnectionError, OSError):
                self._connection.send(message)

    def _listen(self) -> None:
        while not self._is_closing:
            try:
                run, report = self._connection.recv()
            except (EOFError, OSError):
                self._replace()
            else:
                self._on_report(self, run, report)

    def _replace(self) -> None:
        self._process.join(timeout=1)
        with self._sending:
            if self._is_closing:
                return
            self._connection.close()
            self._start()
        self._on_death(self)
