"""Several engines behind one backend: every batch goes to all of them, and what they differ by is noted."""

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from playground.backends import Backend, Stretch
from playground.engine.update import LearningState
from playground.spec.training import TrainingSpec

MAX_KEPT_SAMPLES = 1 << 14


class Chorus:
    """Trains its voices on the same batches from the same state; the first of them speaks for it.

    Attributes:
        differences: after each stretch, (n_voices,): the largest absolute difference of any parameter from the first
            voice's; NaN where a voice is not finite.
        magnitude: the largest absolute parameter that the first voice had.
        spent_s: how long training took, all voices together.
        step_s: how long each voice took for a step of its last stretch.
        kept: the first stretches, for measuring.
    """

    notice: str | None = None

    def __init__(self, voices: dict[str, Backend], clock: Callable[[], float] = time.perf_counter) -> None:
        self.voices = voices
        self._clock = clock
        self._leader = next(iter(voices.values()))
        self.device = self._leader.device
        self.differences: list[NDArray[np.float64]] = []
        self.magnitude = 0.0
        self.spent_s = 0.0
        self.step_s: dict[str, float] = {}
        self.kept: list[Stretch] = []

    def load(self, state: LearningState) -> None:
        """Let all go on from this state."""
        self._start = state
        for voice in self.voices.values():
            voice.load(state)

    def configure(self, training: TrainingSpec, trainable: tuple[bool, ...]) -> None:
        """Let all use these settings."""
        for voice in self.voices.values():
            voice.configure(training, trainable)

    def train(self, stretch: Stretch) -> None:
        """Let all make one update with each of the batches, and note by how much they differ then."""
        for name, voice in self.voices.items():
            self.step_s[name] = self._timed(voice, stretch)
            self.spent_s += self.step_s[name] * stretch.n_steps
        if sum(len(kept.samples) for kept in self.kept) < MAX_KEPT_SAMPLES:
            self.kept.append(stretch)
        vectors = [voice.state().vector.astype(np.float64) for voice in self.voices.values()]
        if np.isfinite(vectors[0]).all():
            self.magnitude = max(self.magnitude, float(np.abs(vectors[0]).max()))
            self.differences.append(np.array([largest_difference(vectors[0], vector) for vector in vectors]))

    def state(self) -> LearningState:
        """Return the first voice's state."""
        return self._leader.state()

    def measure(self, name: str, stretch: Stretch) -> float:
        """Return the seconds a step that one voice takes for a stretch, from where all began."""
        self.voices[name].load(self._start)
        return self._timed(self.voices[name], stretch)

    @np.errstate(over="ignore", invalid="ignore")  # diverging is something to see, not a fault
    def _timed(self, voice: Backend, stretch: Stretch) -> float:
        """Return the seconds a step; asking for the state waits for what a device has yet to do."""
        begin = self._clock()
        voice.train(stretch)
        voice.state()
        return (self._clock() - begin) / stretch.n_steps


def largest_difference(reference: NDArray[np.float64], vector: NDArray[np.float64]) -> float:
    """Return the largest absolute difference; NaN where the vector is not finite."""
    return float(np.abs(vector - reference).max()) if np.isfinite(vector).all() else np.nan
