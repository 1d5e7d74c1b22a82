"""What the process does that makes films: it takes their pictures as they come, of one film or of several.

The server names these functions and need not load what they do.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

if TYPE_CHECKING:
    from playground.views.film.encoders import Encoder
    from playground.views.film.order import Order

NICENESS = 10  # lower than those that train: a film can wait
_MAKING: dict[str, tuple[Order, Encoder]] = {}


def settle() -> None:
    """Make this process one that stands back, and that ends with the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's, which ends this process
    with contextlib.suppress(AttributeError):  # Windows has no os.nice
        os.nice(NICENESS)
    threadpool_limits(1)
    threading.Thread(target=_end_with_server, name="end-with-server", daemon=True).start()


def begin(film: str, order: Order) -> None:
    """Begin a film; `film` is what it is called by from now on."""
    from playground.views.film.encoders import ENCODERS  # noqa: PLC0415 - loads what encodes

    _MAKING[film] = order, ENCODERS[order.kind](order)


def add(film: str, picture: bytes) -> None:
    """Put a film's next picture, a PNG, at its end.

    Raises:
        ValueError: if it is no whole PNG of the film's size.
    """
    from playground.views.film.pictures import opened  # noqa: PLC0415

    order, encoder = _MAKING[film]
    encoder.add(opened(picture, order.size))


def finish(film: str) -> bytes:
    """Return a film, and forget it."""
    _, encoder = _MAKING.pop(film)
    return encoder.finish()


def drop(film: str) -> int:
    """Forget a film; return how many others are in the making."""
    _MAKING.pop(film, None)
    return len(_MAKING)


def _end_with_server() -> None:
    """End when the server is gone: a pool's process would wait for work for ever."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(0)
