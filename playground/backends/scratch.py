"""The engine from scratch: the formulas of playground.engine, one NumPy expression after another."""

from playground.backends.protocol import Batch, LearningState, Model, Stretch
from playground.engine.activations import ACTIVATIONS
from playground.engine.arrays import Array
from playground.engine.losses import LOSSES
from playground.engine.network import Parameters, backward, forward, trainable_mask
from playground.engine.optimizers import OPTIMIZERS, clip_by_global_norm
from playground.engine.penalties import penalty_gradient
from playground.engine.schedules import SCHEDULES
from playground.spec.training import TrainingSpec


class ScratchBackend:
    """Trains with playground.engine in NumPy."""

    device: str = "CPU"
    notice: str | None = None

    def __init__(self, model: Model) -> None:
        self._model = model
        self._activations = [ACTIVATIONS[name] for name in model.activations]
        self._loss = LOSSES[model.loss]
        self._optimizer = OPTIMIZERS[model.optimizer]
        self._state: LearningState
        self._training: TrainingSpec

    def load(self, state: LearningState) -> None:
        """Go on from this state."""
        self._state = state

    def configure(self, training: TrainingSpec, trainable: tuple[bool, ...]) -> None:
        """Use these settings from the next update on."""
        self._training = training
        self._learning = trainable_mask(self._model.sizes, trainable)
        self._schedule = SCHEDULES[training.schedule.name]
        self._hyperparameters = training.optimizer.hyperparameters

    def train(self, stretch: Stretch) -> None:
        """Make one update with each batch, in order."""
        for batch in stretch.batches():
            self._update(batch)

    def state(self) -> LearningState:
        """Return the present state; updates replace it and never change its arrays."""
        return self._state

    def _update(self, batch: Batch) -> None:
        model, training, before = self._model, self._training, self._state
        parameters = Parameters.from_vector(before.vector, model.sizes)
        trace = forward(parameters, self._activations, model.inputs[batch.samples], batch.masks)
        gradient = backward(parameters, self._activations, self._loss, trace, model.targets[batch.samples]).vector
        if training.l1 or training.l2:
            gradient = gradient + penalty_gradient(parameters, training.l1, training.l2)
        if self._learning is None:
            self._state = self._stepped(before, gradient)
        else:
            part = self._stepped(before.part(self._learning), gradient[self._learning])
            self._state = before.with_part(self._learning, part)

    def _stepped(self, before: LearningState, gradient: Array) -> LearningState:
        """Return the state after a step of the optimizer; all parameters of the state learn."""
        training = self._training
        if training.clip_norm is not None:
            gradient = clip_by_global_norm(gradient, training.clip_norm)
        schedule = training.schedule
        learning_rate = self._schedule.rate(
            before.optimizer.count, training.optimizer.learning_rate, schedule.decay_steps, schedule.decay_rate
        )
        return LearningState(
            *self._optimizer.update(before.vector, gradient, before.optimizer, learning_rate, self._hyperparameters)
        )
