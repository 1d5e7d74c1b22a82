"""The output over the plane: a map with axes, the training points on top, and what the colours mean."""

from collections.abc import Callable

import numpy as np
from PIL import Image

from playground.analysis.maps import HALF_WIDTH, NOT_FINITE, Maps, output_range
from playground.data.dataset import Array
from playground.training.problem import Problem
from playground.views.colors import Color, mix
from playground.views.film.canvas import SCALE, Canvas, fitting, letters, text_width
from playground.views.film.colors import class_tables, value_table
from playground.views.film.figures import plain
from playground.views.film.frame import FRAME, LEGEND_Y
from playground.views.film.shapes import outline
from playground.views.palette import Look

ROUND = 0


class Plane:
    """The panel of one problem whose inputs lie in a plane."""

    def __init__(self, problem: Problem, look: Look) -> None:
        self.hint = "fainter = less sure" if problem.dataset.kind == "multiclass" else ""
        self._problem, self._look = problem, look
        self._range = output_range(problem)
        self._points, self._mask = self._draw_points()

    def draw_ground(self, canvas: Canvas) -> None:
        """Draw axes and legend, which stay."""
        look = self._look
        for value in (-6, -3, 0, 3, 6):
            x = FRAME.left + FRAME.side * (value + HALF_WIDTH) / (2 * HALF_WIDTH)
            y = FRAME.top + FRAME.side * (HALF_WIDTH - value) / (2 * HALF_WIDTH)
            canvas.text((x, FRAME.bottom + 15), str(value), 14, look.muted, "middle")
            canvas.text(
                (FRAME.left - 8, min(max(y, FRAME.top + 5), FRAME.bottom - 5)), str(value), 14, look.muted, "right"
            )
        quarter = FRAME.side / 8
        canvas.text(
            (FRAME.left + FRAME.side / 2 + quarter, FRAME.bottom + 15), "x₁", 15, look.muted, "middle", is_bold=True
        )
        canvas.text((FRAME.left - 8, FRAME.top + FRAME.side / 2 - quarter), "x₂", 15, look.muted, "right", is_bold=True)
        (self._draw_classes if self._problem.dataset.kind == "multiclass" else self._draw_scale)(canvas)

    def draw(self, canvas: Canvas, maps: Maps) -> Image.Image:
        """Draw the output of one moment and the points; return the output, one pixel for each of the map's."""
        picture = self._picture(maps)
        canvas.map(picture, FRAME.corner, (FRAME.side, FRAME.side))
        canvas.picture(self._points, FRAME.corner, self._mask)
        return picture

    def _picture(self, maps: Maps) -> Image.Image:
        if maps.output is None:
            raise ValueError("a plane's maps hold its output")
        if maps.classes is None:
            return Image.fromarray(value_table(self._look)[maps.output])
        tables = class_tables(self._look)
        return Image.fromarray(tables[maps.classes % len(tables), maps.output])

    def _draw_points(self) -> tuple[Image.Image, Image.Image]:
        """Return the points as a picture, and where it is to be seen."""
        side = round(FRAME.side * SCALE)
        picture, mask = (Canvas(Image.new(mode, (side, side))) for mode in ("RGB", "L"))
        inputs, targets = self._problem.dataset.train_inputs, self._problem.dataset.train_targets
        radius, paint = point_radius(len(inputs)), self._paint()
        for (x1, x2), target in zip(inputs, targets, strict=True):
            x, y = ((at + HALF_WIDTH) / (2 * HALF_WIDTH) * FRAME.side for at in (float(x1), float(-x2)))
            shape, fill, edge = paint(target)
            spots = outline(shape, x, y, radius)
            wide = outline(shape, x, y, radius + 1)
            mask.polygon(wide, 255)
            picture.polygon(wide, edge)
            picture.polygon(spots, fill)
        return picture.image, mask.image

    def _paint(self) -> Callable[[Array], tuple[int, Color, Color]]:
        """Return what tells a target's shape, colour and outline."""
        look, kind = self._look, self._problem.dataset.kind
        if kind == "regression":
            return lambda target: (ROUND, self._shade(float(target[0])), look.ink)
        if kind == "binary":
            colors = look.strong_negative, look.strong_positive
            return lambda target: (int(target[0] > 0.5), colors[int(target[0] > 0.5)], look.ground)
        n_colors = len(look.strong_classes)
        return lambda target: (index := int(target.argmax()), look.strong_classes[index % n_colors], look.ground)

    def _shade(self, target: float) -> Color:
        """Return the colour of a value on its map, a little stronger."""
        low, high = self._range
        share = min(1.0, max(0.0, (target - low) / (high - low)))
        end = self._look.strong_negative if share < 0.5 else self._look.strong_positive
        return mix(self._look.value(share), end, abs(share - 0.5))

    def _draw_scale(self, canvas: Canvas) -> None:
        look, names = self._look, self._problem.dataset.class_names
        ends = [plain(float(f"{value:.3g}")) for value in (self._range[0], sum(self._range) / 2, self._range[1])]
        bar = Image.fromarray(value_table(look)[np.newaxis, :NOT_FINITE])
        canvas.map(bar, (FRAME.left, LEGEND_Y - 15), (FRAME.side, 9))
        y = LEGEND_Y + 8
        canvas.text((FRAME.left + FRAME.side / 2, y), ends[1], 15, look.muted, "middle")
        x = FRAME.left + canvas.text((FRAME.left, y), ends[0], 15, look.muted) + 14
        far = FRAME.right - canvas.text((FRAME.right, y), ends[2], 15, look.muted, "right") - 14
        if not names:
            return
        first, second = (fitting(letters(name), 15, FRAME.side / 2 - 60) for name in names)
        canvas.polygon(outline(0, x, y, 5.5), look.strong_negative)
        canvas.text((x + 12, y), first, 15, look.ink)
        canvas.polygon(outline(1, far, y, 5.5), look.strong_positive)
        canvas.text((far - 12, y), second, 15, look.ink, "right")

    def _draw_classes(self, canvas: Canvas) -> None:
        look = self._look
        names = [letters(name) for name in self._problem.dataset.class_names]
        size = 15.0 if sum(text_width(name, 15) + 36 for name in names) <= FRAME.side + 24 else 12.0
        room = (FRAME.side + 24) / len(names)
        for index, name in enumerate(names):
            x = FRAME.left - 12 + index * room
            canvas.polygon(outline(index, x + 6, LEGEND_Y, 5.5), look.strong_classes[index % len(look.strong_classes)])
            canvas.text((x + 17, LEGEND_Y), fitting(name, size, room - 22), size, look.ink)


def point_radius(n_points: int) -> float:
    """Return how large points are drawn: the more, the smaller."""
    return 4.2 * (0.62 if n_points > 1500 else 0.8 if n_points > 600 else 1)
