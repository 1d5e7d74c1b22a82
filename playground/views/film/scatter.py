"""The output for data that are no plane: every sample's prediction over its target."""

from collections.abc import Sequence

import numpy as np

from playground.analysis.maps import Maps
from playground.engine.arrays import Array
from playground.training.problem import Problem
from playground.views.film.canvas import Canvas, letters
from playground.views.film.figures import plain, ticks
from playground.views.film.frame import FRAME, LEGEND_Y, scale
from playground.views.names import output_labels
from playground.views.palette import Look

JITTER = 0.045  # by which classes are spread, of the axis' length
MARGIN = 0.08
MANY = 100


class Scatter:
    """The panel of one problem; its axes reach as far as any of the film's moments needs."""

    hint = "on the diagonal = right"

    def __init__(self, problem: Problem, look: Look, moments: Sequence[Maps]) -> None:
        """Take the maps of all moments, for the axes."""
        self._look = look
        self._has_test = problem.has_test
        self._title = "prediction"
        if problem.dataset.n_outputs > 1:
            self._title += f" of {letters(output_labels(problem.experiment)[0])}"
        self._low, self._high = _ends(moments)
        self._spread = 0.0 if problem.dataset.kind == "regression" else JITTER * (self._high - self._low)
        self._x = scale(self._low, self._high, FRAME.left, FRAME.right)
        self._y = scale(self._low, self._high, FRAME.bottom, FRAME.top)

    def draw_ground(self, canvas: Canvas) -> None:
        """Draw axes, diagonal and legend, which stay."""
        look, x, y = self._look, self._x, self._y
        for tick in ticks(self._low, self._high, 5):
            canvas.line([(FRAME.left, y(tick)), (FRAME.right, y(tick))], look.grid)
            canvas.line([(x(tick), FRAME.top), (x(tick), FRAME.bottom)], look.grid)
            canvas.text((FRAME.left - 8, y(tick)), plain(tick), 14, look.muted, "right")
            canvas.text((x(tick), FRAME.bottom + 15), plain(tick), 14, look.muted, "middle")
        corners = [FRAME.corner, (FRAME.right, FRAME.top), (FRAME.right, FRAME.bottom), (FRAME.left, FRAME.bottom)]
        canvas.line([*corners, FRAME.corner], look.faint)
        canvas.line([(FRAME.left, FRAME.bottom), (FRAME.right, FRAME.top)], look.muted)
        canvas.text((FRAME.left + 8, FRAME.top + 15), self._title, 15, look.muted, is_bold=True)
        canvas.text((FRAME.right - 8, FRAME.bottom - 13), "target", 15, look.muted, "right", is_bold=True)
        self._draw_legend(canvas)

    def draw(self, canvas: Canvas, maps: Maps) -> None:
        """Draw the samples of one moment."""
        samples = _samples(maps)
        look, radius = self._look, 3.4 if len(samples) > MANY else 4.6
        for row, (target, prediction, is_test) in enumerate(samples.tolist()):
            if not np.isfinite(prediction):
                continue
            shift = self._spread * (row * 0.618 % 1 - 0.5) * 2
            place = self._x(target + shift), self._y(prediction)
            if is_test:
                canvas.disc(place, radius + 0.8, look.ground)
                canvas.disc(place, radius + 0.8, None, look.test)
            else:
                canvas.disc(place, radius + 0.5, look.ground)
                canvas.disc(place, radius, look.ink)

    def _draw_legend(self, canvas: Canvas) -> None:
        look, x = self._look, FRAME.left
        canvas.disc((x + 5, LEGEND_Y), 4.6, look.ink)
        x += 16 + canvas.text((x + 16, LEGEND_Y), "train", 15, look.ink) + 18
        if self._has_test:
            canvas.disc((x + 5, LEGEND_Y), 4.6, None, look.test)
            canvas.text((x + 16, LEGEND_Y), "test", 15, look.ink)


def _samples(maps: Maps) -> Array:
    """Return (n, 3): target, prediction, is_test."""
    if maps.scatter is None:
        raise ValueError("maps of data that are no plane hold their samples")
    return maps.scatter


def _ends(moments: Sequence[Maps]) -> tuple[float, float]:
    values = np.concatenate([_samples(maps)[:, :2] for maps in moments])
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    margin = MARGIN * ((high - low) or 1.0)
    return low - margin, high + margin
