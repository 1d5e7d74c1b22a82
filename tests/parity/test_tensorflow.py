"""Every TensorFlow engine against the one from scratch: by-hand backpropagation and automatic differentiation agree.

The network has all hidden activations one after another, so that each meets every optimizer and every loss.
"""

from functools import cache

import numpy as np
import pytest

from playground.backends import ENGINES
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.update import LearningState
from tests.backends.networks import ALL_HIDDEN, PLAIN_SGD_ENGINES, Case, assert_same, make_case, outputs_of

EXACT = 1e-9  # float64 through 200 updates whose sums are taken in another order
ROUNDED = 1e-4  # the same in float32
TENSORFLOW_ENGINES = [name for name, engine in ENGINES.items() if engine.uses_tensorflow]
ANY_RULE = [name for name in TENSORFLOW_ENGINES if name not in PLAIN_SGD_ENGINES]

COMBINATIONS = [  # every loss meets its output activations in turn
    (optimizer, (loss, outputs_of(loss)[(row + column) % len(outputs_of(loss))]))
    for row, optimizer in enumerate(OPTIMIZERS)
    for column, loss in enumerate(LOSSES)
]
EACH_RULE_AND_LOSS_ONCE = {COMBINATIONS[row * len(LOSSES) + row % len(LOSSES)] for row in range(len(OPTIMIZERS))}
TOLERANCES = {"float64": EXACT, "float32": ROUNDED}


def usual(dtype, place, combination, engine):
    """Whether a case is run every time: a quarter of float64, each rule in float32, dealt to the engines in turn."""
    if dtype == "float32":
        turn = list(OPTIMIZERS).index(combination[0]) % len(ANY_RULE)
        return combination in EACH_RULE_AND_LOSS_ONCE and (engine not in ANY_RULE or turn == ANY_RULE.index(engine))
    return place % (4 * len(ANY_RULE)) == 4 * ANY_RULE.index(engine) if engine in ANY_RULE else place % 4 == 0


def cases():
    """Return the whole table, engines last, so that they share what is cached."""
    return [
        pytest.param(
            *(dtype, *combination, engine),
            id=f"{dtype}-{combination[0]}-{'-'.join(combination[1])}-{engine}",
            marks=() if usual(dtype, place, combination, engine) else pytest.mark.exhaustive,
        )
        for dtype in TOLERANCES
        for place, combination in enumerate(COMBINATIONS)
        for engine in (TENSORFLOW_ENGINES if combination[0] == "sgd" else ANY_RULE)
    ]


@cache
def case_of(optimizer: str, output: tuple[str, str], dtype: str) -> tuple[Case, LearningState]:
    """Return a case and where the engine from scratch takes it."""
    case = make_case(optimizer, output, ALL_HIDDEN, dtype)
    end = case.trained("numpy")
    assert np.abs(end.vector - case.start.vector).max() > 1e-3, "the network learns"
    return case, end


@pytest.mark.parametrize(("dtype", "optimizer", "output", "engine"), cases())
def test_engine_agrees_with_scratch(dtype, optimizer, output, engine):
    case, expected = case_of(optimizer, output, dtype)
    assert_same(case.trained(engine), expected, TOLERANCES[dtype])
