"""Numbers in a figure: nothing is lost in packing, and axes end at round numbers that seldom change."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from playground.views.numbers import evenly, round_limit, round_range, small, typed
from tests.views.figures import array


def test_packed_numbers_come_back_whatever_their_shape_and_order():
    values = np.arange(6.0).reshape(2, 3)
    assert_array_equal(array(typed(values)), values)
    assert_array_equal(array(typed(values.T)), values.T)
    assert_array_equal(array(typed([np.nan, 2.0**99, -0.5])), [np.nan, 2.0**99, -0.5])
    assert_array_equal(array(small([[0.0, 255.0]])), [[0, 255]])
    assert_array_equal(array(small([[0.0, 256.0]])), [[0, 256]])
    assert array(small([1])).itemsize == 1


def test_numbers_too_large_to_be_drawn_are_left_out_without_a_warning():
    assert_array_equal(array(typed([1e300, -1e39, np.inf, 1e31, 2.0])), [np.nan] * 4 + [2])


@pytest.mark.parametrize(
    ("values", "limit"),
    [([0.3, -0.9], 1.0), ([0.0], 1.0), ([], 1.0), ([np.nan, 0.011], 0.015), ([-7.1, np.inf], 10.0), ([1e-40], 1e-40)],
)
def test_limit_is_the_next_round_number(values, limit):
    assert round_limit(values) == pytest.approx(limit)


@pytest.mark.parametrize(
    ("ends", "axis"),
    [((-0.9, 2.1), (-1, 3)), ((0.6, 0.9), (0.585, 0.915)), ((0.1, 0.9), (0, 1)), ((-5, -1), (-5, 0))],
)
def test_axis_ends_at_round_numbers_and_holds_zero_unless_all_is_far_from_it(ends, axis):
    assert round_range(*ends) == pytest.approx(axis)


@pytest.mark.parametrize("ends", [(0.0, 0.0), (3.0, 3.0), (-3.0, -3.0), (1e9, 1e9 + 1)])
def test_axis_of_a_single_value_has_a_length_and_holds_it(ends):
    low, high = round_range(*ends)
    assert low <= ends[0] <= ends[1] <= high
    assert low < high


def test_some_of_many_are_chosen_evenly_with_both_ends():
    chosen = evenly(100, 12)
    assert (len(chosen), chosen[0], chosen[-1]) == (12, 0, 99)
    assert np.ptp(np.diff(chosen)) <= 1
    assert_array_equal(evenly(3, 12), [0, 1, 2])
    assert len(evenly(0, 12)) == 0
