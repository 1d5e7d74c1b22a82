"""The surfaces to be fitted, held against their description."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from playground.data import INPUT_LIMIT, regression

AXIS = np.linspace(-INPUT_LIMIT, INPUT_LIMIT, 241)
GRID = np.stack(np.meshgrid(AXIS, AXIS), axis=-1).reshape(-1, 2)


@pytest.mark.parametrize("surface", [regression.plane, regression.gaussians, regression.ripples])
def test_surface_uses_the_whole_range_from_minus_one_to_one_and_no_more(surface):
    heights = surface(GRID)
    assert -1.0 <= heights.min() < -0.95
    assert 0.95 < heights.max() <= 1.0


def test_plane_grows_from_corner_to_corner():
    assert_allclose(regression.plane(np.array([[-6.0, -6.0], [0.0, 0.0], [6.0, 6.0], [6.0, -6.0]])), [-1, 0, 1, 0])


def test_gaussians_has_its_hills_and_hollows_where_it_says():
    # Neighbours add at most a few hundredths to the top of a bump.
    assert_allclose(regression.gaussians(regression.BUMP_TOPS), regression.BUMP_HEIGHTS, atol=0.03)


def test_gaussians_falls_off_like_a_normal_density():
    one_deviation_out = regression.BUMP_TOPS[:1] + np.array([[-regression.BUMP_WIDTH, 0.0]])
    # Neighbours add less than a hundredth on the far side of a bump in a corner.
    assert_allclose(regression.gaussians(one_deviation_out), regression.BUMP_HEIGHTS[0] * np.exp(-0.5), atol=0.01)


def test_ripples_are_round_with_a_crest_every_six_units():
    points = np.array([[0.0, 0.0], [3.0, 0.0], [0.0, -3.0], [3.6, 4.8], [1.5, 0.0]])
    assert_allclose(regression.ripples(points), [1.0, -1.0, -1.0, 1.0, 0.0], atol=1e-12)
