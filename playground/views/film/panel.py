"""What the pictures need of the panel that shows the output, whatever the data are."""

from typing import Protocol

from PIL import Image

from playground.analysis.maps import Maps
from playground.views.film.canvas import Canvas


class Panel(Protocol):
    """The output of one film.

    Attributes:
        hint: what to know of it, in a few words beside its title.
    """

    hint: str

    def draw_ground(self, canvas: Canvas) -> None:
        """Draw what stays."""
        ...

    def draw(self, canvas: Canvas, maps: Maps) -> Image.Image | None:
        """Draw one moment; return the output's map in colours, one pixel for each of its own, where it has one."""
        ...
