"""What film is wanted: a value that goes to the process which makes it, and is all that the server needs to know."""

from dataclasses import dataclass
from typing import Literal

from playground.views.palette import Look

MAX_PICTURES = 150
PER_SECOND = (5, 10, 20)  # a GIF counts in hundredths of a second
FORMATS = {"GIF": "image/gif", "MP4": "video/mp4"}
SIZES = {"GIF": (960, 540), "MP4": (1280, 720)}
"""Format -> width and height of its pictures."""
Format = Literal["GIF", "MP4"]


@dataclass(frozen=True, slots=True)
class Order:
    """A film to be made.

    Attributes:
        name: of its file, without the ending.
        look: its colours.
        n_classes: how many classes have a colour of their own; 0 where colours are of a diverging scale.
        kind: one of FORMATS.
        per_second: pictures a second, one of PER_SECOND.
        size: width and height of its pictures.
    """

    name: str
    look: Look
    n_classes: int
    kind: Format
    per_second: int
    size: tuple[int, int]
