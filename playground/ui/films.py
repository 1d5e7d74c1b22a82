"""The films of all viewers: one process makes them one after another, and this says how each stands."""

import contextlib
import logging
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from playground.views.film import process
from playground.views.film.order import Order

TURN_S = 0.25  # how long the process draws before it can be stopped


class Film:
    """One film as its viewer sees it.

    Attributes:
        order: what is made.
        n_drawn: pictures drawn so far, of as many as the order has moments.
        content: the film, None until it is done.
        problem: what went wrong, None where nothing did.
        is_cancelled: whether it was stopped.
    """

    def __init__(self, order: Order, is_wanted: Callable[[], bool] = lambda: True) -> None:
        """Prepare a film, which is cancelled as soon as `is_wanted` says no."""
        self.order = order
        self.n_drawn = 0
        self.content: bytes | None = None
        self.problem: str | None = None
        self.is_cancelled = False
        self._is_wanted = is_wanted

    @property
    def is_going(self) -> bool:
        """Whether it waits or is being made."""
        return not (self.content or self.problem or self.is_cancelled)

    def cancel(self) -> None:
        """Stop it, if it is not done."""
        self.is_cancelled = self.is_cancelled or self.is_going

    def heed(self) -> bool:
        """Return whether to go on; what nobody waits for any more is cancelled."""
        if not self._is_wanted():
            self.cancel()
        return self.is_going


class Films:
    """Makes films in a process of its own, which the first film starts: first come, first served."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="films")
        self._pool: ProcessPoolExecutor | None = None
        self._queue: list[Film] = []
        self._lock = threading.Lock()

    def make(self, film: Film) -> None:
        """Let a film be made when its turn comes."""
        with self._lock:
            self._queue.append(film)
        self._thread.submit(self._make, film).add_done_callback(lambda future: self._leave(film, future))

    def n_before(self, film: Film) -> int:
        """Return how many other films are made before this one begins."""
        with self._lock:
            ahead = self._queue[: self._queue.index(film)] if film in self._queue else []
        return sum(other.is_going for other in ahead)

    def close(self) -> None:
        """Stop all films and end the process."""
        for film in tuple(self._queue):
            film.cancel()
        self._thread.shutdown(cancel_futures=True)
        if self._pool is not None:
            self._pool.shutdown()

    def _make(self, film: Film) -> None:
        if not film.heed():
            return
        try:
            pool = self._begin(film.order)
            while film.heed():
                n_drawn, content = pool.submit(process.go_on, TURN_S).result()
                film.n_drawn += n_drawn
                film.content = content
            if film.is_cancelled:
                pool.submit(process.drop).result()
        except BrokenProcessPool:
            film.problem = "The process that makes films ended. Press Make the film to try again."

    def _begin(self, order: Order) -> ProcessPoolExecutor:
        """Begin a film, and return the process that makes it: a new one where the last one is gone."""
        if self._pool is not None:
            with contextlib.suppress(BrokenProcessPool):
                self._pool.submit(process.begin, order).result()
                return self._pool
        context = multiprocessing.get_context("spawn")  # a forked child would inherit the server's threads' locks
        self._pool = ProcessPoolExecutor(1, context, process.settle)
        self._pool.submit(process.begin, order).result()
        return self._pool

    def _leave(self, film: Film, future: Future[None]) -> None:
        """Take a film out of the queue; what went wrong with it is told to its viewer, and to the log."""
        with self._lock:
            self._queue.remove(film)
        error = None if future.cancelled() else future.exception()
        if error is not None:
            logging.getLogger(__name__).error("A film could not be made", exc_info=error)
            film.problem = f"The film could not be made: {type(error).__name__}: {error}."
