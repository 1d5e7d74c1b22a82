"""One experiment on one engine, deterministic: the same experiment gives the same run, however it is cut into steps."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.backends import ENGINES, Backend, Model, Stretch
from playground.engine.arrays import Array
from playground.engine.network import Parameters
from playground.engine.optimizers import OPTIMIZERS, OptimizerState, init
from playground.engine.update import LearningState
from playground.spec import Experiment, restarting_changes
from playground.spec.changes import changes_in_words
from playground.training import stopping
from playground.training.evaluation import predict
from playground.training.history import Change, History, epochs_in_words
from playground.training.observation import curve_point, observe
from playground.training.problem import Problem, pose
from playground.training.snapshot import Position, Snapshot
from playground.training.stretches import joined

MAX_STEPS = 1024  # drawn in advance at a time
MAX_SAMPLES = 1 << 18
MAX_MASK_VALUES = 1 << 22  # the masks of all samples drawn in advance are in memory at once


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
        self._position = Position()
        self._order: NDArray[np.intp] = np.arange(0)
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
        return self._position

    @property
    def stopped(self) -> str | None:
        """Why a stop rule ended the last `run`, in words; None where none did."""
        return self._stopped

    @property
    def steps_left_in_epoch(self) -> int:
        """How many updates complete the present epoch."""
        return -(-(self._problem.n_train - self._position.used) // self._experiment.training.batch_size)

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
        passes = self._passes
        self.restore(snapshot, self._history.back_to(self._passes_at(snapshot.position)))
        self._history.mark(self._passes, f"back from epoch {epochs_in_words(passes)}")

    def history_at(self, snapshot: Snapshot) -> History:
        """Return the history as it was at an earlier moment of this run."""
        return self._history.until(self._passes_at(snapshot.position))

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
        self._history.mark(self._passes, f"{what} of neuron {unit + 1} in layer {layer + 1} set to {value:g}")

    def hand_over(self, backend: Backend) -> None:
        """Go on from here on another backend, made from `model`."""
        state = self._backend.state()
        self._backend = backend
        backend.configure(self._experiment.training, self._experiment.trainable)
        backend.load(state)

    def trial(self) -> Stretch:
        """Return batches of every size that an epoch has, for a new backend to be tried out with."""
        batch_size = min(self._experiment.training.batch_size, self._problem.n_train)
        rest = self._problem.n_train % batch_size
        ends = np.array([batch_size, batch_size + rest] if rest else [batch_size])
        rates = tuple(layer.dropout for layer in self._experiment.network.layers)
        return Stretch(np.arange(ends[-1]), ends, self._problem.masks(0, 0, ends[-1], rates))

    def apply(self, experiment: Experiment) -> None:
        """Go on with changed settings, on the same backend: for another engine or device `hand_over` one.

        Raises:
            ValueError: if a change needs a new run; the message names what changed.
        """
        if restarting := restarting_changes(self._experiment, experiment):
            raise ValueError(f"these need a new run: {', '.join(restarting)}")
        if self._position.step and (changes := changes_in_words(self._experiment, experiment)):
            self._history.mark(self._passes, ", ".join(changes), Change)
        if None in (self._experiment.training.stop.patience, experiment.training.stop.patience):
            self._best = None  # nobody looked, or looks on, for a better one
        self._experiment = experiment
        self._backend.configure(experiment.training, experiment.trainable)
        self._order = self._problem.order(self._position.epoch, experiment.training.shuffle)

    @np.errstate(over="ignore", invalid="ignore")  # diverging is something to watch, not a fault: see is_finite
    def run(self, steps: int = 0, epochs: int = 0) -> None:
        """Make `steps` updates, then train until `epochs` more epochs have ended (the present one counts as one).

        One of the experiment's stop rules may end it before: see `stopped`.
        """
        self._stopped = None
        end = self._position.step + steps
        while self._position.step < end and self._stopped is None:
            self._advance(end - self._position.step)
        last = self._position.epoch + epochs
        while self._position.epoch < last and self._stopped is None:
            self._advance(self.steps_left_in_epoch)

    def snapshot(self) -> Snapshot:
        """Return how the run stands."""
        training = self._experiment.training
        return observe(self._problem, training, self._position, self._backend.state(), self._best)

    def predict(self, inputs: ArrayLike) -> Array:
        """Return the outputs (n_samples, n_outputs) for raw inputs (n_samples, n_raw_inputs)."""
        parameters = Parameters.from_vector(self._backend.state().vector, self._problem.train.sizes)
        return predict(self._problem, parameters, np.asarray(inputs, np.float64))

    def _advance(self, max_steps: int) -> None:
        """Make up to `max_steps` updates, stopping where an epoch ends that the history records."""
        self._backend.train(self._next_stretch(min(max_steps, MAX_STEPS)))
        if self._is_to_be_recorded():
            self._record()
        self._watch()

    def _is_to_be_recorded(self) -> bool:
        return self._position.used == 0 and self._position.epoch >= self._history.next_epoch

    def _next_stretch(self, max_steps: int) -> Stretch:
        """Return the next batches, at least one, and move the position past them."""
        rates = tuple(layer.dropout for layer in self._experiment.network.layers)
        max_samples = self._problem.samples_at_once(rates, MAX_MASK_VALUES, MAX_SAMPLES)
        stop, begin, parts = self._experiment.training.stop, self._position, []
        while True:
            steps_left = max_steps - (self._position.step - begin.step)
            samples_left = max_samples - (self._position.samples - begin.samples)
            parts.append(self._next_part(steps_left, samples_left, rates))
            is_full = self._position.step - begin.step == max_steps or self._position.used > 0
            is_full = is_full or self._position.samples - begin.samples >= max_samples
            if is_full or self._is_to_be_recorded() or stopping.is_watched(stop, self._position.epoch):
                return joined(parts)

    def _next_part(self, max_steps: int, max_samples: int, rates: tuple[float, ...]) -> Stretch:
        """Return the next batches of the present epoch, at least one; the last of an epoch may be short."""
        here, batch_size = self._position, self._experiment.training.batch_size
        n_steps = min(self.steps_left_in_epoch, max_steps, max(1, max_samples // batch_size))
        samples = self._order[here.used : here.used + n_steps * batch_size]
        ends = np.minimum(np.arange(1, n_steps + 1) * batch_size, len(samples))
        masks = self._problem.masks(here.epoch, here.used, len(samples), rates)
        used = here.used + len(samples)
        has_ended = used == self._problem.n_train
        self._position = Position(
            here.step + n_steps, here.epoch + has_ended, 0 if has_ended else used, here.samples + len(samples)
        )
        if has_ended:
            self._order = self._problem.order(self._position.epoch, self._experiment.training.shuffle)
        return Stretch(samples, ends, masks)

    def _record(self) -> None:
        point = curve_point(self._problem, self._experiment.training, self._position, self._backend.state())
        self._history.add(point)

    def _watch(self) -> None:
        """Let the stop rules look at the epoch that has just ended."""
        stop = self._experiment.training.stop
        if self._position.used or not stopping.is_watched(stop, self._position.epoch):
            return
        verdict = stopping.judge(stop, self._problem, self._position.epoch, self._backend.state(), self._best)
        self._best, self._stopped = verdict.best, verdict.reason
        if verdict.best is not None and verdict.restores:
            self._bring_back(verdict.best)

    def _bring_back(self, best: stopping.Best) -> None:
        """Take the parameters of the best epoch; steps go on being counted from here."""
        count = self._backend.state().optimizer.count
        self._backend.load(LearningState(best.state.vector, OptimizerState(count, best.state.optimizer.slots)))
        self._history.mark(self._passes, f"weights of epoch {best.epoch:,} brought back")
        self._best = None

    @property
    def _passes(self) -> float:
        """How often the run has gone over the samples, parts of an epoch included."""
        return self._passes_at(self._position)

    def _passes_at(self, position: Position) -> float:
        return position.epoch + position.used / self._problem.n_train

    def _go_to(self, position: Position, state: LearningState) -> None:
        self._position = position
        self._order = self._problem.order(position.epoch, self._experiment.training.shuffle)
        self._backend.load(state)

    def _hand_set(self, layers: Iterable[tuple[ArrayLike, ArrayLike]]) -> Parameters:
        parameters = Parameters.from_layers(layers, dtype=self._experiment.training.parameter_dtype)
        if parameters.sizes != self._problem.train.sizes:
            raise ValueError(f"the layers' sizes are {parameters.sizes}, the network's {self._problem.train.sizes}")
        return parameters
