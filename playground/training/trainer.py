"""One experiment on one engine, deterministic: the same experiment gives the same run, however it is cut into steps."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from playground.backends import ENGINES, Backend, Model, Stretch
from playground.engine.arrays import Array
from playground.engine.network import Parameters
from playground.engine.optimizers import OPTIMIZERS, OptimizerState, init
from playground.engine.update import LearningState
from playground.spec import Experiment, restarting_changes
from playground.spec.changes import changes_in_words
from playground.training import stopping
from playground.training.course import Course
from playground.training.evaluation import predict
from playground.training.history import Change, History, epochs_in_words
from playground.training.observation import observe, point_of
from playground.training.problem import Problem, pose
from playground.training.snapshot import Position, Snapshot


class Trainer:
    """Trains one experiment on one engine, and says at any moment how it stands."""

    def __init__(
        self,
        experiment: Experiment,
        engine: str | None = None,
        parameters: Iterable[tuple[ArrayLike, ArrayLike]] | None = None,
        make: Callable[[Model], Backend] | None = None,
    ) -> None:
        """Make a run that has not taken a step.

        Args:
            experiment: what to train.
            engine: a name from ENGINES; the experiment's own where None.
            parameters: (weights, biases) of every layer to begin with, (fan_in, fan_out) and (fan_out,);
                those that the experiment says where None.
            make: what computes instead of the engine, until another backend takes over.

        Raises:
            ValueError: if the engine cannot train the experiment, or the shapes are not the network's.
        """
        if engine is not None:
            experiment = experiment.patched({"engine": engine})
        self._experiment = experiment
        self._problem = pose(experiment)
        self._backend = (make or ENGINES[experiment.engine].make)(self.model)
        self._backend.configure(experiment.training, experiment.trainable)
        self._start = self._problem.initial_parameters if parameters is None else self._hand_set(parameters)
        self._course = Course(self._problem, experiment)
        self._history = History()
        self._best: stopping.Best | None = None
        self._stopped: str | None = None
        self.reset()

    @property
    def experiment(self) -> Experiment:
        """What is trained, live changes included."""
        return self._experiment

    @property
    def problem(self) -> Problem:
        """The experiment made concrete: data, initial parameters, orders and masks."""
        return self._problem

    @property
    def model(self) -> Model:
        """What a backend is made from, on the device that the experiment names."""
        return replace(self._problem.train, device=self._experiment.device)

    @property
    def backend(self) -> Backend:
        """Who computes."""
        return self._backend

    @property
    def history(self) -> History:
        """The losses so far; grows while the trainer runs."""
        return self._history

    @property
    def position(self) -> Position:
        """How far the run has come."""
        return self._course.position

    @property
    def stopped(self) -> str | None:
        """Why a stop rule ended the last `run`, in words; None where none did."""
        return self._stopped

    @property
    def steps_left_in_epoch(self) -> int:
        """How many updates complete the present epoch."""
        return self._course.steps_left_in_epoch

    @property
    def is_finite(self) -> bool:
        """Whether every parameter is a finite number."""
        return bool(np.isfinite(self._backend.state().vector).all())

    def reset(self) -> None:
        """Go back to the initial parameters."""
        optimizer, vector = self._experiment.training.optimizer, self._start.vector.copy()
        memory = init(OPTIMIZERS[optimizer.name], vector.size, vector.dtype, optimizer.hyperparameters)
        self._history = History()
        self._best = self._stopped = None
        self._go_to(Position(), LearningState(vector, memory))
        self._record()

    def restore(self, snapshot: Snapshot, history: History) -> Self:
        """Go on from a snapshot of the same experiment, with the losses recorded up to then; returns itself."""
        self._history = history
        self._best, self._stopped = snapshot.best, None
        self._go_to(snapshot.position, snapshot.state)
        return self

    def go_back(self, snapshot: Snapshot) -> None:
        """Go on from an earlier moment of this run; what came later is forgotten, save for the settings."""
        passes, earlier = self._course.passes, snapshot.position.passes(self._problem.n_train)
        self.restore(snapshot, self._history.back_to(earlier))
        self._history.mark(earlier, f"back from epoch {epochs_in_words(passes)}")

    def history_at(self, snapshot: Snapshot) -> History:
        """Return the history as it was at an earlier moment of this run."""
        return self._history.until(snapshot.position.passes(self._problem.n_train))

    def assign(self, layer: int, source: int | None, unit: int, value: float) -> None:
        """Set one number by hand, and go on with it.

        Args:
            layer: 0 is the first hidden layer.
            source: unit of the layer before that the weight comes from; None for the bias.
            unit: unit of the layer that it belongs to.
            value: what to set it to.

        Raises:
            ValueError: if there is no such weight or bias.
        """
        state = self._backend.state()
        parameters = Parameters.from_vector(state.vector, self._problem.train.sizes)
        self._backend.load(LearningState(parameters.with_value(layer, source, unit, value).vector, state.optimizer))
        what = "bias" if source is None else f"weight {source + 1}"
        self._history.mark(self._course.passes, f"{what} of neuron {unit + 1} in layer {layer + 1} set to {value:g}")

    def hand_over(self, backend: Backend) -> None:
        """Go on from here on another backend, made from `model`."""
        state = self._backend.state()
        self._backend = backend
        backend.configure(self._experiment.training, self._experiment.trainable)
        backend.load(state)

    def trial(self) -> Stretch:
        """Return batches of every size that an epoch has, for a new backend to be tried out with."""
        return self._course.trial()

    def apply(self, experiment: Experiment) -> None:
        """Go on with changed settings, on the same backend: for another engine or device `hand_over` one.

        Raises:
            ValueError: if a change needs a new run; the message names what changed.
        """
        if restarting := restarting_changes(self._experiment, experiment):
            raise ValueError(f"these need a new run: {', '.join(restarting)}")
        if self.position.step and (changes := changes_in_words(self._experiment, experiment)):
            self._history.mark(self._course.passes, ", ".join(changes), Change)
        if None in (self._experiment.training.stop.patience, experiment.training.stop.patience):
            self._best = None  # nobody looked, or looks on, for a better one
        self._experiment = experiment
        self._backend.configure(experiment.training, experiment.trainable)
        self._course.configure(experiment)

    @np.errstate(over="ignore", invalid="ignore")  # diverging is something to watch, not a fault: see is_finite
    def run(self, steps: int = 0, epochs: int = 0) -> None:
        """Make `steps` updates, then train until `epochs` more epochs have ended (the present one counts as one).

        One of the experiment's stop rules may end it before: see `stopped`.
        """
        self._stopped = None
        end = self.position.step + steps
        while self.position.step < end and self._stopped is None:
            self._advance(end - self.position.step)
        last = self.position.epoch + epochs
        while self.position.epoch < last and self._stopped is None:
            self._advance(self.steps_left_in_epoch)

    def snapshot(self) -> Snapshot:
        """Return how the run stands."""
        training = self._experiment.training
        return observe(self._problem, training, self.position, self._backend.state(), self._best)

    def predict(self, inputs: ArrayLike) -> Array:
        """Return the outputs (n_samples, n_outputs) for raw inputs (n_samples, n_raw_inputs)."""
        parameters = Parameters.from_vector(self._backend.state().vector, self._problem.train.sizes)
        return predict(self._problem, parameters, np.asarray(inputs, np.float64))

    def _advance(self, max_steps: int) -> None:
        """Make up to `max_steps` updates, stopping where an epoch ends that the history records."""
        self._backend.train(self._course.next_stretch(max_steps, self._has_something_to_do))
        if self._is_to_be_recorded(self.position):
            self._record()
        self._watch()

    def _has_something_to_do(self, position: Position) -> bool:
        """Return whether the end of an epoch is recorded, or looked at by a stop rule."""
        stop = self._experiment.training.stop
        return self._is_to_be_recorded(position) or stopping.is_watched(stop, position.epoch)

    def _is_to_be_recorded(self, position: Position) -> bool:
        return position.used == 0 and position.epoch >= self._history.next_epoch

    def _record(self) -> None:
        self._history.add(point_of(self.snapshot(), self._problem.n_train))

    def _watch(self) -> None:
        """Let the stop rules look at the epoch that has just ended."""
        stop = self._experiment.training.stop
        if self.position.used or not stopping.is_watched(stop, self.position.epoch):
            return
        verdict = stopping.judge(stop, self._problem, self.position.epoch, self._backend.state(), self._best)
        self._best, self._stopped = verdict.best, verdict.reason
        if verdict.best is not None and verdict.restores:
            self._bring_back(verdict.best)

    def _bring_back(self, best: stopping.Best) -> None:
        """Take the parameters of the best epoch; steps go on being counted from here."""
        count = self._backend.state().optimizer.count
        self._backend.load(LearningState(best.state.vector, OptimizerState(count, best.state.optimizer.slots)))
        self._history.mark(self._course.passes, f"weights of epoch {best.epoch:,} brought back")
        self._best = None

    def _go_to(self, position: Position, state: LearningState) -> None:
        self._course.go_to(position)
        self._backend.load(state)

    def _hand_set(self, layers: Iterable[tuple[ArrayLike, ArrayLike]]) -> Parameters:
        parameters = Parameters.from_layers(layers, dtype=self._experiment.training.parameter_dtype)
        if parameters.sizes != self._problem.train.sizes:
            raise ValueError(f"the layers' sizes are {parameters.sizes}, the network's {self._problem.train.sizes}")
        return parameters
