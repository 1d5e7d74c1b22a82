"""The figures of several classes, held against their description for every number of classes."""

import numpy as np
import pytest

from playground.data import multiclass

n_classes_allowed = pytest.mark.parametrize("n_classes", [3, 4, 5, 6])


def draw(figure, n_classes: int) -> tuple[np.ndarray, np.ndarray]:
    labels = np.arange(1200) % n_classes
    return figure(np.random.default_rng(5), labels, n_classes), labels


def turned_back(points: np.ndarray, labels: np.ndarray, n_classes: int) -> np.ndarray:
    """Return the points turned so that every class takes the place of the first, as complex numbers."""
    return points @ np.array([1.0, 1.0j]) * np.exp(-2j * np.pi * labels / n_classes)


@n_classes_allowed
def test_blobs_are_clouds_of_equal_size_that_do_not_touch(n_classes):
    points, labels = draw(multiclass.blobs, n_classes)
    from_centre = np.abs(turned_back(points, labels, n_classes) - 3.8j)
    half_distance = 3.8 * np.sin(np.pi / n_classes)
    assert from_centre.max() < min(0.95 * half_distance, 2.2)
    # A cloud that reaches three deviations has nearly a third of it as its deviation.
    assert from_centre.max() > 0.6 * min(0.92 * half_distance, 2.16)


@n_classes_allowed
def test_spiral_arms_are_one_arm_turned_around(n_classes):
    points, labels = draw(multiclass.spiral_arms, n_classes)
    arm = turned_back(points, labels, n_classes)
    turns = np.angle(arm) / (2.0 * np.pi) - np.abs(arm) / 5.4
    assert np.abs((turns + 0.5) % 1.0 - 0.5).max() < 1e-9  # turns modulo 1, exact but for rounding
    assert np.abs(arm).max() <= 5.4


@n_classes_allowed
def test_pie_slices_are_equal_and_leave_gaps_of_equal_width(n_classes):
    points, labels = draw(multiclass.pie, n_classes)
    slices = turned_back(points, labels, n_classes) / 1j  # the first points along the positive axis
    normal = np.array([np.sin(np.pi / n_classes), np.cos(np.pi / n_classes)])
    to_side = slices.real * normal[0] - np.abs(slices.imag) * normal[1]
    # Each slice keeps 0.2 from the line between it and the next; points come close to it, but never closer.
    assert 0.2 - 1e-12 <= to_side.min() < 0.3
    assert np.abs(points).max() <= 5.5
