"""The figures of results: counts, curves and residuals are those of the samples."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.analysis.results import roc_curve, score
from playground.views.results import (
    MAX_SHOWN,
    confusion_figure,
    prediction_figure,
    residual_figure,
    residual_histogram,
    roc_figure,
)
from tests.views.figures import DARK, LIGHT, array, assert_drawn, column

RNG = np.random.default_rng(2)


def matrix(n_classes):
    """Return scores of random guesses, and their figure."""
    outputs, targets = RNG.random((200, n_classes)), np.eye(n_classes)[RNG.integers(n_classes, size=200)]
    names = tuple(f"class {number}" for number in range(n_classes))
    scores = score(outputs, targets, 0.5)
    return scores, confusion_figure(scores, names, LIGHT)


@pytest.mark.parametrize("n_classes", [2, 3, 6, 10])
def test_matrix_has_true_classes_on_rows_from_the_top_with_counts_and_shares_of_the_row(n_classes):
    scores, figure = matrix(n_classes)
    assert_drawn(figure)
    (cells,) = figure["data"]
    counts = scores.confusion
    percent = 100 * counts / counts.sum(axis=1, keepdims=True)
    assert_allclose(array(cells["z"]), percent, rtol=1e-5)
    assert cells["y"] == cells["x"] == [f"class {number}" for number in range(n_classes)]
    assert figure["layout"]["yaxis"]["autorange"] == "reversed"
    assert figure["layout"]["yaxis"]["title"]["text"] == "true class"
    assert cells["text"][0][1] == (f"{counts[0, 1]}<br>{percent[0, 1]:.0f} %" if counts[0, 1] else "0")
    assert figure["layout"]["width"] <= 670, "it fits beside the table"


def test_row_of_a_class_without_samples_is_empty():
    scores = score(np.eye(3)[[0, 1]], np.eye(3)[[0, 1]], 0.5)
    figure = confusion_figure(scores, ("a", "b", "c"), DARK)
    assert_drawn(figure)
    assert figure["data"][0]["text"][2] == ["0", "0", "0"]


@pytest.mark.parametrize("threshold", [0.0, 0.3, 0.5, 1.0])
def test_threshold_s_point_is_what_the_threshold_makes_of_the_samples(threshold):
    outputs, is_second = RNG.random(100).round(1), RNG.random(100) > 0.5
    figure = roc_figure(roc_curve(outputs, is_second), threshold, ("a", "b"), LIGHT)
    assert_drawn(figure)
    taken = outputs > threshold
    (point,) = column(figure["data"][2])
    assert_allclose(point, [taken[~is_second].mean(), taken[is_second].mean()])
    assert figure["data"][2]["name"] == f"threshold {threshold:g}"


def test_curve_is_drawn_whole_and_its_area_is_said():
    curve = roc_curve(np.array([0.1, 0.6, 0.4, 0.8]), np.array([False, False, True, True]))
    figure = roc_figure(curve, 0.5, ("class 0", "class 1"), DARK)
    assert_allclose(column(figure["data"][1]), np.column_stack([curve.false_positives, curve.true_positives]))
    assert "area 0.750" in figure["layout"]["title"]["text"]
    assert "class 0 taken for class 1" in figure["layout"]["xaxis"]["title"]["text"]


def test_residuals_are_targets_minus_predictions_and_fit_between_the_ends():
    predictions, targets = RNG.random(50), RNG.random(50)
    figure = residual_figure(predictions, targets, LIGHT)
    assert_drawn(figure)
    assert_allclose(column(figure["data"][0]), np.column_stack([predictions, targets - predictions]), rtol=1e-5)
    low, high = figure["layout"]["yaxis"]["range"]
    assert -low == high > np.abs(targets - predictions).max()


def test_histogram_counts_every_residual():
    predictions, targets = RNG.random(50), RNG.random(50)
    figure = residual_histogram(predictions, targets, LIGHT)
    assert_drawn(figure)
    bars = figure["data"][0]
    assert array(bars["y"]).sum() == pytest.approx(100, abs=1e-3)
    middle = len(array(bars["x"])) // 2
    near = np.abs(targets - predictions) <= bars["width"] / 2
    assert array(bars["y"])[middle] == pytest.approx(100 * near.mean(), abs=1e-3)


def test_predictions_are_drawn_against_targets():
    predictions, targets = RNG.random(50), RNG.random(50)
    figure = prediction_figure(predictions, targets, LIGHT)
    assert_drawn(figure)
    assert_allclose(column(figure["data"][1]), np.column_stack([targets, predictions]), rtol=1e-5)
    assert_array_equal(column(figure["data"][0]), np.column_stack([[targets.min(), targets.max()]] * 2))


@pytest.mark.parametrize("draw", [residual_figure, prediction_figure, residual_histogram])
@pytest.mark.parametrize("wrong", [np.nan, np.inf, 1e38])
def test_predictions_that_are_not_finite_or_huge_are_left_out(draw, wrong):
    assert_drawn(draw(np.array([wrong, wrong, 0.5], np.float32), np.array([0, 1, 2], np.float32), LIGHT))
    assert_drawn(draw(np.array([wrong], np.float32), np.array([0], np.float32), LIGHT))


def test_of_many_samples_some_are_drawn():
    many = RNG.random(3000)
    assert len(column(residual_figure(many, many, LIGHT)["data"][0])) == MAX_SHOWN
    assert len(column(prediction_figure(many, many, LIGHT)["data"][1])) == MAX_SHOWN
