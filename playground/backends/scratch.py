"""The engine from scratch: the formulas of playground.engine, one NumPy expression after another."""

from playground.backends.protocol import Model, Stretch
from playground.backends.recipes import recipe_of
from playground.engine.update import LearningState, Recipe, make_update
from playground.spec.training import TrainingSpec


class ScratchBackend:
    """Trains with playground.engine in NumPy."""

    device: str = "CPU"
    notice: str | None = None

    def __init__(self, model: Model) -> None:
        self._model = model
        self._state: LearningState
        self._recipe: Recipe

    def load(self, state: LearningState) -> None:
        """Go on from this state."""
        self._state = state

    def configure(self, training: TrainingSpec, trainable: tuple[bool, ...]) -> None:
        """Use these settings from the next update on."""
        self._recipe = recipe_of(self._model, training, trainable)

    def train(self, stretch: Stretch) -> None:
        """Make one update with each batch, in order."""
        inputs, targets = self._model.inputs, self._model.targets
        for batch in stretch.batches():
            samples = batch.samples
            update = make_update(self._recipe, self._state, inputs[samples], targets[samples], batch.masks)
            self._state = update.after

    def state(self) -> LearningState:
        """Return the present state; updates replace it and never change its arrays."""
        return self._state
