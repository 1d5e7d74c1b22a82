"""Experiments trained on their own engine, and what is measured of them."""

import numpy as np

from playground.training import Trainer
from tests.analysis.moments import vitals_of


def trained(experiment, epochs):
    trainer = Trainer(experiment)
    trainer.run(epochs=epochs)
    return trainer


def retrained(trainer, patch):
    """The same experiment with a change, trained for as many epochs."""
    return trained(trainer.experiment.patched(patch), trainer.position.epoch)


def untrained(trainer):
    return trained(trainer.experiment, epochs=0)


def metric(trainer, name):
    return trainer.snapshot().metrics[name]


def worst_accuracy(trainer):
    metrics = trainer.snapshot().metrics
    return min(metrics["train_accuracy"], metrics["test_accuracy"])


def losses_on_train_points(trainer):
    return np.array([point.train_loss for point in trainer.history.points])


def losses_on_test_points(trainer):
    return np.array([point.test_loss for point in trainer.history.points])


def has_no_hidden_layer(trainer):
    return not trainer.experiment.network.layers


def plane_points(side=60):
    x1, x2 = np.meshgrid(*[np.linspace(-6, 6, side)] * 2)
    return np.column_stack([x1.ravel(), x2.ravel()])


def ring_points(radius):
    angles = np.linspace(0, 2 * np.pi, 200)
    return radius * np.column_stack([np.cos(angles), np.sin(angles)])


def fitted_by_plane(points, heights):
    columns = np.column_stack([np.ones(len(points)), points])
    return columns @ np.linalg.lstsq(columns, heights)[0]


def misplaced_by_line(trainer):
    """The share of the plane where a straight line fitted to the answers gives another answer."""
    points = plane_points()
    answers = np.sign(trainer.predict(points)[:, 0] - 0.5)
    return np.mean(np.sign(fitted_by_plane(points, answers)) != answers)


def unevenness_of_logits(trainer):
    """How far the logits of class 1 are from a plane at most, where they are not rounded away."""
    points = plane_points()
    probabilities = trainer.predict(points)[:, 0].astype(float)
    near = np.abs(probabilities - 0.5) < 0.499
    logits = np.log(probabilities[near] / (1 - probabilities[near]))
    return np.abs(fitted_by_plane(points[near], logits) - logits).max()


def weight_changes(trainer):
    """How far the weights of each layer are from where they began, as a share of their size."""
    begin, now = trainer.problem.initial_parameters.layers, trainer.snapshot().parameters.layers
    return [np.linalg.norm(b.weights - a.weights) / np.linalg.norm(a.weights) for a, b in zip(begin, now, strict=True)]


def first_gradients(trainer):
    return np.array(vitals_of(untrained(trainer)).gradient_norms)
