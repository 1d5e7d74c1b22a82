"""The films of all viewers: pages send their pictures, a process makes files of them, this says how each stands."""

import contextlib
import logging
import multiprocessing
import queue
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from playground.views.film import process
from playground.views.film.order import MAX_PICTURES, Order

MOST_WAITING = 8  # pictures of a film that the process has not come to yet
SWEEP_S = 2.0
SILENCE_S = 120.0  # without a picture; the timers of a page in a covered tab may go once a minute
SILENT = "The page sent no more pictures. Press Make the film to try again, and leave the page open."
BROKEN = "The process that makes films ended. Press Make the film to try again."
GIVEN_UP = (
    "The page stopped filming, because the run went on or showed something else. Press Make the film to try again."
)


class NotInTurnError(Exception):
    """A picture that is not the next one of its film."""


class TooManyWaitingError(Exception):
    """A picture that comes before there is room for it; it can be sent again a little later."""


class Film:
    """One film as its viewer sees it.

    Attributes:
        order: what is made.
        token: what its pictures are sent with, which nobody can guess.
        n_pictures: how many it will have; 0 until the first has come.
        n_taken: pictures that have come so far.
        n_done: pictures that are in the film.
        content: the film, None until it is done.
        problem: what went wrong, None where nothing did.
        is_cancelled: whether it was stopped.
    """

    def __init__(
        self,
        order: Order,
        is_wanted: Callable[[], bool] = lambda: True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare a film, which is cancelled as soon as `is_wanted` says no, and fails where no picture comes."""
        self.order = order
        self.token = secrets.token_urlsafe(24)
        self.n_pictures = self.n_taken = self.n_done = 0
        self.content: bytes | None = None
        self.problem: str | None = None
        self.is_cancelled = False
        self._is_wanted = is_wanted
        self._clock = clock
        self._heard_at = clock()

    @property
    def is_going(self) -> bool:
        """Whether it is being made."""
        return not (self.content or self.problem or self.is_cancelled)

    @property
    def has_room(self) -> bool:
        """Whether another picture may come."""
        return self.n_taken - self.n_done < MOST_WAITING

    def cancel(self) -> None:
        """Stop it, if it is not done."""
        self.is_cancelled = self.is_cancelled or self.is_going

    def fail(self, problem: str) -> None:
        """Stop it because something went wrong, if it is not done."""
        if self.is_going:
            self.problem = problem

    def heed(self) -> bool:
        """Return whether to go on; what nobody waits for any more is cancelled."""
        if not self._is_wanted():
            self.cancel()
        elif self.n_done == self.n_taken < (self.n_pictures or 1) and self._clock() - self._heard_at > SILENCE_S:
            self.fail(SILENT)
        return self.is_going

    def expect(self, number: int, total: int) -> None:
        """Take the next picture's place.

        Args:
            number: of the picture, from 0 on.
            total: how many pictures the film will have.

        Raises:
            ValueError: if there is no such picture in a film.
            NotInTurnError: if another one comes next.
            TooManyWaitingError: if it comes too early.
        """
        if not 0 <= number < total <= MAX_PICTURES:
            raise ValueError(f"a film has up to {MAX_PICTURES} pictures, and {number} is none of {total}")
        if number != self.n_taken or self.n_pictures not in (0, total):
            raise NotInTurnError(f"picture {self.n_taken} of {self.n_pictures or total} comes next")
        if not self.has_room:
            raise TooManyWaitingError(f"{MOST_WAITING} pictures wait already")
        self.n_taken, self.n_pictures = number + 1, total
        self._heard_at = self._clock()


class Films:
    """Makes films in a process of its own, which the first film starts; pictures are taken as they come."""

    def __init__(self) -> None:
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._going: dict[str, Film] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._pool: ProcessPoolExecutor | None = None

    def open(self, film: Film) -> None:
        """Begin a film: from now on its pictures are taken."""
        with self._lock:
            self._going[film.token] = film
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="films", daemon=True)
                self._thread.start()
        self._tasks.put(partial(self._try, film, self._begin))

    def find(self, token: str) -> Film | None:
        """Return the film that is being made under this token, None where there is none."""
        film = self._going.get(token)
        return film if film is not None and film.heed() else None

    def take(self, film: Film, picture: bytes, number: int, total: int) -> None:
        """Let a picture be put into a film; what it raises, `Film.expect` says."""
        with self._lock:
            film.expect(number, total)
        self._tasks.put(partial(self._try, film, partial(self._add, picture)))

    def close(self) -> None:
        """Stop all films and end the process."""
        for film in tuple(self._going.values()):
            film.cancel()
        if self._thread is not None:
            self._tasks.put(None)
            self._thread.join()
        if self._pool is not None:
            self._pool.shutdown()

    def _work(self) -> None:
        """Do one thing after another; what is no longer wanted is forgotten, also while nothing is to be done."""
        while True:
            with contextlib.suppress(queue.Empty):
                task = self._tasks.get(timeout=SWEEP_S if self._going else None)
                if task is None:
                    return
                task()
            for film in tuple(self._going.values()):
                if not film.heed():
                    self._forget(film)

    def _try(self, film: Film, act: Callable[[Film], None]) -> None:
        """Do something for a film; what goes wrong with it is told to its viewer, and to the log."""
        if not film.heed():
            return
        try:
            act(film)
        except BrokenProcessPool:
            self._break()
        except Exception as error:  # whatever it is, the next film is to be made
            logging.getLogger(__name__).error("A film could not be made", exc_info=error)
            film.fail(f"The film could not be made: {type(error).__name__}: {error}.")

    def _begin(self, film: Film) -> None:
        if self._pool is not None:
            with contextlib.suppress(BrokenProcessPool):
                self._pool.submit(process.begin, film.token, film.order).result()
                return
            self._break(but=film)
        self._pool = _new_pool()
        self._pool.submit(process.begin, film.token, film.order).result()

    def _add(self, picture: bytes, film: Film) -> None:
        if self._pool is None:
            raise BrokenProcessPool
        self._pool.submit(process.add, film.token, picture).result()
        film.n_done += 1
        if film.n_done == film.n_pictures:
            film.content = self._pool.submit(process.finish, film.token).result()

    def _break(self, but: Film | None = None) -> None:
        """Hear that the process is gone, and with it every film but the one that is about to begin."""
        self._pool = None
        for film in tuple(self._going.values()):
            if film is not but:
                film.fail(BROKEN)

    def _forget(self, film: Film) -> None:
        self._going.pop(film.token, None)
        if film.content is None and self._pool is not None:
            with contextlib.suppress(BrokenProcessPool):
                self._pool.submit(process.drop, film.token).result()


def _new_pool() -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")  # a forked child would inherit the server's threads' locks
    return ProcessPoolExecutor(1, context, process.settle)
