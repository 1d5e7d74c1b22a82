"""The engine as machine code: playground.engine.compiled behind the protocol, and its preparation."""

from threading import Lock

import numpy as np
from numpy.typing import DTypeLike

from playground.backends.protocol import Model, Stretch
from playground.engine.arrays import Array
from playground.engine.compiled.plans import Workspace, batches, learning_first, plan, settings, workspace
from playground.engine.compiled.steps import train
from playground.engine.network import trainable_mask
from playground.engine.optimizers import OPTIMIZERS, OptimizerState
from playground.engine.update import LearningState
from playground.spec.training import TrainingSpec

DTYPES = ("float32", "float64")
_preparation = Lock()
_ready: set[str] = set()


class CompiledBackend:
    """Trains with playground.engine.compiled."""

    device: str = "CPU"
    notice: str | None = None

    def __init__(self, model: Model) -> None:
        self._model = model
        self._inputs = np.require(model.inputs, requirements=["C", "A", "W"])
        self._targets = np.require(model.targets, self._inputs.dtype, ["C", "A", "W"])
        self._slot_names = OPTIMIZERS[model.optimizer].slots
        self._room = 0
        self._space: Workspace

    def load(self, state: LearningState) -> None:
        """Go on from a copy of this state."""
        dtype = self._inputs.dtype
        self._vector = np.array(state.vector, dtype)
        self._slots = np.empty((len(self._slot_names), self._vector.size), dtype)
        for row, name in zip(self._slots, self._slot_names, strict=True):
            row[:] = state.optimizer.slots[name]
        self._count = state.optimizer.count

    def configure(self, training: TrainingSpec, trainable: tuple[bool, ...]) -> None:
        """Use these settings from the next update on."""
        model, schedule = self._model, training.schedule
        self._learning = trainable_mask(model.sizes, trainable)
        if self._learning is not None:
            self._order = learning_first(self._learning)
        self._plan = plan(model.sizes, model.activations, model.loss, model.optimizer, trainable)
        self._settings = settings(
            model.optimizer,
            training.optimizer.hyperparameters,
            training.optimizer.learning_rate,
            (schedule.name, schedule.decay_steps, schedule.decay_rate),
            (training.l1, training.l2),
            training.clip_norm,
        )

    def train(self, stretch: Stretch) -> None:
        """Make one update with each batch, in order; the GIL is free meanwhile.

        Raises:
            ValueError: if there is not a mask, or None, for every hidden layer: machine code checks no bounds.
        """
        n_hidden = len(self._model.sizes) - 2
        if len(stretch.masks) != n_hidden:
            raise ValueError(f"a stretch has {n_hidden} masks, one a hidden layer, not {len(stretch.masks)}")
        if self._learning is None:
            self._run(self._vector, self._slots, stretch)
        else:
            vector, slots = self._vector[self._order], self._slots.compress(self._learning, axis=1)
            self._run(vector, slots, stretch)
            self._vector[self._order], self._slots[:, self._learning] = vector, slots
        self._count += stretch.n_steps

    def _run(self, vector: Array, slots: Array, stretch: Stretch) -> None:
        """Make the updates in place, in arrays that begin with what learns."""
        train(
            vector,
            slots,
            self._count,
            self._inputs,
            self._targets,
            self._plan,
            self._settings,
            batches(stretch.samples, stretch.ends, stretch.masks, self._inputs.dtype),
            self._workspace(int(np.diff(stretch.ends, prepend=0).max(initial=1))),
        )

    def state(self) -> LearningState:
        """Return a copy of the present state."""
        slots = {name: row.copy() for name, row in zip(self._slot_names, self._slots, strict=True)}
        return LearningState(self._vector.copy(), OptimizerState(self._count, slots))

    def _workspace(self, batch_size: int) -> Workspace:
        """Return room for batches of that size; the one at hand where it is large enough."""
        if batch_size > self._room:
            self._room, self._space = batch_size, workspace(self._model.sizes, batch_size, self._inputs.dtype)
        return self._space


def is_ready(dtype: DTypeLike) -> bool:
    """Return whether `prepare` has loaded the machine code for this dtype, so that training begins at once."""
    return np.dtype(dtype).name in _ready


def prepare() -> None:
    """Compile the machine code for both dtypes, or load what an earlier process compiled; a second call waits."""
    with _preparation:
        for dtype in DTYPES:
            if dtype not in _ready:
                _train_nothing(dtype)
                _ready.add(dtype)


def _train_nothing(dtype: str) -> None:
    """Let a network of one weight make no update, which is what takes the machine code to be there."""
    nothing, column = np.empty(0, np.intp), np.zeros((1, 1), dtype)
    backend = CompiledBackend(Model((1, 1), ("linear",), "mean_squared_error", "sgd", column, column))
    backend.configure(TrainingSpec(), (True,))
    backend.load(LearningState(np.zeros(2, dtype), OptimizerState(0, {})))
    backend.train(Stretch(nothing, nothing, ()))
