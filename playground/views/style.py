"""How every chart looks: sizes that can be read from the back of a room, and Plotly's layout and colours."""

from typing import Any

from playground.views.colors import Color, legible, mix
from playground.views.palette import GRAPHIC_CONTRAST, WORD_CONTRAST, Look

TEXT_SIZE = 15
LETTER = 8.6  # how wide a letter of that size is, about, in pixels
MARK_SIZE = 180


def diverging_scale(look: Look) -> list[list[Any]]:
    """Return Plotly's colours from negative over zero to positive."""
    return [[0.0, look.negative], [0.5, look.zero], [1.0, look.positive]]


def numbered_scale(look: Look) -> list[list[Any]]:
    """Return the same for cells with numbers in them."""
    return [[place, behind_words(color, look)] for place, color in diverging_scale(look)]


def behind_words(color: Color, look: Look) -> Color:
    """Return a colour moved towards zero until words in ink can be read on it."""
    return legible(color, look.ink, look.zero, WORD_CONTRAST)


def pale(color: Color, look: Look) -> Color:
    """Return a colour moved towards the ground as far as a line in it can still be seen."""
    return legible(mix(look.ground, color, 0.3), look.ground, color, GRAPHIC_CONTRAST)


def plotly_layout(height: int, **more: Any) -> dict[str, Any]:
    """Return a Plotly layout: close margins, readable letters, and a view that stays when the data change."""
    margin = {"l": 8, "r": 8, "t": 36, "b": 8}
    return {"height": height, "font": {"size": TEXT_SIZE}, "margin": margin, "uirevision": "same"} | more
