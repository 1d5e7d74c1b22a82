"""The top of every picture: what is trained, and how far it has come in large figures."""

from playground.data import DATASETS
from playground.engine.optimizers import OPTIMIZERS
from playground.spec import Experiment
from playground.views.film.canvas import WIDTH, Canvas, fitting, letters
from playground.views.film.figures import count, figures, percent, plain
from playground.views.film.order import Moment
from playground.views.palette import Look

LEFT, RIGHT, BOTTOM = 22.0, 1264.0, 78.0
CELL = 144.0
CAPTION_Y, VALUE_Y = 21.0, 50.0


class Bar:
    """The bar of one film."""

    def __init__(self, experiment: Experiment, first: Moment, look: Look) -> None:
        """Show those figures that the first moment has, which all others have, too."""
        self._look, self._experiment = look, experiment
        self._captions = [caption for caption, value in _figures(first) if value is not None]
        self._left = RIGHT - CELL * len(self._captions)

    def draw_ground(self, canvas: Canvas) -> None:
        """Draw the words, which stay."""
        look, experiment = self._look, self._experiment
        room = self._left - LEFT - 20
        name = letters(experiment.name) or _named(experiment)
        canvas.text((LEFT, 28), fitting(name, 23, room, is_bold=True), 23, look.ink, is_bold=True)
        optimizer = experiment.training.optimizer
        sizes = "-".join(map(str, experiment.sizes))
        words = f"{sizes} · {OPTIMIZERS[optimizer.name].label} · learning rate {plain(optimizer.learning_rate)}"
        canvas.text((LEFT, 55), fitting(words, 16, room), 16, look.muted)
        for at, caption in enumerate(self._captions):
            canvas.text((self._left + CELL * at, CAPTION_Y), caption, 17, look.muted)
        canvas.line([(0, BOTTOM), (WIDTH, BOTTOM)], look.grid)

    def draw(self, canvas: Canvas, moment: Moment) -> None:
        """Draw the figures of a moment."""
        values = dict(_figures(moment))
        for at, caption in enumerate(self._captions):
            words = values[caption] or "-"
            canvas.text((self._left + CELL * at, VALUE_Y), words, 28, self._look.ink, is_bold=True)


def _named(experiment: Experiment) -> str:
    return "Own data" if experiment.data.is_inline else DATASETS[experiment.data.dataset].title


def _figures(moment: Moment) -> list[tuple[str, str | None]]:
    return [
        ("Epoch", count(moment.epoch)),
        ("Step", count(moment.step)),
        ("Train loss", figures(moment.train_loss)),
        ("Test loss", None if moment.test_loss is None else figures(moment.test_loss)),
        ("Accuracy", None if moment.accuracy is None else percent(moment.accuracy)),
    ]
