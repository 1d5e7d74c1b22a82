"""Every TensorFlow engine against the one from scratch: by-hand backpropagation and automatic differentiation agree.

The network has all hidden activations one after another, so that each meets every optimizer and every loss.
"""

from functools import cache

import numpy as np
import pytest

from playground.backends import ENGINES, LearningState
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.spec.experiment import PLAIN_SGD_ENGINES
from tests.backends.networks import ALL_HIDDEN, Case, assert_same, make_case, outputs_of

EXACT = 1e-9  # float64 through 200 updates whose sums are taken in another order
ROUNDED = 1e-4  # the same in float32
TENSORFLOW_ENGINES = [name for name, engine in ENGINES.items() if engine.uses_tensorflow]
ANY_RULE = [name for name in TENSORFLOW_ENGINES if name not in PLAIN_SGD_ENGINES]

COMBINATIONS = [  # every loss meets its output activations in turn
    (optimizer, (loss, outputs_of(loss)[(row + column) % len(outputs_of(loss))]))
    for row, optimizer in enumerate(OPTIMIZERS)
    for column, loss in enumerate(LOSSES)
]
EVERY_RULE_AND_LOSS_ONCE = [COMBINATIONS[row * len(LOSSES) + row % len(LOSSES)] for row in range(len(OPTIMIZERS))]


@cache
def case_of(optimizer: str, output: tuple[str, str], dtype: str) -> tuple[Case, LearningState]:
    """Return a case and where the engine from scratch takes it."""
    case = make_case(optimizer, output, ALL_HIDDEN, dtype)
    end = case.trained("numpy")
    assert np.abs(end.vector - case.start.vector).max() > 1e-3, "the network learns"
    return case, end


def shared_out(combinations):
    """Return every combination for xla, and each for one of the two engines that share Keras' optimizers."""
    by_turns = ("keras", "tape")
    return [
        pytest.param(optimizer, output, engine, id=f"{optimizer}-{'-'.join(output)}-{engine}")
        for place, (optimizer, output) in enumerate(combinations)
        for engine in ("xla", by_turns[place % 2])
    ]


def cases(combinations, engines):
    """Return every combination with each engine, engines last, so that they share what is cached."""
    return [
        pytest.param(*combination, engine, id=f"{combination[0]}-{'-'.join(combination[1])}-{engine}")
        for combination in combinations
        for engine in engines
    ]


@pytest.mark.parametrize(("optimizer", "output", "engine"), shared_out(COMBINATIONS))
def test_engine_agrees_with_scratch_in_float64(optimizer, output, engine):
    case, expected = case_of(optimizer, output, "float64")
    assert_same(case.trained(engine), expected, EXACT)


@pytest.mark.parametrize(
    ("optimizer", "output", "engine"),
    cases([combination for combination in COMBINATIONS if combination[0] == "sgd"], PLAIN_SGD_ENGINES),
)
def test_plain_sgd_engine_agrees_with_scratch_in_float64(optimizer, output, engine):
    case, expected = case_of(optimizer, output, "float64")
    assert_same(case.trained(engine), expected, EXACT)


@pytest.mark.parametrize(("optimizer", "output", "engine"), cases(EVERY_RULE_AND_LOSS_ONCE, ANY_RULE))
def test_engine_agrees_with_scratch_in_float32(optimizer, output, engine):
    case, expected = case_of(optimizer, output, "float32")
    assert_same(case.trained(engine), expected, ROUNDED)


@pytest.mark.parametrize("engine", PLAIN_SGD_ENGINES)
def test_plain_sgd_engine_agrees_with_scratch_in_float32(engine):
    case, expected = case_of(*EVERY_RULE_AND_LOSS_ONCE[0], "float32")
    assert_same(case.trained(engine), expected, ROUNDED)
