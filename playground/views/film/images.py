"""The output for images: some of those that are trained on, and what the network answers to each."""

import numpy as np
from PIL import Image

from playground.analysis.maps import STRIPES, TOP_BYTE, Maps
from playground.engine.arrays import Array
from playground.training.problem import Problem
from playground.views.colors import channels
from playground.views.film.canvas import SCALE, Canvas, Point, fitting, letters
from playground.views.film.frame import Frame
from playground.views.palette import Look

GRID = Frame(872, 114, 392)
COLUMNS = 5
SUMMARY_Y = 96.0
BAR = 5.0
WORDS = 15.0
GAP = 4.0
NAME_SIZE = 14.0


class Images:
    """The panel of one problem whose samples are images."""

    hint = "bar = how sure"

    def __init__(self, problem: Problem, look: Look, shape: tuple[int, int]) -> None:
        self._look = look
        self._names = [letters(name) for name in problem.dataset.class_names]
        self._n_outputs = problem.dataset.n_outputs
        self._labels = problem.dataset.train_targets[:STRIPES].argmax(axis=1).tolist()
        self._drawings = problem.dataset.train_inputs[:STRIPES].reshape(-1, *shape)
        self._room = GRID.side / COLUMNS, GRID.side / -(-len(self._labels) // COLUMNS)
        self._side = float(int(min(self._room[0] - 2 * GAP, self._room[1] - BAR - WORDS - GAP)))

    def draw_ground(self, canvas: Canvas) -> None:
        """Draw the images."""
        ground, ink = (np.array(channels(color), float) for color in (self._look.ground, self._look.ink))
        colors = ground + np.clip(self._drawings, 0, 1)[..., np.newaxis] * (ink - ground)
        side = round(self._side * SCALE)
        for at, pixels in enumerate(np.rint(colors).astype(np.uint8)):
            image = Image.fromarray(pixels).resize((side, side), Image.Resampling.NEAREST)
            canvas.picture(image, self._corner(at))

    def draw(self, canvas: Canvas, maps: Maps) -> None:
        """Draw below each image the class that the network takes it for, and a bar as long as it is sure."""
        outputs = self._outputs(maps)
        answers = outputs.argmax(axis=0).tolist()
        for at, answer in enumerate(answers):
            self._draw_answer(canvas, at, answer, float(outputs[answer, at]))
        n_right = sum(answer == label for answer, label in zip(answers, self._labels, strict=True))
        words = f"{len(answers)} training images, {n_right} right"
        canvas.text((GRID.right - 6, SUMMARY_Y), words, 15, self._look.ink, "right")

    def _draw_answer(self, canvas: Canvas, at: int, answer: int, share: float) -> None:
        look, side, label = self._look, self._side, self._labels[at]
        x, y = self._corner(at)
        is_wrong = answer != label
        width = 3 if is_wrong else 1
        near, far = -width / 2, side + width / 2
        square = [(x + dx, y + dy) for dx, dy in ((near, near), (far, near), (far, far), (near, far), (near, near))]
        canvas.line(square, look.negative if is_wrong else look.faint, width)
        top = y + side + 4
        for part, color in ((1.0, look.grid), (share, look.strong_classes[answer % len(look.strong_classes)])):
            if part > 0:
                end = x + side * min(1.0, part)
                canvas.polygon([(x, top), (end, top), (end, top + BAR), (x, top + BAR)], color)
        words = f"{self._names[answer]}, not {self._names[label]}" if is_wrong else self._names[label]
        place = x + side / 2, top + BAR + 8
        canvas.text(place, fitting(words, NAME_SIZE, self._room[0]), NAME_SIZE, look.ink, "middle", is_bold=is_wrong)

    def _corner(self, at: int) -> Point:
        across, down = at % COLUMNS, at // COLUMNS
        indent = (self._room[0] - self._side) / 2
        return round(GRID.left + across * self._room[0] + indent), round(GRID.top + down * self._room[1] + 2)

    def _outputs(self, maps: Maps) -> Array:
        """Return (n_outputs, n_images), read off the maps; what is not finite is 0."""
        stripes = maps.tiles[-self._n_outputs :, 0].astype(float)
        values = (stripes / (TOP_BYTE / 2) - 1) * maps.scales[-self._n_outputs :, np.newaxis]
        return np.where(stripes > TOP_BYTE, 0.0, values)
