"""One shape a class, so that colour is never alone."""

from math import cos, pi, sin

from playground.views.film.canvas import Point

ARM = 0.38


def _star(corners: int, radius: float, turn: float) -> list[Point]:
    angles = [turn + 2 * pi * at / corners for at in range(corners)]
    return [(radius * cos(angle), radius * sin(angle)) for angle in angles]


_PLUS = [
    (-ARM, -1), (ARM, -1), (ARM, -ARM), (1, -ARM), (1, ARM), (ARM, ARM),
    (ARM, 1), (-ARM, 1), (-ARM, ARM), (-1, ARM), (-1, -ARM), (-ARM, -ARM),
]  # fmt: skip
_RAYS = [(1.35 if at % 2 == 0 else 0.55, pi * at / 5) for at in range(10)]
SHAPES: list[list[Point]] = [
    _star(20, 1, 0),
    _star(4, 1.22, pi / 4),
    _star(3, 1.32, -pi / 2),
    _star(4, 1.25, 0),
    [((x - y) * 0.78, (x + y) * 0.78) for x, y in _PLUS],
    [(x * 1.1, y * 1.1) for x, y in _PLUS],
    _star(3, 1.32, pi / 2),
    [(radius * sin(angle), -radius * cos(angle)) for radius, angle in _RAYS],
    [(-1.2, -0.6), (1.2, -0.6), (1.2, 0.6), (-1.2, 0.6)],
    [(-1.1, -1.1), (1.1, -1.1), (-1.1, 1.1), (1.1, 1.1)],
]
"""Polygons about a unit circle, one a class, as on the stage: circle, square, triangle and so on."""


def outline(shape: int, x: float, y: float, radius: float) -> list[Point]:
    """Return the corners of a class's shape at a place."""
    return [(x + dx * radius, y + dy * radius) for dx, dy in SHAPES[shape % len(SHAPES)]]
