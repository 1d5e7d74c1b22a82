"""Features against their formulas."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from playground.data import FEATURES, apply_features

FORMULAS = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1_squared": lambda x1, x2: x1 * x1,
    "x2_squared": lambda x1, x2: x2 * x2,
    "x1_x2": lambda x1, x2: x1 * x2,
    "sin_x1": lambda x1, x2: math.sin(x1),
    "sin_x2": lambda x1, x2: math.sin(x2),
    "cos_x1": lambda x1, x2: math.cos(x1),
    "cos_x2": lambda x1, x2: math.cos(x2),
}
coordinate = st.floats(-6.0, 6.0)


def test_table_has_every_feature_under_its_own_name():
    assert {name: entry.name for name, entry in FEATURES.items()} == {name: name for name in FORMULAS}


@pytest.mark.parametrize("name", FORMULAS)
@given(x1=coordinate, x2=coordinate)
def test_feature_follows_its_formula(name, x1, x2):
    # NumPy's sine and the C library's may differ in the last bit.
    assert FEATURES[name].function(np.array([[x1, x2]])) == pytest.approx([FORMULAS[name](x1, x2)], rel=1e-14)


def test_labels_and_formulas_are_distinct():
    assert len({entry.label for entry in FEATURES.values()}) == len(FEATURES)
    assert len({entry.formula for entry in FEATURES.values()}) == len(FEATURES)


@given(st.lists(st.sampled_from(sorted(FORMULAS)), min_size=1, unique=True))
def test_apply_features_gives_one_column_a_name_in_the_given_order(names):
    inputs = np.array([[1.0, 2.0], [-3.0, 0.5], [0.0, 6.0]])
    columns = apply_features(names, inputs)
    assert columns.shape == (3, len(names))
    for column, name in zip(columns.T, names, strict=True):
        assert_array_equal(column, FEATURES[name].function(inputs))


def test_apply_features_leaves_the_inputs_alone():
    inputs = np.array([[1.0, 2.0]])
    apply_features(["x1"], inputs)[:] = 9.0
    assert_array_equal(inputs, [[1.0, 2.0]])


@pytest.mark.parametrize(
    ("names", "inputs", "message"),
    [
        (["x1", "x3"], np.zeros((4, 2)), 'no feature "x3"; choose from x1, x2, '),
        ([], np.zeros((4, 2)), "no feature is given; choose from x1, x2, "),
        (["x1"], np.zeros((4, 3)), r"inputs have shape \(4, 3\); features need points of shape \(n_samples, 2\)"),
        (["x1"], np.zeros(2), r"inputs have shape \(2,\)"),
    ],
)
def test_apply_features_refuses_what_it_cannot_compute(names, inputs, message):
    with pytest.raises(ValueError, match=message):
        apply_features(names, inputs)
