"""The table of parameters: what is written is read back exactly, what cannot be is refused cell by cell."""

import re
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from playground.engine.network import Parameters
from playground.spec import Experiment, list_presets, load_preset
from playground.training.problem import pose
from playground.ui.panels.weights.frames import (
    MAX_LINES,
    first_lines,
    from_frames,
    number_text,
    read_number,
    start_of,
    to_frames,
)

FLOAT32_MAX = float(np.finfo(np.float32).max)


def experiment(*units, dtype="float32"):
    """Return an experiment with hidden layers of so many neurons."""
    layers = [{"units": n, "activation": "tanh"} for n in units]
    return Experiment().patched({"network": {"layers": layers}, "training": {"dtype": dtype}})


@st.composite
def tables(draw):
    """Return an experiment and parameters of any finite numbers for it."""
    case = experiment(
        *draw(st.lists(st.integers(1, 4), max_size=3)), dtype=draw(st.sampled_from(["float32", "float64"]))
    )
    n_parameters = sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(case.sizes))
    numbers = st.floats(-FLOAT32_MAX, FLOAT32_MAX)
    vector = np.array(draw(st.lists(numbers, min_size=n_parameters, max_size=n_parameters)))
    return case, Parameters.from_vector(vector, case.sizes)


@given(tables())
def test_table_that_nobody_changed_is_read_back_to_the_last_digit(drawn):
    case, parameters = drawn
    assert_array_equal(from_frames(to_frames(case, parameters), parameters, case).vector, parameters.vector)


@given(tables(), st.data())
def test_changed_cell_is_read_and_no_other_moves(drawn, data):
    case, parameters = drawn
    frames = to_frames(case, parameters)
    layer = data.draw(st.integers(0, len(frames) - 1))
    row = data.draw(st.integers(0, frames[layer].shape[0] - 1))
    column = data.draw(st.integers(0, frames[layer].shape[1] - 1))
    value = data.draw(st.floats(-1e6, 1e6).filter(lambda number: number_text(number) != frames[layer].iat[row, column]))
    frames[layer].iat[row, column] = repr(value)
    source = None if row == len(parameters.layers[layer].weights) else row
    expected = parameters.with_value(layer, source, column, value)
    assert_array_equal(from_frames(frames, parameters, case).vector, expected.vector)


def test_table_has_a_row_for_what_comes_in_and_one_for_the_biases():
    case = experiment(3)
    parameters = Parameters.from_vector(np.arange(13.0), case.sizes)
    hidden, output = to_frames(case, parameters)
    assert list(hidden.index) == ["x₁", "x₂", "bias"]
    assert list(hidden.columns) == ["neuron 1", "neuron 2", "neuron 3"]
    assert hidden.to_numpy().tolist() == [["0", "1", "2"], ["3", "4", "5"], ["6", "7", "8"]]
    assert list(output.index) == ["neuron 1", "neuron 2", "neuron 3", "bias"]
    assert output.to_numpy().tolist() == [["9"], ["10"], ["11"], ["12"]]


def test_numbers_are_shown_with_six_digits():
    assert [number_text(value) for value in (1 / 3, -2.0, 1e-9, 123456789.0, 0.0)] == [
        "0.333333", "-2", "1e-09", "1.23457e+08", "0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"), [("0.5", 0.5), (" -3 ", -3.0), ("1e-3", 0.001), ("0,25", 0.25), ("−7", -7.0), ("+.5", 0.5)]
)
def test_number_is_read_as_people_and_spreadsheets_write_it(text, value):
    assert read_number(text, FLOAT32_MAX) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty; write 0 for no weight"),
        ("  ", "it is empty; write 0 for no weight"),
        (None, "it is empty; write 0 for no weight"),
        (float("nan"), "it is empty; write 0 for no weight"),
        ("a half", "'a half' is not a number"),
        ("1,000,000", "'1,000,000' is not a number"),
        ("nan", "'nan' is not between -3.4e+38 and 3.4e+38"),
        ("1e39", "'1e39' is not between -3.4e+38 and 3.4e+38"),
        ("-inf", "'-inf' is not between -3.4e+38 and 3.4e+38"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(text, reason):
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        read_number(text, FLOAT32_MAX)


def test_refusal_names_layer_row_and_column_of_every_such_cell():
    case = experiment(2)
    parameters = Parameters.from_vector(np.zeros(9), case.sizes)
    frames = to_frames(case, parameters)
    frames[0].iat[1, 0], frames[0].iat[2, 1], frames[1].iat[0, 0] = "x", None, "1e99"
    with pytest.raises(ValueError, match="Hidden 1") as refused:
        from_frames(frames, parameters, case)
    assert str(refused.value).splitlines() == [
        "Hidden 1, row x₂, column neuron 1: 'x' is not a number",
        "Hidden 1, row bias, column neuron 2: it is empty; write 0 for no weight",
        "Output, row neuron 1, column output 1: '1e99' is not between -3.4e+38 and 3.4e+38",
    ]


def test_larger_numbers_fit_where_the_run_has_64_bits():
    case = experiment(dtype="float64")
    parameters = Parameters.from_vector(np.zeros(3), case.sizes)
    frames = to_frames(case, parameters)
    frames[0].iat[0, 0] = "1e99"
    assert from_frames(frames, parameters, case).layers[0].weights[0, 0] == 1e99


def test_message_names_the_first_cells_and_how_many_more_there_are():
    lines = [f"cell {number}" for number in range(MAX_LINES + 3)]
    assert first_lines(lines) == [*lines[:MAX_LINES], "and 3 more"]
    assert first_lines(lines[:MAX_LINES]) == lines[:MAX_LINES]


@given(st.lists(st.floats(width=32, allow_nan=False, allow_infinity=False), min_size=3, max_size=3))
def test_shortest_digits_are_the_same_number_in_single_precision(numbers):
    parameters = Parameters.from_vector(np.array(numbers, np.float32), (2, 1))
    short = parameters.in_fewest_digits()
    assert short.vector.dtype == np.float64
    assert_array_equal(short.vector.astype(np.float32), parameters.vector)
    assert all(n_digits(value) <= n_digits(exact) for value, exact in zip(short.vector, parameters.vector, strict=True))


def n_digits(number):
    """Return how many significant digits a number is written with."""
    return len(Decimal(repr(float(number))).normalize().as_tuple().digits)


def test_start_is_drawn_from_the_seed_with_few_digits():
    case = experiment(4, 2)
    start = start_of(case)
    assert_array_equal(start.vector.astype(np.float32), pose(case).initial_parameters.vector)
    assert max(len(repr(float(value))) for value in start.vector) < 16


@pytest.mark.parametrize("preset", [name for name in list_presets() if load_preset(name).network.parameters])
def test_start_of_a_lesson_by_hand_is_what_its_file_says(preset):
    case = load_preset(preset)
    start = start_of(case)
    given_layers = case.network.parameters
    for layer, written in zip(start.layers, given_layers, strict=True):
        assert_array_equal(layer.weights, written.weights)
        assert_array_equal(layer.biases, written.biases)
    assert to_frames(case, start)[0].iat[0, 0] == number_text(given_layers[0].weights[0][0])
