"""The measures of quality, against scikit-learn's, and where there is nothing to measure."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from sklearn import metrics

from playground.analysis.results import classes_of, fit, roc_curve, score

RNG = np.random.default_rng(4)


def one_hot(labels, n_classes):
    return np.eye(n_classes)[labels]


def classified(n_samples, n_classes):
    """Return outputs and targets of classes that are guessed right more often than not."""
    labels = RNG.integers(n_classes, size=n_samples)
    outputs = RNG.random((n_samples, n_classes)) + 0.5 * one_hot(labels, n_classes)
    return (outputs, one_hot(labels, n_classes)) if n_classes > 2 else (outputs[:, 1:], labels[:, np.newaxis] * 1.0)


@pytest.mark.parametrize("n_classes", [2, 3, 10])
def test_scores_are_scikit_learn_s(n_classes):
    outputs, targets = classified(200, n_classes)
    scores = score(outputs, targets, 0.7)
    truth, guesses = classes_of(targets, 0.5), classes_of(outputs, 0.7)
    assert_array_equal(scores.confusion, metrics.confusion_matrix(truth, guesses))
    expected = metrics.precision_recall_fscore_support(truth, guesses)
    for found, wanted in zip((scores.precision, scores.recall, scores.f1, scores.samples), expected, strict=True):
        assert_allclose(found, wanted)
    assert scores.accuracy == pytest.approx(metrics.accuracy_score(truth, guesses))


def test_class_that_nothing_is_taken_for_and_class_without_samples_score_zero():
    scores = score(one_hot([0, 0, 1], 4), one_hot([0, 2, 1], 4), 0.5)
    expected = metrics.precision_recall_fscore_support([0, 2, 1], [0, 0, 1], labels=range(4), zero_division=0)
    assert_array_equal(scores.precision, [0.5, 1, 0, 0])
    assert_array_equal(scores.recall, [1, 1, 0, 0])
    assert_allclose(scores.f1, expected[2])
    assert scores.confusion.shape == (4, 4)


def test_one_output_is_the_second_class_above_the_threshold_only():
    assert_array_equal(classes_of(np.array([[-0.1], [0.0], [0.1]]), 0.0), [0, 0, 1])


@pytest.mark.parametrize("decimals", [1, 6])  # with one, many outputs are equal
def test_roc_curve_is_scikit_learn_s(decimals):
    outputs, targets = classified(300, 2)
    outputs, is_second = outputs[:, 0].round(decimals), targets[:, 0] > 0.5
    curve = roc_curve(outputs, is_second)
    false_positives, true_positives, thresholds = metrics.roc_curve(is_second, outputs, drop_intermediate=False)
    assert_allclose(curve.false_positives, false_positives)
    assert_allclose(curve.true_positives, true_positives)
    assert_array_equal(curve.thresholds, thresholds)
    assert curve.area == pytest.approx(metrics.roc_auc_score(is_second, outputs))


def test_roc_curve_needs_both_classes():
    assert roc_curve(np.array([0.1, 0.9]), np.array([True, True])) is None
    assert roc_curve(np.array([0.1, 0.9]), np.array([False, False])) is None
    assert roc_curve(np.array([]), np.array([], bool)) is None


def test_roc_curve_takes_what_is_no_number_for_the_smallest():
    curve = roc_curve(np.array([np.nan, 0.5, np.inf, -np.inf]), np.array([False, True, True, False]))
    assert curve.area == 1
    assert_array_equal(curve.thresholds, [np.inf, np.inf, 0.5, -np.inf])


def test_fit_is_scikit_learn_s():
    targets = RNG.standard_normal(80)
    predictions = targets + 0.3 * RNG.standard_normal(80)
    found = fit(predictions, targets)
    assert found.r_squared == pytest.approx(metrics.r2_score(targets, predictions))
    assert found.mean_squared_error == pytest.approx(metrics.mean_squared_error(targets, predictions))
    assert found.mean_absolute_error == pytest.approx(metrics.mean_absolute_error(targets, predictions))


def test_targets_that_do_not_vary_leave_nothing_to_explain():
    found = fit(np.array([1.0, 2.0], np.float32), np.array([1.0, 1.0], np.float32))
    assert np.isnan(found.r_squared)
    assert found.mean_absolute_error == 0.5
