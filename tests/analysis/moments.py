"""How a trainer stands, with what analysis reads off it."""

from playground.analysis.health import Moment, Vitals, examine
from playground.analysis.maps import Focus, Maps, Painter
from playground.training import Trainer


def moment_of(trainer: Trainer) -> Moment:
    """Return how a trainer stands, with its vitals."""
    return examine(trainer.problem, trainer.experiment, trainer.snapshot())


def vitals_of(trainer: Trainer) -> Vitals:
    """Return how well a trainer's network learns."""
    return moment_of(trainer).vitals


def maps_of(trainer: Trainer, focus: Focus | None = None) -> Maps:
    """Return what every neuron of a trainer's network makes of the inputs."""
    return Painter(trainer.problem).paint(trainer.snapshot().parameters, focus)
