"""An order -> the film, picture by picture."""

from collections.abc import Callable, Iterator
from typing import Protocol

from PIL import Image

from playground.views.film.gif import Gif
from playground.views.film.mp4 import Mp4
from playground.views.film.order import Format, Order
from playground.views.film.pictures import Pictures


class Encoder(Protocol):
    """Pictures -> the bytes of a file.

    Attributes:
        size: width and height of the pictures that it takes.
    """

    size: tuple[int, int]

    def add(self, picture: Image.Image) -> None:
        """Take the next picture."""
        ...

    def finish(self) -> bytes:
        """Return the film."""
        ...


def _gif(order: Order) -> Encoder:
    data = order.experiment.data
    return Gif(order.look, data.n_outputs if data.kind == "multiclass" else 0, order.per_second)


ENCODERS: dict[Format, Callable[[Order], Encoder]] = {"GIF": _gif, "MP4": lambda order: Mp4(order.per_second)}


def make(order: Order) -> Iterator[bytes | None]:
    """Yield None whenever another picture is drawn, and at last the film."""
    pictures, encoder = Pictures(order), ENCODERS[order.kind](order)
    for moment in order.moments:
        encoder.add(pictures.draw(moment, encoder.size))
        yield None
    yield encoder.finish()
