"""What the process does that makes films: one at a time, in short turns, so that it can be stopped between them.

The server names these functions and need not load what they do.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator

from threadpoolctl import threadpool_limits

from playground.views.film.order import Order

NICENESS = 10  # lower than those that train: a film can wait
_FILMS: list[Iterator[bytes | None]] = []  # the one in the making, kept from turn to turn


def settle() -> None:
    """Make this process one that stands back, and that ends with the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's, which ends this process
    with contextlib.suppress(AttributeError):  # Windows has no os.nice
        os.nice(NICENESS)
    threadpool_limits(1)
    threading.Thread(target=_end_with_server, name="end-with-server", daemon=True).start()


def begin(order: Order) -> None:
    """Begin a film; another one that was in the making is dropped."""
    from playground.views.film.making import make  # noqa: PLC0415 - loads what draws and encodes

    _FILMS[:] = [make(order)]


def go_on(budget_s: float) -> tuple[int, bytes | None]:
    """Draw for about so long; return how many more pictures there are, and the film once it is done."""
    until, n_drawn = time.perf_counter() + budget_s, 0
    for content in _FILMS[0]:
        if content is not None:
            _FILMS.clear()
            return n_drawn, content
        n_drawn += 1
        if time.perf_counter() >= until:
            break
    return n_drawn, None


def drop() -> None:
    """Forget the film in the making."""
    _FILMS.clear()


def _end_with_server() -> None:
    """End when the server is gone: a pool's process would wait for work for ever."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(0)
