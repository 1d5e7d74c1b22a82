"""The figures of two classes, held against their description."""

import numpy as np
import pytest

from playground.data import binary

LABELS = np.arange(2000) % 2
ONE = LABELS == 1


def draw(figure) -> np.ndarray:
    return figure(np.random.default_rng(5), LABELS)


def radius(points: np.ndarray) -> np.ndarray:
    return np.hypot(points[:, 0], points[:, 1])


def test_circle_has_a_gap_between_disc_and_ring():
    radii = radius(draw(binary.circle))
    assert radii[ONE].max() <= 2.4
    assert radii[~ONE].min() >= 3.4
    assert radii.max() <= 5.0


def test_circle_covers_its_disc_evenly_by_area():
    # Half of the area lies within sqrt(1/2) of the radius; 1,000 points put that share within 0.05 of a half.
    assert np.mean(radius(draw(binary.circle))[ONE] < 2.4 * np.sqrt(0.5)) == pytest.approx(0.5, abs=0.05)


def test_xor_has_class_one_where_the_signs_are_equal_and_a_gap_at_the_axes():
    points = draw(binary.xor)
    assert ((points.prod(axis=1) > 0.0) == ONE).all()
    assert np.abs(points).min() >= 0.3


def test_xor_fills_all_four_quadrants():
    quadrants = np.unique(np.sign(draw(binary.xor)), axis=0, return_counts=True)[1]
    # Each holds 500 of 2,000 on average, with a deviation of 16.
    assert len(quadrants) == 4
    assert quadrants.min() > 420


def test_gauss_has_a_gap_on_either_side_of_the_diagonal():
    distances = draw(binary.gauss).sum(axis=1) / np.sqrt(2.0)
    assert (distances[ONE] > 0.5).all()
    assert (distances[~ONE] < -0.5).all()


def test_spiral_winds_its_arms_opposite_each_other():
    points = draw(binary.spiral)
    radii = radius(points)
    turns = np.arctan2(points[:, 1], points[:, 0]) / (2.0 * np.pi)
    expected = 1.75 * radii / 5.4 + 0.5 * ONE
    assert np.abs((turns - expected + 0.5) % 1.0 - 0.5).max() < 1e-9  # turns modulo 1, exact but for rounding
    assert radii.max() <= 5.4


def test_spiral_leaves_no_holes_in_its_arms():
    radii = np.sort(radius(draw(binary.spiral))[ONE] ** 2)
    # One point in each of 1,000 cells: neighbours are less than two cells apart.
    assert np.diff(radii).max() < 2.0 / 1000 * 5.4**2


def test_moons_are_half_rings_turned_against_each_other():
    points = draw(binary.moons)
    side = np.where(ONE, 1.0, -1.0)
    centred = np.column_stack([points[:, 0] + 1.65 * side, (side * points[:, 1] + 1.5) / 1.45])
    assert (centred[:, 1] >= 0.0).all()
    assert 2.9 <= radius(centred).min() <= radius(centred).max() <= 3.8


def test_checkerboard_alternates_and_has_gaps_between_its_fields():
    within = (draw(binary.checkerboard) + 5.6) / 2.8
    fields = np.floor(within).astype(int)
    assert ((fields.sum(axis=1) % 2 == 0) == ONE).all()
    assert len(np.unique(fields, axis=0)) == 16
    assert np.abs(within - np.round(within)).min() >= 0.2 / 2.8 - 1e-12  # rounding of a quotient


def test_rings_alternate_outward():
    radii = radius(draw(binary.rings))
    rings = np.digitize(radii, [2.0, 4.0])
    assert ((rings == 1) == ~ONE).all()
    assert np.abs(radii - np.array([1.2, 3.1, 5.0])[rings]).max() <= 0.4 + 1e-12  # rounding of a root
    assert set(rings) == {0, 1, 2}
