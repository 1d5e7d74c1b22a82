"""The worker processes: started, spoken to, and started again when they die."""

import contextlib
import multiprocessing
import queue
import signal
import threading
from collections.abc import Iterator
from multiprocessing import resource_tracker

from playground.jobs import worker
from playground.jobs.commands import Message
from playground.live.protocol import OnDeath, OnReport


class WorkerProcess:
    """One worker process, replaced by a new one whenever it dies."""

    def __init__(
        self,
        engine: str,
        on_report: OnReport,
        on_death: OnDeath,
    ) -> None:
        """Start the process.

        Args:
            engine: the engine that it gets ready in the background.
            on_report: takes a job's id and what it says.
            on_death: hears that the process died and that a new one, with no jobs yet, has taken its place.
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

    def send(self, job_id: str, message: Message) -> None:
        """Tell a job something, without waiting for a busy worker to listen.

        What a dying worker misses, `on_death` makes up for.
        """
        self._outbox.put((job_id, message))

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
        with interrupt_blocked():
            self._process.start()
        theirs.close()

    def _deliver(self) -> None:
        while (message := self._outbox.get()) is not None:
            with self._sending, contextlib.suppress(ConnectionError, OSError):
                self._connection.send(message)

    def _listen(self) -> None:
        while not self._is_closing:
            try:
                job_id, report = self._connection.recv()
            except (EOFError, OSError):
                self._replace()
            else:
                self._on_report(self, job_id, report)

    def _replace(self) -> None:
        self._process.join(timeout=1)
        with self._sending:
            if self._is_closing:
                return
            self._connection.close()
            self._start()
        self._on_death(self)


@contextlib.contextmanager
def interrupt_blocked() -> Iterator[None]:
    """Let a process that is started on this thread meanwhile hear no Ctrl-C until it asks to.

    A new process inherits which signals are blocked, but takes a second of imports to say that it ignores this one.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # its own start, which would come inside, ends with the signal unblocked
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
