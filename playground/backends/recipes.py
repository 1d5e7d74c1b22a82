"""A model and its settings -> how playground.engine makes its updates."""

from playground.backends.protocol import Model
from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES, Rate, scheduled
from playground.engine.update import Recipe
from playground.spec.training import TrainingSpec


def recipe_of(model: Model, training: TrainingSpec, trainable: tuple[bool, ...]) -> Recipe:
    """Return how updates are made; `trainable` says which layers learn, the output's last."""
    return Recipe(
        sizes=model.sizes,
        activations=[ACTIVATIONS[name] for name in model.activations],
        loss=LOSSES[model.loss],
        optimizer=OPTIMIZERS[model.optimizer],
        hyperparameters=training.optimizer.hyperparameters,
        learning_rate=learning_rate_of(training),
        l1=training.l1,
        l2=training.l2,
        clip_norm=training.clip_norm,
        trainable=trainable,
    )


def learning_rate_of(training: TrainingSpec) -> Rate:
    """Return the learning rate as a function of the updates made before, schedule applied."""
    schedule = training.schedule
    change = SCHEDULES[schedule.name].change(schedule.decay_steps, schedule.decay_rate)
    return scheduled(training.optimizer.learning_rate, change)
