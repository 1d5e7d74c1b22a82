"""Every TensorFlow engine against the one from scratch: by-hand backpropagation and automatic differentiation agree.

In the whole table the network has all hidden activations one after another, so that each meets every optimizer and
every loss. What is run every time has few layers, which are traced and compiled sooner.
"""

from functools import cache
from itertools import cycle, islice

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

ROWS, COLUMNS = list(OPTIMIZERS), list(LOSSES)
MANY, FEW = 200, 50  # updates
TOLERANCES = {"float64": EXACT, "float32": ROUNDED}


def outcome(row, column):
    """Return a loss and its output activation: every loss meets its outputs in turn."""
    outputs = outputs_of(COLUMNS[column])
    return COLUMNS[column], outputs[(row + column) % len(outputs)]


def is_usual(dtype, row, column, engine):
    """Whether a case is run every time: each rule with every engine, one of them in float32, and losses in turn."""
    if engine in ANY_RULE:
        turn = ANY_RULE.index(engine)
        is_single = (row + 1) % len(ANY_RULE) == turn
        return column == (row + 2 * turn) % len(COLUMNS) and is_single == (dtype == "float32")
    turn = PLAIN_SGD_ENGINES.index(engine)
    return column == turn if dtype == "float32" else column % len(PLAIN_SGD_ENGINES) == turn


def hidden_of(row, column, engine):
    """Return the hidden activations of a case that is run every time: an engine meets all, a few in each case."""
    n_hidden, turn = (2, row) if engine in ANY_RULE else (5, column // len(PLAIN_SGD_ENGINES))
    return tuple(islice(cycle(ALL_HIDDEN), turn * n_hidden, (turn + 1) * n_hidden))


def entry(dtype, row, column, engine):
    """Return one case of the table."""
    output, is_here = outcome(row, column), is_usual(dtype, row, column, engine)
    return pytest.param(
        *(dtype, ROWS[row], output),
        *((hidden_of(row, column, engine), FEW) if is_here else (ALL_HIDDEN, MANY)),
        engine,
        id=f"{dtype}-{ROWS[row]}-{'-'.join(output)}-{engine}",
        marks=() if is_here else pytest.mark.exhaustive,
    )


TABLE = [  # engines last, so that they share what is cached
    entry(dtype, row, column, engine)
    for dtype in TOLERANCES
    for row, column in np.ndindex(len(ROWS), len(COLUMNS))
    for engine in (TENSORFLOW_ENGINES if ROWS[row] == "sgd" else ANY_RULE)
]


@cache
def case_of(
    optimizer: str, output: tuple[str, str], dtype: str, hidden: tuple[str, ...], n_steps: int
) -> tuple[Case, LearningState]:
    """Return a case and where the engine from scratch takes it."""
    case = make_case(optimizer, output, hidden, dtype, n_steps)
    end = case.trained("numpy")
    assert np.abs(end.vector - case.start.vector).max() > 1e-3, "the network learns"
    return case, end


@pytest.mark.parametrize(("dtype", "optimizer", "output", "hidden", "n_steps", "engine"), TABLE)
def test_engine_agrees_with_scratch(dtype, optimizer, output, hidden, n_steps, engine):
    case, expected = case_of(optimizer, output, dtype, hidden, n_steps)
    assert_same(case.trained(engine), expected, TOLERANCES[dtype])


def test_every_engine_meets_every_rule_it_has_and_every_activation_every_time():
    met = {name: set() for name in TENSORFLOW_ENGINES}
    for dtype, optimizer, (loss, _), hidden, _, engine in [case.values for case in TABLE if not case.marks]:
        met[engine] |= {(dtype, optimizer), loss, *hidden}
    for engine, found in met.items():
        rules = OPTIMIZERS if engine in ANY_RULE else ["sgd"]
        assert all({("float64", name), ("float32", name)} & found for name in rules)
        assert found >= set(ALL_HIDDEN)
    assert all(met[engine] >= set(LOSSES) for engine in ANY_RULE)
    assert set.union(*(met[engine] for engine in PLAIN_SGD_ENGINES)) >= set(LOSSES)
    assert set.union(*met.values()) >= {(dtype, name) for dtype in TOLERANCES for name in OPTIMIZERS}
