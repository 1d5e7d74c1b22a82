"""The numbers of one neuron looked at closely: against a network small enough for pencil and paper."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.analysis.card import draw_card
from playground.analysis.maps import SHOWN_UNITS, Focus
from playground.engine.optimizers import OPTIMIZERS
from playground.training import History, Trainer
from tests.analysis.moments import maps_of, vitals_of
from tests.training.cases import small, trained

# Two samples, two hidden tanh neurons, one linear output, the squared error: everything by hand below.
INPUTS, TARGETS = np.array([[1.0, -2.0], [0.5, 1.5]]), np.array([[0.25], [-1.0]])
W, B = np.array([[0.1, 0.2], [0.3, -0.4]]), np.array([0.05, -0.15])
V, C = np.array([[0.5], [-0.6]]), np.array([0.2])
BY_HAND = small(
    data={"dataset": "inline", "inputs": INPUTS.tolist(), "targets": TARGETS.tolist(), "train_fraction": 1.0},
    network={"layers": [{"units": 2}]},
    training={"dtype": "float64", "shuffle": False, "loss": "mean_squared_error", "optimizer": {"name": "momentum"}},
)
Z = INPUTS @ W + B
H = np.tanh(Z)
Y = H @ V + C
DELTA_OUT = 2 * (Y - TARGETS)  # of each sample alone
DELTA_HIDDEN = DELTA_OUT @ V.T * (1 - H**2)
GRADIENT_V, GRADIENT_C = H.T @ DELTA_OUT / 2, DELTA_OUT.mean(axis=0)  # over both samples
GRADIENT_W, GRADIENT_B = INPUTS.T @ DELTA_HIDDEN / 2, DELTA_HIDDEN.mean(axis=0)


def card_of(trainer, layer, unit, sample=0):
    return draw_card(trainer.problem, trainer.snapshot(), Focus(layer, unit), sample)


@pytest.fixture
def by_hand():
    return Trainer(BY_HAND, parameters=[(W, B), (V, C)])


def order_of(trainer):
    """Return which of the samples above each training sample is."""
    return [INPUTS.tolist().index(row) for row in trainer.problem.dataset.train_inputs.tolist()]


@pytest.mark.parametrize("unit", [0, 1])
@pytest.mark.parametrize("sample", [0, 1])
def test_hidden_neuron_by_hand(by_hand, unit, sample):
    here = order_of(by_hand)[sample]
    card = card_of(by_hand, 0, unit, sample)
    exact = {
        "layer": 0,
        "unit": unit,
        "sample": sample,
        "n_samples": 2,
        "inputs": INPUTS[here].tolist(),
        "target": TARGETS[here].tolist(),
        "slots": ["momentum"],
        "fan_in": 2,
        "shown_in": 2,
        "rest_in": 0,
        "fan_out": 1,
    }
    assert {name: card.facts[name] for name in exact} == exact
    figures = [card.facts[name] for name in ("z", "a", "delta")]
    assert_allclose(figures, [Z[here, unit], H[here, unit], DELTA_HIDDEN[here, unit]], rtol=1e-13)
    assert_allclose(card.facts["prediction"], Y[here], rtol=1e-13)
    gradient = [*GRADIENT_W[:, unit], GRADIENT_B[unit]]
    assert_allclose(card.incoming, [[*INPUTS[here], 1], [*W[:, unit], B[unit]], gradient, [0, 0, 0]], rtol=1e-13)
    assert_allclose(card.outgoing, [V[unit], GRADIENT_V[unit], [0]], rtol=1e-13)
    assert set(card.facts) == set(exact) | {"z", "a", "delta", "prediction"}


def test_output_neuron_by_hand(by_hand):
    here = order_of(by_hand)[1]
    card = card_of(by_hand, 1, 0, 1)
    figures = [card.facts[name] for name in ("z", "a", "delta")]
    assert_allclose(figures, [Y[here, 0], Y[here, 0], DELTA_OUT[here, 0]], rtol=1e-13)
    gradient = [*GRADIENT_V[:, 0], GRADIENT_C[0]]
    assert_allclose(card.incoming, [[*H[here], 1], [*V[:, 0], C[0]], gradient, [0, 0, 0]], rtol=1e-13)
    assert (card.facts["fan_out"], card.outgoing.size) == (0, 0)


def test_memory_of_momentum_by_hand(by_hand):
    by_hand.run(steps=1)  # both samples are one batch
    card = card_of(by_hand, 0, 1)
    assert_allclose(card.incoming[3], [*(-0.03 * GRADIENT_W[:, 1]), -0.03 * GRADIENT_B[1]], rtol=1e-12)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_memory_of_the_optimizer_has_a_row_with_its_name(optimizer):
    trainer = trained(small(training={"optimizer": {"name": optimizer}}), steps=5)
    card, state = card_of(trainer, 0, 2), trainer.snapshot().state
    assert card.facts["slots"] == list(state.optimizer.slots)
    assert len(card.incoming) == 3 + len(state.optimizer.slots)
    assert len(card.outgoing) == 2 + len(state.optimizer.slots)
    for row, slot in zip(card.incoming[3:], state.optimizer.slots.values(), strict=True):
        first, biases = slot[:6].reshape(2, 3), slot[6:9]
        assert_array_equal(row, [*first[:, 2], biases[2]])
    for row, slot in zip(card.outgoing[2:], state.optimizer.slots.values(), strict=True):
        assert_array_equal(row, slot[9:15].reshape(3, 2)[2])


@pytest.mark.parametrize("layer", [0, 1, 2])
@pytest.mark.parametrize("kind", ["circle", "pie", "plane", "digits"])
def test_terms_shown_and_the_rest_add_up_to_the_sum(kind, layer):
    patch = {"data": {"dataset": kind, "n_samples": 60}, "training": {"dtype": "float64"}}
    trainer = trained(
        small(network={"layers": [{"units": 40}, {"units": 20, "activation": "relu"}]}, **patch), epochs=2
    )
    fan_in = trainer.snapshot().sizes[layer]
    card = card_of(trainer, layer, 0, 7)
    coming, weights, *_ = card.incoming
    assert (card.facts["fan_in"], card.facts["shown_in"]) == (fan_in, min(fan_in, SHOWN_UNITS))
    assert card.incoming.shape[1] == card.facts["shown_in"] + 1
    assert coming[-1] == 1
    assert (card.facts["rest_in"] != 0) == (fan_in > SHOWN_UNITS)
    assert_allclose((coming * weights).sum() + card.facts["rest_in"], card.facts["z"], rtol=1e-12)


def test_outgoing_weights_are_those_to_the_first_neurons_of_the_next_layer():
    trainer = trained(small(network={"layers": [{"units": 3}, {"units": 40}]}), steps=3)
    card = card_of(trainer, 0, 1)
    assert card.facts["fan_out"] == 40
    assert_array_equal(card.outgoing[0], trainer.snapshot().parameters.layers[1].weights[1, :SHOWN_UNITS])


@pytest.mark.parametrize(("asked", "given"), [(-3, 0), (0, 0), (24, 24), (25, 24), (10**400, 24)])
def test_sample_that_there_is_not_is_the_nearest_one(asked, given):
    assert card_of(Trainer(small()), 0, 0, asked).facts["sample"] == given


@pytest.mark.parametrize("focus", [(-1, 0), (3, 0), (0, 3), (0, -1), (2, 1), (10**400, 0), (0, 10**400)])
def test_neuron_that_there_is_not_has_no_card(focus):
    assert card_of(Trainer(small()), *focus) is None


def test_dropout_is_left_out():
    dropping = Trainer(small(network={"layers": [{"units": 3, "dropout": 0.9}, {"units": 2}]}))
    assert card_of(dropping, 1, 0).facts == card_of(Trainer(small()), 1, 0).facts


SIZES = [np.nan, np.inf, 1e300, 1e154, 1e38, 0.0, 5e-324]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_parameters_of_any_size_have_a_card_vitals_and_maps(optimizer, size, dtype):
    layers = [{"units": 20, "activation": "relu"}, {"units": 3}]
    trainer = Trainer(small(network={"layers": layers}, training={"dtype": dtype, "optimizer": {"name": optimizer}}))
    start = trainer.snapshot()
    with np.errstate(all="ignore"):
        vector = (np.sign(start.state.vector) * size).astype(dtype)
    trainer.restore(replace(start, state=replace(start.state, vector=vector)), History())
    assert len(vitals_of(trainer).update_ratios) == 3
    assert len(maps_of(trainer).tiles) == 2 + SHOWN_UNITS + 3 + 1
    assert draw_card(trainer.problem, trainer.snapshot(), Focus(1, 2), 0).facts["fan_in"] == 20
