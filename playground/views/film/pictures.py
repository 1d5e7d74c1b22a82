"""The pictures of a film, one a moment."""

from PIL import Image

from playground.analysis.maps import Maps, Painter
from playground.engine.network import Parameters
from playground.training.problem import pose
from playground.views.film.bar import BOTTOM, Bar
from playground.views.film.canvas import HEIGHT, WIDTH, Canvas
from playground.views.film.curves import Curves
from playground.views.film.images import Images
from playground.views.film.network import Diagram
from playground.views.film.order import Moment, Order
from playground.views.film.panel import Panel
from playground.views.film.plane import Plane
from playground.views.film.scatter import Scatter

DIVIDE_X, DIVIDE_Y = 858.0, 532.0
TITLE_X, TITLE_Y = 872.0, 96.0


class Pictures:
    """Draws the pictures of one film; what does not move is drawn once."""

    def __init__(self, order: Order) -> None:
        self._problem, self._look = pose(order.experiment), order.look
        self._painter = Painter(self._problem)
        self._bar = Bar(order.experiment, order.moments[0], self._look)
        self._diagram = Diagram(self._problem, self._look)
        self._curves = Curves(order, self._look)
        self._output = self._panel(order)
        self._ground = self._draw_ground()
        self._canvas = Canvas.filled(self._look.ground)

    def draw(self, moment: Moment, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
        """Return the picture of a moment, this large."""
        parameters, maps = self._painted(moment)
        canvas = self._canvas  # one for all pictures: a new one would cost as much as drawing a small network
        canvas.picture(self._ground.image, (0, 0))
        self._bar.draw(canvas, moment)
        self._curves.draw(canvas, moment)
        whole = self._output.draw(canvas, maps)
        self._diagram.draw(canvas, parameters, maps.tiles, whole if self._problem.dataset.n_outputs == 1 else None)
        return canvas.shown(size)

    def _painted(self, moment: Moment) -> tuple[Parameters, Maps]:
        parameters = Parameters.from_vector(moment.vector, self._problem.train.sizes)
        return parameters, self._painter.paint(parameters)

    def _panel(self, order: Order) -> Panel:
        problem, look = self._problem, self._look
        if problem.dataset.is_planar:
            return Plane(problem, look)
        if (shape := order.experiment.data.image_shape) is not None:
            return Images(problem, look, shape)
        return Scatter(problem, look, [self._painted(moment)[1] for moment in order.moments])

    def _draw_ground(self) -> Canvas:
        canvas, look = Canvas.filled(self._look.ground), self._look
        canvas.line([(DIVIDE_X, BOTTOM), (DIVIDE_X, HEIGHT)], look.grid)
        canvas.line([(DIVIDE_X, DIVIDE_Y), (WIDTH, DIVIDE_Y)], look.grid)
        width = canvas.text((TITLE_X, TITLE_Y), "Output", 18, look.ink, is_bold=True)
        canvas.text((TITLE_X + width + 8, TITLE_Y), self._output.hint, 15, look.muted)
        for part in (self._bar, self._diagram, self._curves, self._output):
            part.draw_ground(canvas)
        return canvas
