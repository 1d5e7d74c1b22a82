"""What gradients say: the verdicts on real runs, and each rule at its threshold."""

from dataclasses import replace

import numpy as np
import pytest

from playground.analysis.reading import (
    DEPTH_FACTOR,
    LARGE_RATIO,
    LEARNED_SHARE,
    OVERSHOOTING_RATIO,
    SLOW_RATIO,
    VERDICTS,
    Evidence,
    read,
)
from playground.spec import Experiment, load_preset
from playground.training import Trainer
from tests.analysis.moments import moment_of, vitals_of
from tests.training.cases import small, trained

VANISHING = load_preset("3-deep-networks/3-vanishing-gradients")
TOO_LARGE = load_preset("4-learning-rate-and-batches/1-rate-too-large")
DEADLY = {
    "network": {"layers": [{"units": 8, "activation": "relu"}] * 3},
    "training": {"optimizer": {"learning_rate": 3.0}},
}
FINE = Evidence(
    norms=np.array([0.1, 0.1, 0.1]),
    ratios=np.array([1e-3, 1e-3, 1e-3]),
    units=np.array([4, 4, 1]),
    dead=np.array([0, 0, 0]),
    saturated=np.array([0, 0, 0]),
    loss=0.5,
    loss_share=0.8,
)


def readings(experiment, *epochs):
    """Return what a run says after so many epochs."""
    trainer = Trainer(experiment)
    first = trainer.snapshot().train_loss
    found = []
    for epoch in epochs:
        trainer.run(epochs=epoch - trainer.position.epoch)
        found.append(read(moment_of(trainer), first))
    return found


def verdict(**evidence):
    """Return the verdict, and on which layers, where these figures are other than fine."""
    changed = replace(FINE, **{name: np.array(v) if np.ndim(v) else v for name, v in evidence.items()})
    return next((name, layers.tolist()) for name, rule in VERDICTS.items() if (layers := rule(changed)).size)


def test_eight_sigmoid_layers_lose_the_gradient_all_along():
    found = readings(VANISHING, 0, 5, 20, 100, 300)
    assert {reading.verdict for reading in found} == {"vanishing"}
    assert all(set(reading.layers) >= {0, 1, 2, 3} and 8 not in reading.layers for reading in found)
    norms = vitals_of(Trainer(VANISHING)).gradient_norms
    assert found[0].evidence.factors[0] == pytest.approx(norms[8] / norms[0])


def test_eight_tanh_layers_learn_healthily_until_they_have_learned():
    found = readings(load_preset("3-deep-networks/4-healthy-gradients"), 0, 5, 20, 300)
    assert [reading.verdict for reading in found] == ["healthy", "healthy", "healthy", "converged"]


def test_rate_too_large_explodes_from_the_first_step_to_the_last_number():
    found = readings(TOO_LARGE, 0, 5, 20, 300)
    assert [reading.verdict for reading in found] == ["exploding", "exploding", "exploding", "not finite"]


def test_tenth_of_that_rate_is_healthy_though_its_first_steps_are_long():
    (begin, later) = readings(load_preset("4-learning-rate-and-batches/2-rate-small-enough"), 0, 20)
    assert (begin.verdict, later.verdict) == ("healthy", "healthy")
    assert begin.evidence.ratios.max() > LARGE_RATIO


def test_layer_of_dead_neurons_lets_no_gradient_through():
    (reading,) = readings(Experiment().patched(DEADLY), 5)
    assert (reading.verdict, reading.layers) == ("blocked", (0, 1, 2))
    assert reading.evidence.dead.tolist() == [0, 3, 8, 0]


def test_weights_that_are_all_zero_let_no_gradient_through():
    (reading,) = readings(Experiment().patched({"network": {"initializer": "zeros"}}), 1)
    assert (reading.verdict, reading.layers) == ("blocked", (0, 1))


def test_learning_rate_much_too_small_is_slow():
    (reading,) = readings(Experiment().patched({"training": {"optimizer": {"learning_rate": 1e-5}}}), 1)
    assert (reading.verdict, reading.layers) == ("slow", (0, 1, 2))


@pytest.mark.parametrize("preset", ["1-first-steps/3-hidden-neurons", "3-deep-networks/2-spiral"])
def test_presets_that_learn_are_never_ill(preset):
    assert {reading.verdict for reading in readings(load_preset(preset), 0, 1, 5, 20, 100)} <= {"healthy", "converged"}


def test_locked_layers_are_left_out_and_a_network_of_them_is_frozen():
    locked = small(network={"layers": [{"units": 3, "trainable": False}]})
    trainer = trained(locked, epochs=1)
    moment = moment_of(trainer)
    first_loss = moment.snapshot.train_loss
    reading = read(moment, first_loss)
    assert reading.evidence.learning.tolist() == [1]
    assert reading.verdict == "healthy"
    frozen = locked.patched({"network": {"output_trainable": False}})
    trainer.apply(frozen)
    assert read(moment_of(trainer), first_loss).verdict == "frozen"
    assert read(moment, first_loss).verdict == "healthy", "what was, is judged by what held then"


def test_loss_that_is_zero_from_the_beginning_has_nothing_to_learn():
    (reading,) = readings(load_preset("7-by-hand/1-forward-pass"), 0)
    assert (reading.verdict, reading.evidence.loss_share) == ("converged", 0)


def test_fine_figures_are_healthy():
    assert verdict() == ("healthy", [0, 1, 2])


@pytest.mark.parametrize("share", [1 - 1e-6, 1 + 1e-6])
def test_gradient_vanishes_beyond_the_factor_of_depth(share):
    found = verdict(norms=[0.1 * share / DEPTH_FACTOR, 0.05, 0.1])
    assert found == (("vanishing", [0]) if share < 1 else ("healthy", [0, 1, 2]))


def test_gradient_explodes_beyond_the_factor_of_depth():
    assert verdict(norms=[1.01 * DEPTH_FACTOR, 2, 1]) == ("exploding", [0])
    assert verdict(norms=[0.99 * DEPTH_FACTOR, 2, 1])[0] == "healthy"


def test_layer_is_lost_where_every_gradient_is_tiny_though_the_last_is_hardly_larger():
    assert verdict(norms=[1e-6, 1e-6, 2e-5], ratios=[1e-8, 1e-8, 1e-6]) == ("vanishing", [0, 1])


def test_large_steps_matter_once_the_loss_is_above_its_beginning_or_they_overshoot():
    steps = [1e-3, 2 * LARGE_RATIO, 1e-3]
    assert verdict(ratios=steps)[0] == "healthy"
    assert verdict(ratios=steps, loss_share=1.1) == ("exploding", [1])
    assert verdict(ratios=[1e-3, 1e-3, 1.1 * OVERSHOOTING_RATIO]) == ("exploding", [2])


def test_small_updates_are_slow_while_much_loss_is_left_and_done_when_little_is():
    updates = [0.9 * SLOW_RATIO] * 3
    assert verdict(ratios=updates) == ("slow", [0, 1, 2])
    assert verdict(ratios=updates, loss_share=0.9 * LEARNED_SHARE)[0] == "converged"


def test_layer_is_dead_or_saturated_where_most_of_its_neurons_are():
    assert verdict(dead=[0, 3, 0]) == ("dead", [1])
    assert verdict(saturated=[3, 0, 0]) == ("saturated", [0])
    assert verdict(dead=[2, 2, 0], saturated=[2, 2, 0])[0] == "healthy"


@pytest.mark.parametrize("strange", [np.nan, np.inf])
def test_what_is_not_finite_is_said_first(strange):
    assert verdict(norms=[strange, 0.1, 0.1], ratios=[0.0, 2.0, 0.0]) == ("not finite", [0])
    assert verdict(loss=strange) == ("not finite", [0, 1, 2])
