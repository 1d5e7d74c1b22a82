"""What turns pictures into a file, and which one does for each format."""

from collections.abc import Callable
from typing import Protocol

from PIL import Image

from playground.views.film.gif import Gif
from playground.views.film.mp4 import Mp4
from playground.views.film.order import Format, Order


class Encoder(Protocol):
    """Pictures -> the bytes of a file."""

    def add(self, picture: Image.Image) -> None:
        """Take the next picture."""
        ...

    def finish(self) -> bytes:
        """Return the film."""
        ...


ENCODERS: dict[Format, Callable[[Order], Encoder]] = {"GIF": Gif, "MP4": Mp4}
