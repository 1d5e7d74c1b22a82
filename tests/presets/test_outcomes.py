"""Every preset trains to what its text promises."""

from collections.abc import Callable
from math import log
from typing import NamedTuple

import numpy as np
import pytest

from playground.analysis.maps import STRIPES
from playground.data.regression import BUMP_HEIGHTS, BUMP_TOPS
from playground.spec import list_presets, load_preset
from playground.training import Trainer
from tests.presets.by_hand import (
    each_layer_silences_another_neuron,
    error_after_2000_epochs_is_that_of_single_samples,
    error_after_2000_epochs_is_that_of_the_whole_set,
    relu_gives_minus_3_and_tanh_almost_1,
    relu_silences_the_second_neuron,
    sums_go_to_9_and_13,
    there_are_32_parameters,
    updates_go_to_what_made_the_points,
)
from tests.presets.measures import (
    first_gradients,
    has_no_hidden_layer,
    losses_on_test_points,
    losses_on_train_points,
    metric,
    misplaced_by_line,
    retrained,
    ring_points,
    trained,
    unevenness_of_logits,
    untrained,
    weight_changes,
    worst_accuracy,
)

GUESSING = log(2)  # the loss of two classes where every answer is one half


class Outcome(NamedTuple):
    """What a preset must have come to after so many epochs; the claim asserts."""

    epochs: int
    claim: Callable[[Trainer], None]


def line_turns_until_it_parts_the_clouds(trainer):
    assert has_no_hidden_layer(trainer)
    assert worst_accuracy(untrained(trainer)) < 0.5
    assert worst_accuracy(trainer) > 0.98
    assert losses_on_train_points(trainer)[-1] < 0.03


def line_only_guesses_the_circle(trainer):
    assert has_no_hidden_layer(trainer)
    assert losses_on_train_points(trainer)[5:] == pytest.approx(GUESSING, abs=0.02)
    assert metric(trainer, "test_accuracy") < 0.6


def curve_closes_around_the_disc(trainer):
    assert worst_accuracy(trainer) > 0.98
    assert trainer.predict([[0, 0]]) > 0.9
    assert (trainer.predict(ring_points(radius=4.2)) < 0.5).all()


def one_neuron_gets_the_circle_right(trainer):
    assert has_no_hidden_layer(trainer)
    assert worst_accuracy(trainer) > 0.98


def loss_stops_while_a_fifth_is_wrong(trainer):
    losses = losses_on_train_points(trainer)
    assert losses[-1] > 0.95 * losses[len(losses) // 2]
    assert 0.65 < metric(trainer, "train_accuracy") < 0.8


def all_quadrants_come_out_right(trainer):
    assert worst_accuracy(trainer) > 0.98


def one_neuron_gets_every_point_right(trainer):
    assert has_no_hidden_layer(trainer)
    assert worst_accuracy(trainer) == 1


def boundary_is_straight_until_layers_bend(trainer):
    assert unevenness_of_logits(trainer) < 0.01
    assert worst_accuracy(trainer) < 0.9
    bent = retrained(trainer, {"network": {"layers": [{"units": 4, "activation": "tanh"}] * 3}})
    assert worst_accuracy(bent) == 1


def adam_unwinds_the_spiral_and_sgd_does_not_yet(trainer):
    assert metric(trainer, "train_accuracy") > 0.99
    assert metric(trainer, "test_accuracy") > 0.95
    with_sgd = retrained(trainer, {"training": {"optimizer": {"name": "sgd"}}})
    assert metric(with_sgd, "train_accuracy") < 0.8


def first_layer_learns_nothing(trainer):
    gradients = first_gradients(trainer)
    assert gradients[0] < gradients[-1] / 1000
    assert (np.diff(gradients) > 0).all()
    assert losses_on_train_points(trainer)[20:] == pytest.approx(GUESSING, abs=0.002)
    assert weight_changes(trainer)[0] < 0.02


def all_layers_learn_together(trainer):
    gradients = first_gradients(trainer)
    assert gradients.min() > gradients.max() / 10
    assert min(weight_changes(trainer)) > 0.1
    assert worst_accuracy(trainer) > 0.98


def loss_grows_until_numbers_overflow(trainer):
    assert (np.diff(losses_on_train_points(trainer)[:20]) > 0).all()
    assert not trainer.snapshot().is_finite


def loss_glides_to_zero(trainer):
    losses = losses_on_train_points(trainer)
    assert (np.diff(losses[losses > 1e-6]) < 0).all()
    assert losses[-1] < 1e-6


def loss_trembles_until_all_points_go_at_once(trainer):
    assert trainer.problem.n_train == 200
    assert metric(trainer, "train_accuracy") > 0.9
    trembling = losses_on_train_points(trainer)[1:]
    assert np.mean(np.diff(trembling) > 0) > 0.25
    trainer.apply(trainer.experiment.patched({"training": {"batch_size": 200}}))
    trainer.run(epochs=100)
    assert (np.diff(losses_on_train_points(trainer)[-100:]) < 0).all()


def each_class_has_its_winding_area(trainer):
    assert worst_accuracy(trainer) > 0.97
    outputs = trainer.predict(ring_points(radius=5))
    assert outputs.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert set(outputs.argmax(axis=1)) == {0, 1, 2}


def hills_rise_and_hollows_sink(trainer):
    assert trainer.predict(BUMP_TOPS)[:, 0] == pytest.approx(BUMP_HEIGHTS, abs=0.3)
    assert losses_on_test_points(trainer)[-1] < 0.01
    assert losses_on_train_points(trainer)[-1] < 0.01


def digits_are_read_also_those_it_never_trains_on(trainer):
    assert trainer.problem.train.sizes == (64, 64, 32, 10)
    assert framed_images(untrained(trainer)) > 15
    assert framed_images(trainer) == 0
    assert metric(trainer, "test_accuracy") > 0.9


def framed_images(trainer):
    """How many of the images that the page shows are answered wrongly, and framed."""
    dataset = trainer.problem.dataset
    answers = trainer.predict(dataset.train_inputs[:STRIPES]).argmax(axis=1)
    return np.sum(answers != dataset.train_targets[:STRIPES].argmax(axis=1))


def noise_is_learned_by_heart(trainer):
    train, test = losses_on_train_points(trainer), losses_on_test_points(trainer)
    assert trainer.problem.n_train == 40
    assert trainer.snapshot().parameters.vector.size == 105
    assert train[-1] < 0.05
    assert test[-1] > 2 * train[-1]
    assert test[-1] > 2 * test.min()
    assert 0 < test.argmin() < len(test) / 4
    assert metric(trainer, "train_accuracy") == 1


def penalty_keeps_the_boundary_almost_straight(trainer):
    test = losses_on_test_points(trainer)
    assert test[-1] < 1.25 * test.min()
    assert misplaced_by_line(trainer) < 0.05
    without = retrained(trainer, {"training": {"l2": 0}})
    assert misplaced_by_line(without) > 2 * misplaced_by_line(trainer)
    assert losses_on_test_points(without)[-1] > 2 * test[-1]


OUTCOMES = {
    "1-first-steps/1-two-clouds": Outcome(20, line_turns_until_it_parts_the_clouds),
    "1-first-steps/2-line-and-circle": Outcome(100, line_only_guesses_the_circle),
    "1-first-steps/3-hidden-neurons": Outcome(400, curve_closes_around_the_disc),
    "2-features-and-neurons/1-circle-from-squares": Outcome(50, one_neuron_gets_the_circle_right),
    "2-features-and-neurons/2-xor-too-few": Outcome(1000, loss_stops_while_a_fifth_is_wrong),
    "2-features-and-neurons/3-xor-enough": Outcome(100, all_quadrants_come_out_right),
    "2-features-and-neurons/4-xor-from-product": Outcome(5, one_neuron_gets_every_point_right),
    "3-deep-networks/1-linear-layers": Outcome(200, boundary_is_straight_until_layers_bend),
    "3-deep-networks/2-spiral": Outcome(500, adam_unwinds_the_spiral_and_sgd_does_not_yet),
    "3-deep-networks/3-vanishing-gradients": Outcome(1000, first_layer_learns_nothing),
    "3-deep-networks/4-healthy-gradients": Outcome(100, all_layers_learn_together),
    "4-learning-rate-and-batches/1-rate-too-large": Outcome(200, loss_grows_until_numbers_overflow),
    "4-learning-rate-and-batches/2-rate-small-enough": Outcome(500, loss_glides_to_zero),
    "4-learning-rate-and-batches/3-one-point-at-a-time": Outcome(50, loss_trembles_until_all_points_go_at_once),
    "5-classes-and-surfaces/1-three-classes": Outcome(100, each_class_has_its_winding_area),
    "5-classes-and-surfaces/2-hills-and-hollows": Outcome(300, hills_rise_and_hollows_sink),
    "5-classes-and-surfaces/3-digits": Outcome(30, digits_are_read_also_those_it_never_trains_on),
    "6-overfitting/1-noise-by-heart": Outcome(1000, noise_is_learned_by_heart),
    "6-overfitting/2-weight-penalty": Outcome(600, penalty_keeps_the_boundary_almost_straight),
    "7-by-hand/1-forward-pass": Outcome(0, sums_go_to_9_and_13),
    "7-by-hand/2-forward-relu": Outcome(0, relu_silences_the_second_neuron),
    "7-by-hand/3-relu-or-tanh": Outcome(0, relu_gives_minus_3_and_tanh_almost_1),
    "7-by-hand/4-two-layers": Outcome(0, each_layer_silences_another_neuron),
    "7-by-hand/5-line-by-line": Outcome(1, updates_go_to_what_made_the_points),
    "7-by-hand/6-four-three-one": Outcome(2000, error_after_2000_epochs_is_that_of_the_whole_set),
    "7-by-hand/7-four-three-one-singly": Outcome(2000, error_after_2000_epochs_is_that_of_single_samples),
    "7-by-hand/8-counting": Outcome(0, there_are_32_parameters),
}


def test_every_preset_has_an_outcome():
    assert tuple(OUTCOMES) == list_presets()


@pytest.mark.parametrize("preset", OUTCOMES)
def test_preset_trains_to_what_its_text_promises(preset):
    epochs, claim = OUTCOMES[preset]
    claim(trained(load_preset(preset), epochs))
