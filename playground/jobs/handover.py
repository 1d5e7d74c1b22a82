"""Which backend computes a run: the wanted one, or the one at hand until that is ready."""

import time
from collections.abc import Callable
from concurrent.futures import Future

from playground.backends import Backend
from playground.jobs.reports import Computing
from playground.jobs.workshop import Order, Workshop
from playground.spec import Experiment
from playground.training.trainer import Trainer

STAND_IN = "numpy"


def open_trainer(experiment: Experiment, workshop: Workshop) -> Trainer:
    """Return a trainer that can begin at once: on NumPy where the experiment's engine is not ready."""
    name = experiment.engine if workshop.is_quick(experiment.engine) else STAND_IN
    return Trainer(experiment, make=workshop.engines[name].make)


class Handover:
    """Watches over who computes one trainer."""

    def __init__(self, trainer: Trainer, workshop: Workshop, clock: Callable[[], float] = time.perf_counter) -> None:
        """Take a trainer from `open_trainer`, and order the backend it lacks."""
        self._trainer = trainer
        self._workshop = workshop
        self._clock = clock
        self._ordered: Future[Backend] | None = None
        self._problem: str | None = None
        wanted = trainer.experiment.engine
        self._engine = wanted if workshop.is_quick(wanted) else STAND_IN
        if self._engine != wanted:
            self._order()

    @property
    def is_waiting(self) -> bool:
        """Whether the wanted backend is being made."""
        return self._ordered is not None

    @property
    def computing(self) -> Computing:
        """Who computes, and what the viewer should know of it."""
        backend = self._trainer.backend
        waited_s = self._clock() - self._since if self.is_waiting else None
        notice = self._refusal() or backend.notice
        return Computing(self._engine, backend.device, waited_s, notice, self._workshop.devices)

    def follow(self, before: Experiment) -> None:
        """Bring in another backend where the trainer's experiment now wants one; it was `before`."""
        engines, after = self._workshop.engines, self._trainer.experiment
        if self._needs(before) == self._needs(after):
            return
        if engines[self._engine].uses_tensorflow and before.engine == after.engine:
            self._take(
                STAND_IN, self._workshop.engines[STAND_IN].make(self._trainer.model)
            )  # the one at hand would compile in mid-run
        self._problem = None
        if self._workshop.is_quick(after.engine):
            self._ordered = None
            self._take(after.engine, engines[after.engine].make(self._trainer.model))
        else:
            self._order()

    def settle(self) -> bool:
        """Hand the run over where the ordered backend is ready; return whether anything changed."""
        if self._ordered is None or not self._ordered.done():
            return False
        ordered, self._ordered = self._ordered, None
        error = ordered.exception()
        if error is None:
            self._take(self._trainer.experiment.engine, ordered.result())
        else:
            self._problem = str(error) or type(error).__name__
        return True

    def _order(self) -> None:
        trainer = self._trainer
        order = Order(
            trainer.experiment.engine,
            trainer.model,
            trainer.experiment.training,
            trainer.experiment.trainable,
            trainer.backend.state(),
            trainer.trial(),
        )
        self._ordered, self._since = self._workshop.make(order), self._clock()

    def _take(self, engine: str, backend: Backend) -> None:
        self._trainer.hand_over(backend)
        self._engine = engine

    def _refusal(self) -> str | None:
        if self._problem is None:
            return None
        engines = self._workshop.engines
        wanted, present = engines[self._trainer.experiment.engine].label, engines[self._engine].label
        return f"{wanted} cannot train this: {self._problem.rstrip('.')}. {present} goes on."

    def _needs(self, experiment: Experiment) -> tuple[object, ...]:
        """Return what of an experiment a backend is made for.

        TensorFlow compiles for the shapes of batches and masks, and for the layers that learn.
        """
        engine = experiment.engine, experiment.device
        if not self._workshop.engines[experiment.engine].uses_tensorflow:
            return engine
        masked = tuple(layer.dropout > 0 for layer in experiment.network.layers)
        return (*engine, experiment.training.batch_size, masked, experiment.trainable)
