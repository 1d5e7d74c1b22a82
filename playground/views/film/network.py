"""The network diagram: columns of neurons with what each makes of the inputs, and the weights between them."""

from PIL import Image

from playground.analysis.maps import SHOWN_UNITS, Bytes
from playground.engine.activations import ACTIVATIONS
from playground.engine.network import Parameters
from playground.training.problem import Problem
from playground.views.film.canvas import Canvas, fitting, letters, text_width
from playground.views.film.edges import Edges
from playground.views.film.figures import count
from playground.views.film.layout import LEFT, Column, columns
from playground.views.film.tiles import Tiles
from playground.views.names import input_labels, output_labels
from playground.views.palette import Look

LONGEST = 92.0
NAME_SIZE = 16.0
TITLE_Y, SUBTITLE_Y, KEY_Y = 102.0, 125.0, 698.0
WIDE_PITCH = 92.0


class Diagram:
    """One problem's network."""

    def __init__(self, problem: Problem, look: Look) -> None:
        self._problem, self._look = problem, look
        self._inputs, self._outputs = (_shown(labels(problem.experiment)) for labels in (input_labels, output_labels))
        if problem.dataset.n_outputs == 1:
            self._outputs = []
        self._places = columns(problem.train.sizes, (_widest(self._inputs), _widest(self._outputs)))
        self._edges, self._tiles = Edges(self._places, look), Tiles(self._places, look)

    def draw_ground(self, canvas: Canvas) -> None:
        """Draw the words, which stay."""
        self._draw_titles(canvas)
        self._draw_names(canvas, self._places[0], self._inputs, -1)
        self._draw_names(canvas, self._places[-1], self._outputs, 1)
        for column in self._places:
            if column.more_y is not None:
                size = min(14.0, column.tile * 0.5)
                words = f"+{count(column.n_more)} more"
                canvas.text((column.x, column.more_y), words, size, self._look.muted, "middle")
        self._draw_key(canvas)

    def draw(self, canvas: Canvas, parameters: Parameters, maps: Bytes, whole: Image.Image | None) -> None:
        """Draw weights, neurons and biases of one moment; arguments as of `Tiles.draw`."""
        self._edges.draw(canvas, parameters)
        self._tiles.draw(canvas, parameters, maps, whole)

    def _draw_titles(self, canvas: Canvas) -> None:
        pitch = self._places[1].x - self._places[0].x
        sizes, last = self._problem.train.sizes, len(self._places) - 1
        is_wide = pitch >= WIDE_PITCH
        activations = [ACTIVATIONS[name].label for name in self._problem.train.activations]
        for at, column in enumerate(self._places):
            title = f"Hidden {at}" if is_wide else f"H{at}"
            if at in (0, last):
                title = {0: "Inputs", last: "Output"}[at] if is_wide else {0: "In", last: "Out"}[at]
            canvas.text((column.x, TITLE_Y), title, 18, self._look.ink, "middle", is_bold=True)
            subtitle = activations[at - 1] if at else _plural(sizes[0], self._problem.dataset.is_planar, is_wide)
            size = next((size for size in (15.0, 13.0, 11.0, 10.0) if text_width(subtitle, size) <= pitch - 4), 10.0)
            words = fitting(subtitle, size, pitch - 4)
            canvas.text((column.x, SUBTITLE_Y), words, size, self._look.muted, "middle")

    def _draw_names(self, canvas: Canvas, column: Column, names: list[str], side: int) -> None:
        size = min(NAME_SIZE, max(11.0, column.tile * 0.5))
        for y, name in zip(column.ys, names, strict=False):
            place = column.x + side * (column.tile / 2 + 9), y
            align = "left" if side > 0 else "right"
            canvas.text(place, fitting(name, size, LONGEST), size, self._look.ink, align, is_bold=True)

    def _draw_key(self, canvas: Canvas) -> None:
        look, x = self._look, LEFT + 8
        canvas.line([(x, KEY_Y), (x + 30, KEY_Y)], look.positive, 3)
        x += 38 + canvas.text((x + 38, KEY_Y), "positive", 15, look.muted) + 20
        for start in (x, x + 11, x + 22):
            canvas.line([(start, KEY_Y), (start + 8, KEY_Y)], look.negative, 3)
        x += 38 + canvas.text((x + 38, KEY_Y), "negative weight", 15, look.muted) + 20
        canvas.disc((x + 5, KEY_Y), 5, look.positive)
        canvas.disc((x + 19, KEY_Y), 5, None, look.negative)
        canvas.text((x + 32, KEY_Y), "bias", 15, look.muted)


def _shown(names: list[str]) -> list[str]:
    return [letters(name) for name in names[:SHOWN_UNITS]]


def _widest(names: list[str]) -> float:
    widths = [text_width(name, NAME_SIZE, is_bold=True) for name in names]
    return min(LONGEST, max(widths)) + 8 if widths else 0.0


def _plural(number: int, is_planar: bool, is_wide: bool) -> str:
    noun = "feature" if is_planar else "input"
    return f"{count(number)} {noun}{'' if number == 1 else 's'}" if is_wide else count(number)
