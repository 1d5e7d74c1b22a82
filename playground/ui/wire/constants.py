"""The facts that the stage's JavaScript knows by name, each from the module that it belongs to."""

from collections.abc import Mapping
from typing import Any

from playground.analysis.health import DEAD, HEALTHY, SATURATED
from playground.analysis.maps import HALF_WIDTH, MIDDLE_BYTE, NOT_FINITE, SHOWN_UNITS, TOP_BYTE
from playground.live.routes import UNKNOWN_RUN
from playground.live.wire.layout import MAGIC
from playground.live.wire.messages import LARGEST_WEIGHT

CONSTANTS: Mapping[str, tuple[Any, str]] = {
    "MAGIC": (MAGIC.decode(), "What a frame begins with: its last character is the version of the wire."),
    "UNKNOWN_RUN": (UNKNOWN_RUN, "The close code of a live socket whose run is no more."),
    "LARGEST_WEIGHT": (LARGEST_WEIGHT, "The largest weight, and the smallest negative one, that can be set by hand."),
    "SHOWN_UNITS": (SHOWN_UNITS, "How many units of a layer travel and are drawn."),
    "HALF_WIDTH": (HALF_WIDTH, "The plane goes from -HALF_WIDTH to HALF_WIDTH, both ways."),
    "TOP_BYTE": (TOP_BYTE, "The byte of the high end of a scale; 0 is the low one."),
    "MIDDLE_BYTE": (MIDDLE_BYTE, "The byte of the middle of a scale: of 0, where it goes from minus to plus."),
    "NOT_FINITE": (NOT_FINITE, "The byte of what is not a finite number."),
    "HEALTHY": (HEALTHY, "A neuron that nothing keeps from learning."),
    "DEAD": (DEAD, "A neuron that answers every training sample alike."),
    "SATURATED": (SATURATED, "A neuron that is nearly flat for almost every training sample."),
}
"""Name -> the value and what it means."""
