"""The loss over the epochs: train solid, test dashed, each with its name and its present value."""

import numpy as np

from playground.engine.losses import LOSSES
from playground.views.colors import Color
from playground.views.film.canvas import SCALE, Canvas
from playground.views.film.figures import figures, plain, ticks
from playground.views.film.frame import scale
from playground.views.film.order import Moment, Order
from playground.views.film.strokes import Values, dashes
from playground.views.palette import Look

LEFT, RIGHT, TOP, BOTTOM = 904.0, 1176.0, 572.0, 684.0
TITLE_X, TITLE_Y = 872.0, 551.0
LABEL_GAP = 36.0
WIDTH, DASH, GAP = 2.4, 7.0, 4.0
HEADROOM = 1.05


class Curves:
    """The panel of one film; its axes are those of the whole, so that nothing but the lines moves."""

    def __init__(self, order: Order, look: Look) -> None:
        self._look = look
        self._title = LOSSES[order.experiment.loss].label
        heads = [_head(moment) for moment in order.moments]
        self._is_test_above = heads[-1][2] > heads[-1][1]  # at the end; words that changed places would flicker
        self._last = max(head[0] for head in heads) or 1.0
        self._points = order.curve[order.curve[:, 0] <= self._last]
        losses = np.concatenate([self._points, heads])[:, 1:]
        self._high = HEADROOM * float(np.max(losses, initial=0.0, where=np.isfinite(losses))) or 1.0
        self._x, self._y = scale(0, self._last, LEFT, RIGHT), scale(0, self._high, BOTTOM, TOP)

    def draw_ground(self, canvas: Canvas) -> None:
        """Draw title and axes, which stay."""
        look = self._look
        width = canvas.text((TITLE_X, TITLE_Y), "Loss", 18, look.ink, is_bold=True)
        canvas.text((TITLE_X + width + 8, TITLE_Y), self._title, 15, look.muted)
        for tick in ticks(0, self._high, 3):
            canvas.line([(LEFT, self._y(tick)), (RIGHT, self._y(tick))], look.grid)
            canvas.text((LEFT - 8, self._y(tick)), plain(tick), 14, look.muted, "right")
        canvas.line([(LEFT, BOTTOM), (RIGHT, BOTTOM)], look.faint)
        for tick in ticks(0, self._last, 4):
            canvas.text((self._x(tick), BOTTOM + 15), plain(tick), 14, look.muted, "middle")
        canvas.text((1258, BOTTOM + 15), "epoch", 14, look.muted, "right")

    def draw(self, canvas: Canvas, moment: Moment) -> None:
        """Draw the lines up to a moment, and the values there."""
        look = self._look
        head = _head(moment)
        points = np.concatenate([self._points[self._points[:, 0] < head[0]], [head]])
        series = [("train", points[:, 1], look.ink)]
        if moment.test_loss is not None:
            series.insert(0 if self._is_test_above else 1, ("test", points[:, 2], look.test))
        for name, losses, color in series:
            is_finite = np.isfinite(losses)
            line = np.stack([self._x(points[is_finite, 0]), self._y(losses[is_finite])], axis=1)
            self._draw_line(canvas, _thinned(line), color, is_dashed=name == "test")
        self._draw_values(canvas, [(name, float(losses[-1]), color) for name, losses, color in series])

    def _draw_line(self, canvas: Canvas, line: Values, color: Color, *, is_dashed: bool) -> None:
        if not len(line):
            return
        canvas.disc((line[-1, 0], line[-1, 1]), 4, color)
        if len(line) == 1:
            return
        if not is_dashed:
            canvas.line(line.tolist(), color, WIDTH)
            return
        lengths = [np.array([length]) for length in (WIDTH, DASH, GAP)]
        for polygon in dashes(line[np.newaxis], *lengths)[0].tolist():
            canvas.polygon(polygon, color)

    def _draw_values(self, canvas: Canvas, ends: list[tuple[str, float, Color]]) -> None:
        lowest, room = TOP + 14, BOTTOM - 16 - LABEL_GAP * (len(ends) - 1)
        for name, value, color in ends:
            at = max(lowest, min(self._y(value) if np.isfinite(value) else TOP, room))
            canvas.text((RIGHT + 12, at - 8), name, 14, color, is_bold=True)
            canvas.text((RIGHT + 12, at + 9), figures(value), 17, color, is_bold=True)
            lowest, room = at + LABEL_GAP, room + LABEL_GAP


def _head(moment: Moment) -> tuple[float, float, float]:
    return moment.passes, moment.train_loss, np.nan if moment.test_loss is None else moment.test_loss


def _thinned(line: Values) -> Values:
    """Return the points of a line that are at least half a canvas pixel apart, and the last."""
    if len(line) < 2:
        return line
    columns = np.floor(line[:, 0] * SCALE)
    kept: Values = line[np.append(columns[1:] != columns[:-1], True)]
    return kept
