"""A run taken in hand: single weights set, earlier moments gone back to; and it goes on as it must."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.training import Trainer
from tests.training.cases import DROPOUT, assert_same_moment, assert_same_run, small, trained

ONE_SAMPLE = {"dataset": "inline", "inputs": [[2.0]], "targets": [[1.5]], "train_fraction": 1.0}
LINE = small(
    data=ONE_SAMPLE, network={"layers": []}, training={"dtype": "float64", "optimizer": {"learning_rate": 0.125}}
)


def numbers_of(trainer):
    return [[part.tolist() for part in layer] for layer in trainer.snapshot().parameters.layers]


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_next_step_starts_from_the_weight_set_by_hand(engine):
    trainer = Trainer(LINE, engine=engine, parameters=[([[1.0]], [0.0])])
    trainer.assign(0, 0, 0, 3.0)
    trainer.assign(0, None, 0, -0.5)
    assert trainer.predict([[2.0]]) == 5.5
    trainer.run(steps=1)
    # The loss is (3 * 2 - 0.5 - 1.5)^2 = 16, its derivative by the output 8: by the weight 8 * 2, by the bias 8.
    assert numbers_of(trainer) == [[[[3.0 - 0.125 * 16]], [-0.5 - 0.125 * 8]]]


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_step_through_a_hidden_layer_is_that_of_the_edited_network(engine):
    experiment = small(
        data={"dataset": "inline", "inputs": [[1.0, -2.0]], "targets": [[0.25]], "train_fraction": 1.0},
        network={"layers": [{"units": 2}]},
        training={"loss": "mean_squared_error", "dtype": "float64", "optimizer": {"learning_rate": 0.1}},
    )
    before = [(np.array([[0.1, 0.2], [0.3, 0.4]]), np.zeros(2)), (np.array([[0.5], [0.6]]), np.zeros(1))]
    trainer = Trainer(experiment, engine=engine, parameters=before)
    trainer.assign(0, 1, 0, -0.7)
    trainer.assign(1, 0, 0, 2.0)
    (w, b), (v, c) = [(weights.copy(), biases) for weights, biases in before]
    w[1, 0], v[0, 0] = -0.7, 2.0
    x, target = np.array([1.0, -2.0]), 0.25
    h = np.tanh(x @ w + b)
    delta_output = 2 * (h @ v + c - target)
    delta_hidden = (v @ delta_output) * (1 - h**2)
    trainer.run(steps=1)
    (new_w, new_b), (new_v, new_c) = trainer.snapshot().parameters.layers
    # The same formulas, summed in another order: equal but for the last bits.
    assert_allclose(new_w, w - 0.1 * np.outer(x, delta_hidden), rtol=1e-13)
    assert_allclose(new_b, b - 0.1 * delta_hidden, rtol=1e-13)
    assert_allclose(new_v, v - 0.1 * np.outer(h, delta_output), rtol=1e-13)
    assert_allclose(new_c, c - 0.1 * delta_output, rtol=1e-13)


@pytest.mark.parametrize(("place", "layer", "index"), [((0, 1, 2), 0, (1, 2)), ((2, 1, 0), 2, (1, 0))])
def test_one_weight_is_set_and_nothing_else(place, layer, index):
    trainer = trained(small(), steps=4)
    before = trainer.snapshot().parameters
    trainer.assign(*place, 0.75)
    after = trainer.snapshot().parameters
    assert after.layers[layer].weights[index] == 0.75
    assert np.sum(after.vector != before.vector) == 1
    assert (trainer.position.step, after.vector.dtype) == (4, np.float32)


def test_one_bias_is_set_and_nothing_else():
    trainer = trained(small(), steps=4)
    before = trainer.snapshot().parameters
    trainer.assign(1, None, 1, -2.5)
    after = trainer.snapshot().parameters
    assert after.layers[1].biases[1] == -2.5
    assert np.sum(after.vector != before.vector) == 1


def test_optimizer_keeps_its_memory_when_a_weight_is_set():
    experiment = small(training={"optimizer": {"name": "adam"}})
    trainer = trained(experiment, steps=4)
    before = trainer.snapshot()
    trainer.assign(0, 0, 0, 0.75)
    edited = before.parameters.with_value(0, 0, 0, 0.75).vector
    other = Trainer(experiment).restore(replace(before, state=replace(before.state, vector=edited)), trainer.history)
    trainer.run(steps=5)
    other.run(steps=5)
    assert_same_run(trainer, other)
    assert trainer.snapshot().state.optimizer.count == 9


def test_edits_are_marked_in_words_counted_from_one():
    trainer = trained(small(), steps=4)
    trainer.assign(0, 1, 2, 0.75)
    trainer.assign(2, None, 0, -1e-5)
    assert trainer.history.marks == [
        (1.4, "weight 2 of neuron 3 in layer 1 set to 0.75"),
        (1.4, "bias of neuron 1 in layer 3 set to -1e-05"),
    ]


@pytest.mark.parametrize("place", [(3, 0, 0), (-1, 0, 0), (0, 2, 0), (0, -1, 0), (0, 0, 3), (0, 0, -1), (2, None, 1)])
def test_place_that_is_not_in_the_network_is_refused_and_nothing_changes(place):
    trainer = trained(small(), steps=4)
    with pytest.raises(ValueError, match=r"sizes \(2, 3, 2, 1\) has no weight"):
        trainer.assign(*place, 1.0)
    assert_same_run(trainer, trained(small(), steps=4))
    assert trainer.history.marks == []


def test_reset_takes_edits_back():
    trainer = trained(small(), steps=4)
    trainer.assign(0, 0, 0, 9.0)
    trainer.reset()
    assert_same_run(trainer, Trainer(small()))


def test_frozen_layer_can_be_edited_and_stays_as_it_was_set():
    trainer = Trainer(small(network={"layers": [{"units": 3, "trainable": False}, {"units": 2}]}))
    trainer.assign(0, 0, 0, 9.0)
    trainer.run(steps=5)
    assert trainer.snapshot().parameters.layers[0].weights[0, 0] == 9.0


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("n_steps", [0, 1, 16, 30])
def test_going_back_is_a_fresh_run_of_so_many_steps_and_goes_on_as_before(engine, optimizer, n_steps):
    experiment = small(
        engine=engine, network={"layers": DROPOUT}, training={"optimizer": {"name": optimizer}, "l2": 0.01}
    )
    trainer = trained(experiment, steps=n_steps)
    moment = trainer.snapshot()
    trainer.run(steps=40 - n_steps)
    trainer.go_back(moment)
    assert_same_run(trainer, trained(experiment, steps=n_steps))
    trainer.run(steps=40 - n_steps)
    assert_same_run(trainer, trained(experiment, steps=40))


def test_going_back_forgets_points_and_marks_that_came_later_and_says_so():
    trainer = trained(small(), epochs=2)
    trainer.apply(small(training={"l2": 0.1}))
    trainer.run(steps=4)
    moment = trainer.snapshot()  # 3.4 passes
    trainer.run(steps=4)
    trainer.assign(0, 0, 0, 0.5)
    trainer.run(epochs=2)
    trainer.go_back(moment)
    assert [point.epoch for point in trainer.history.points] == [0, 1, 2, 3]
    assert trainer.history.marks == [(2.0, "l2 0 → 0.1"), (3.4, "back from epoch 6")]


def test_settings_changed_after_the_moment_gone_back_to_are_marked_there():
    trainer = trained(small(), steps=4)
    moment = trainer.snapshot()
    trainer.run(epochs=2)
    trainer.apply(small(training={"l2": 0.1}))
    trainer.assign(0, 0, 0, 0.5)
    trainer.run(epochs=1)
    trainer.go_back(moment)
    assert trainer.history.marks == [(1.4, "l2 0 → 0.1"), (1.4, "back from epoch 4")]
    begin = Trainer(small()).snapshot()
    trainer.run(steps=1)
    trainer.go_back(begin)
    assert trainer.history.marks == [(0.0, "l2 0 → 0.1"), (0.0, "back from epoch 1.8")]


def test_going_back_does_not_change_what_was_kept():
    trainer = trained(small(), steps=16)
    moment = trainer.snapshot()
    vector = moment.state.vector.copy()
    for _ in range(2):
        trainer.run(steps=10)
        trainer.go_back(moment)
    trainer.assign(0, 0, 0, 5.0)
    assert_array_equal(moment.state.vector, vector)
    assert_same_moment(moment, trained(small(), steps=16).snapshot())


def test_settings_of_the_present_stay_when_the_run_goes_back():
    trainer = trained(small(), steps=16)
    moment = trainer.snapshot()
    changed = small(training={"optimizer": {"learning_rate": 0.5}})
    trainer.apply(changed)
    trainer.run(steps=10)
    trainer.go_back(moment)
    trainer.run(steps=10)
    expected = trained(small(), steps=16)
    expected.apply(changed)
    expected.run(steps=10)
    assert_same_moment(trainer.snapshot(), expected.snapshot())
