"""Who holds a run and watches it: its browser session, its sockets."""

import contextlib
import threading
from collections.abc import Callable, Iterator


class Audience:
    """Those for whose sake something goes on.

    Attributes:
        is_leased: whether a browser session owns it.
        version: grows whenever there is something new.
        painted_at: when a viewer last painted it, or said something of it.
        left_at: when it was first found held by nobody; None while somebody holds it.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.is_leased = True
        self.version = 0
        self.painted_at = clock()
        self.left_at: float | None = None
        self._clock = clock
        self._wakers: set[Callable[[], None]] = set()
        self._counting = threading.Lock()

    @property
    def is_held(self) -> bool:
        """Whether a browser session owns it or a socket watches it."""
        return self.is_leased or bool(self._wakers)

    @contextlib.contextmanager
    def watched(self, wake: Callable[[], None]) -> Iterator[None]:
        """Hold it while a viewer watches; `wake` is called, on any thread, whenever there is something new."""
        self._wakers.add(wake)
        self.painted()
        try:
            yield
        finally:
            self._wakers.discard(wake)

    def painted(self) -> None:
        """Hear that a viewer has painted a frame."""
        self.painted_at = self._clock()

    def wake(self) -> None:
        """Let all who watch hear that there is something new."""
        with self._counting:
            self.version += 1
        for wake in tuple(self._wakers):
            wake()
