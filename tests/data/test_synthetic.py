"""The table of datasets: complete, and neither too hard nor too easy."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

from playground.data import DATASETS, Dataset, binary, make_dataset, multiclass, regression

BY_KIND = {
    "binary": {"circle", "xor", "gauss", "spiral", "moons", "checkerboard", "rings"},
    "multiclass": {"blobs", "spiral_arms", "pie", "digits"},
    "regression": {"plane", "gaussians", "ripples"},
}
BINARY = sorted(BY_KIND["binary"])
CLASSES = [(name, 3) for name in BINARY] + [(name, n) for name in ("blobs", "pie", "spiral_arms") for n in (3, 4, 5, 6)]
LINEAR = [("gauss", 3), *((name, n_classes) for name, n_classes in CLASSES if name in {"blobs", "pie"})]


def labels(targets: np.ndarray) -> np.ndarray:
    return targets[:, 0] if targets.shape[1] == 1 else targets.argmax(axis=1)


def accuracy(model: object, dataset: Dataset) -> float:
    model.fit(dataset.train_inputs, labels(dataset.train_targets))
    return model.score(dataset.test_inputs, labels(dataset.test_targets))


@pytest.mark.parametrize("kind", BY_KIND)
def test_table_has_every_dataset_of_its_kind(kind):
    assert {name for name, entry in DATASETS.items() if entry.kind == kind} == BY_KIND[kind]


@pytest.mark.parametrize("name", DATASETS)
def test_entry_has_what_the_page_shows(name):
    entry = DATASETS[name]
    assert entry.name == name
    assert entry.title
    assert entry.description.endswith(".")
    assert entry.noise_scale > 0.0


@pytest.mark.parametrize(("name", "n_classes"), CLASSES)
def test_entry_draws_the_figure_of_its_name(name, n_classes):
    kind = DATASETS[name].kind
    figure, extra = (getattr(binary, name), ()) if kind == "binary" else (getattr(multiclass, name), (n_classes,))
    labels_given = np.arange(60) % (2 if kind == "binary" else n_classes)
    inputs, targets = DATASETS[name].draw(np.random.default_rng(7), labels_given, n_classes)
    assert_array_equal(inputs, figure(np.random.default_rng(7), labels_given, *extra))
    assert_array_equal(labels(targets), labels_given)


@pytest.mark.parametrize("name", sorted(BY_KIND["regression"]))
def test_entry_has_the_surface_of_its_name(name):
    dataset = make_dataset(name)
    assert_array_equal(dataset.train_targets[:, 0], getattr(regression, name)(dataset.train_inputs))


def test_titles_are_distinct():
    assert len({entry.title for entry in DATASETS.values()}) == len(DATASETS)


@pytest.mark.parametrize(("name", "n_classes"), CLASSES)
def test_noise_free_classes_are_solved_by_near_neighbours(name, n_classes):
    dataset = make_dataset(name, n_samples=1000, n_classes=n_classes)
    assert accuracy(KNeighborsClassifier(1), dataset) > 0.97


@pytest.mark.parametrize(("name", "n_classes"), LINEAR)
def test_noise_free_straight_classes_are_solved_by_a_linear_model(name, n_classes):
    assert accuracy(LogisticRegression(C=1e3, max_iter=1000), make_dataset(name, n_classes=n_classes)) > 0.99


@pytest.mark.parametrize("name", ["circle", "xor", "spiral", "checkerboard", "rings"])
def test_bent_classes_are_beyond_a_linear_model(name):
    # A straight line that keeps an unequal half of the figure still gets some points right: at most about 2 in 3.
    assert accuracy(LogisticRegression(), make_dataset(name, n_samples=2000)) < 0.7


@pytest.mark.parametrize("name", BINARY)
def test_noise_is_gentle_then_hard_then_hopeless(name):
    gentle, hard, hopeless = (
        accuracy(KNeighborsClassifier(30), make_dataset(name, n_samples=5000, noise=noise))
        for noise in (0.15, 0.5, 1.0)
    )
    assert gentle > 0.95
    assert 0.7 < hard < 0.9
    assert hopeless < 0.75


def test_plane_is_fitted_exactly_by_a_linear_model():
    dataset = make_dataset("plane")
    model = LinearRegression().fit(dataset.train_inputs, dataset.train_targets)
    assert model.score(dataset.test_inputs, dataset.test_targets) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize("name", ["gaussians", "ripples"])
def test_bent_surfaces_are_beyond_a_linear_model(name):
    dataset = make_dataset(name)
    model = LinearRegression().fit(dataset.train_inputs, dataset.train_targets)
    assert model.score(dataset.test_inputs, dataset.test_targets) < 0.3
