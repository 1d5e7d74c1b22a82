"""One experiment on one engine: the same run however it is cut, changed live, left and taken up again."""

import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from numpy.testing import assert_allclose, assert_array_equal

from playground.backends import ENGINES
from playground.backends.scratch import ScratchBackend
from playground.data import apply_features
from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.passes import backward, forward
from playground.training import History, Position, Trainer
from playground.training import trainer as module
from tests.spec.strategies import experiments, inline_data, named_data
from tests.training.cases import DROPOUT, N_TRAIN, assert_same_moment, assert_same_run, small, trained

NO_STOP = {"epochs": None, "loss": None, "accuracy": None, "patience": None}
NUMPY = {"engine": "numpy", "device": "auto", "training": {"stop": NO_STOP}}  # and never by itself at its end
EVERYTHING = {
    "network": {"layers": DROPOUT},
    "training": {"optimizer": {"name": "adam"}, "l1": 0.001, "l2": 0.001, "clip_norm": 0.5},
}


def is_whole(experiment):
    """Return whether every engine can compute with the experiment's numbers."""
    return not experiment.training.is_mixed


class RecordingBackend(ScratchBackend):
    """The engine from scratch, keeping every batch it is given."""

    def __init__(self, model):
        super().__init__(model)
        self.batches = []

    def train(self, stretch):
        """Keep its batches, and train."""
        self.batches += stretch.batches()
        super().train(stretch)


@pytest.fixture
def recording(monkeypatch):
    """Return a function: experiment -> (trainer, list its backend's batches go to)."""

    def make(experiment):
        backends = []

        def record(model):
            backends.append(RecordingBackend(model))
            return backends[-1]

        monkeypatch.setitem(ENGINES, "numpy", replace(ENGINES["numpy"], make=record))
        trainer = Trainer(experiment)
        return trainer, backends[0].batches

    return make


def test_equal_experiments_give_bit_equal_runs():
    assert_same_run(trained(small(**EVERYTHING), steps=50), trained(small(**EVERYTHING), steps=50))


def test_other_seed_gives_another_run():
    one, other = trained(small(), steps=5), trained(small(network={"seed": 1}), steps=5)
    assert not np.array_equal(one.snapshot().state.vector, other.snapshot().state.vector)


@pytest.mark.parametrize("cuts", [[50], [1] * 50, [1, 2, 17, 30], [3, 47]])
def test_run_cut_in_pieces_equals_one_piece(cuts):
    trainer = Trainer(small(**EVERYTHING))
    for steps in cuts:
        trainer.run(steps=steps)
        trainer.snapshot()
        trainer.predict([[0.0, 0.0]])
    assert_same_run(trainer, trained(small(**EVERYTHING), steps=50))


@pytest.mark.parametrize(("bound", "value"), [("MAX_STEPS", 2), ("MAX_SAMPLES", 7), ("MAX_MASK_VALUES", 90)])
def test_run_equals_itself_whatever_number_of_batches_is_drawn_at_a_time(monkeypatch, bound, value):
    whole = trained(small(**EVERYTHING), steps=50)
    monkeypatch.setattr(module, bound, value)
    assert_same_run(trained(small(**EVERYTHING), steps=50), whole)


def test_counters_follow_steps_epochs_and_the_short_last_batch():
    trainer, seen = Trainer(small()), []
    for _ in range(4):
        trainer.run(steps=1)
        seen.append(trainer.position)
    assert seen == [Position(1, 0, 10, 10), Position(2, 0, 20, 20), Position(3, 1, 0, 25), Position(4, 1, 10, 35)]
    assert trainer.snapshot().step == 4
    assert trainer.snapshot().epoch == 1


def test_epochs_are_counted_from_the_present_one_which_counts_as_one():
    trainer = trained(small(), steps=4)
    assert trainer.steps_left_in_epoch == 2
    trainer.run(epochs=2)
    assert trainer.position == Position(9, 3, 0, 75)
    assert trainer.steps_left_in_epoch == 3


def test_steps_and_epochs_can_be_asked_for_together():
    assert trained(small(), steps=4, epochs=1).position == Position(6, 2, 0, 50)


def test_every_epoch_uses_each_sample_once_in_a_new_order(recording):
    trainer, batches = recording(small())
    trainer.run(epochs=3)
    assert [len(batch.samples) for batch in batches] == [10, 10, 5] * 3
    orders = [np.concatenate([batch.samples for batch in batches[start : start + 3]]) for start in (0, 3, 6)]
    for order in orders:
        assert_array_equal(np.sort(order), np.arange(N_TRAIN))
    assert not np.array_equal(orders[0], orders[1])
    assert not np.array_equal(orders[1], orders[2])


def test_without_shuffle_samples_come_in_order(recording):
    trainer, batches = recording(small(training={"shuffle": False}))
    trainer.run(epochs=2)
    assert_array_equal(np.concatenate([batch.samples for batch in batches]), np.tile(np.arange(N_TRAIN), 2))


def test_every_batch_has_the_masks_of_its_place_in_the_epoch(recording):
    trainer, batches = recording(small(network={"layers": DROPOUT}))
    trainer.run(steps=7)
    for step, batch in enumerate(batches):
        epoch, place = divmod(step, 3)
        expected = trainer.problem.masks(epoch, 10 * place, len(batch.samples), (0.0, 0.3, 0.5))
        assert batch.masks[0] is expected[0] is None
        assert_array_equal(batch.masks[1], expected[1])
        assert_array_equal(batch.masks[2], expected[2])


def test_batch_larger_than_the_data_is_the_whole_data(recording):
    trainer, batches = recording(small(training={"batch_size": 5000, "shuffle": False}))
    trainer.run(steps=2)
    assert trainer.position.epoch == 2
    assert [len(batch.samples) for batch in batches] == [N_TRAIN] * 2


def test_one_step_of_gradient_descent_is_minus_rate_times_gradient():
    experiment = small(training={"shuffle": False, "dtype": "float64", "optimizer": {"learning_rate": 0.5}})
    trainer = Trainer(experiment)
    before, problem = trainer.snapshot().parameters, trainer.problem
    trainer.run(steps=1)
    activations = [ACTIVATIONS[name] for name in experiment.activations]
    trace = forward(before, activations, problem.train.inputs[:10])
    gradient = backward(before, activations, LOSSES[experiment.loss], trace, problem.train.targets[:10])
    # The same formula in the same order of operations: equal but for the last bits.
    assert_allclose(trainer.snapshot().state.vector, before.vector - 0.5 * gradient.vector, rtol=1e-14)


LIVE_CHANGES = {
    "learning rate": {"training": {"optimizer": {"learning_rate": 0.5}}},
    "momentum": {"training": {"optimizer": {"momentum": 0.1}}},
    "batch size": {"training": {"batch_size": 4}},
    "dropout": {"network": {"layers": [{"units": 3, "dropout": 0.5}, {"units": 2}]}},
    "frozen layer": {"network": {"layers": [{"units": 3, "trainable": False}, {"units": 2}]}},
    "frozen output": {"network": {"output_trainable": False}},
    "l1": {"training": {"l1": 0.1}},
    "l2": {"training": {"l2": 0.1}},
    "clipping": {"training": {"clip_norm": 0.01}},
    "schedule": {"training": {"schedule": {"name": "exponential", "decay_steps": 5}}},
    "shuffle": {"training": {"shuffle": False}},
}


@pytest.mark.parametrize("change", LIVE_CHANGES)
def test_live_change_equals_a_run_taken_up_with_the_new_setting(change):
    experiment = small(training={"optimizer": {"name": "momentum"}})
    trainer = trained(experiment, steps=13)  # in the middle of an epoch
    left, losses = trainer.snapshot(), History(list(trainer.history.points))
    changed = experiment.patched(LIVE_CHANGES[change])
    trainer.apply(changed)
    trainer.run(steps=20)
    assert_same_run(trainer, trained_on(changed, left, losses, steps=20))
    assert not np.array_equal(trainer.snapshot().state.vector, trained(experiment, steps=33).snapshot().state.vector)
    assert trainer.experiment == changed


def trained_on(experiment, snapshot, history, **run):
    trainer = Trainer(experiment).restore(snapshot, history)
    trainer.run(**run)
    return trainer


def test_batch_size_changed_within_an_epoch_takes_the_rest_of_it():
    trainer = trained(small(), steps=1)
    trainer.apply(small(training={"batch_size": 4}))
    assert trainer.steps_left_in_epoch == 4
    trainer.run(steps=4)
    assert trainer.position == Position(5, 1, 0, 25)


def test_change_that_needs_a_new_run_is_refused_by_name_and_changes_nothing():
    trainer = trained(small(), steps=3)
    with pytest.raises(ValueError, match=r"need a new run: network\.seed"):
        trainer.apply(small(network={"seed": 9}, training={"batch_size": 1}))
    assert trainer.experiment == small()
    trainer.run(steps=3)
    assert_same_run(trainer, trained(small(), steps=6))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_run_taken_up_from_a_snapshot_goes_on_bit_by_bit(optimizer):
    experiment = small(network={"layers": DROPOUT}, training={"optimizer": {"name": optimizer}})
    trainer = trained(experiment, steps=16)
    moment = pickle.dumps((trainer.snapshot(), trainer.history.points))
    trainer.run(steps=17)
    snapshot, points = pickle.loads(moment)  # noqa: S301 - written three lines earlier
    assert_same_run(trained_on(experiment, snapshot, History(points), steps=17), trainer)


def test_snapshot_stays_as_it_was_while_the_run_goes_on():
    trainer = trained(small(**EVERYTHING), steps=5)
    snapshot, copy = trainer.snapshot(), pickle.dumps(trainer.snapshot())
    trainer.run(steps=5)
    trainer.reset()
    assert_same_moment(snapshot, pickle.loads(copy))  # noqa: S301 - written three lines earlier


def test_losses_go_on_being_recorded_after_a_restore_without_the_earlier_ones():
    trainer = trained(small(), epochs=5)
    other = Trainer(small()).restore(trainer.snapshot(), History())
    other.run(epochs=2)
    trainer.run(epochs=2)
    assert other.history.points == trainer.history.points[-2:]


@pytest.mark.parametrize("optimizer", ["sgd", "adagrad", "nadam"])
def test_reset_goes_back_to_the_initial_parameters_and_replays_the_run(optimizer):
    experiment = small(network={"layers": DROPOUT}, training={"optimizer": {"name": optimizer}})
    trainer = trained(experiment, steps=10)
    trainer.reset()
    assert_same_run(trainer, Trainer(experiment))
    trainer.run(steps=20)
    assert_same_run(trainer, trained(experiment, steps=20))


HAND_SET = [
    (np.arange(6.0).reshape(2, 3), np.zeros(3)),
    (np.ones((3, 2)), np.ones(2)),
    (np.array([[0.5], [-0.5]]), np.array([0.25])),
]


def test_hand_set_parameters_are_copied_and_reset_goes_back_to_them():
    layers = [(weights.copy(), biases.copy()) for weights, biases in HAND_SET]
    trainer = Trainer(small(training={"dtype": "float64"}), parameters=layers)
    layers[0][0][:] = 99.0
    for _ in range(2):
        for layer, (weights, biases) in zip(trainer.snapshot().parameters.layers, HAND_SET, strict=True):
            assert_array_equal(layer.weights, weights, strict=True)
            assert_array_equal(layer.biases, biases, strict=True)
        trainer.run(steps=5)
        assert not np.array_equal(trainer.snapshot().parameters.layers[2].weights, HAND_SET[2][0])
        trainer.reset()


def test_hand_set_parameters_take_the_runs_number_type():
    vector = Trainer(small(), parameters=HAND_SET).snapshot().state.vector
    assert vector.dtype == np.float32


@pytest.mark.parametrize(
    "layers",
    [
        HAND_SET[:2],
        [(np.ones((2, 4)), np.ones(4)), (np.ones((4, 2)), np.ones(2)), HAND_SET[2]],
        [(HAND_SET[0][1],) * 2],
    ],
)
def test_hand_set_parameters_of_the_wrong_shape_are_refused(layers):
    with pytest.raises(ValueError, match="layers"):
        Trainer(small(), parameters=layers)


def test_unknown_engine_is_refused_and_the_known_ones_are_named():
    with pytest.raises(ValueError, match=r"'numpy', 'compiled'"):
        Trainer(small(), engine="abacus")


def test_engine_can_be_chosen_apart_from_the_experiment():
    chosen = Trainer(small(engine="graph_variables"), engine="numpy")
    chosen.run(steps=5)
    assert_same_run(chosen, trained(small(), steps=5))


def test_prediction_applies_the_features():
    experiment = small(data={"features": ["x1_squared", "sin_x2", "x1_x2"]}, training={"dtype": "float64"})
    trainer = trained(experiment, steps=10)
    raw = np.array([[1.0, 2.0], [-3.0, 0.5]])
    activations = [ACTIVATIONS[name] for name in experiment.activations]
    trace = forward(trainer.snapshot().parameters, activations, apply_features(experiment.data.features, raw))
    assert_array_equal(trainer.predict(raw.tolist()), trace.activations[-1])
    assert trainer.predict(raw).shape == (2, 1)


def test_prediction_of_data_that_are_not_planar_uses_them_as_they_are():
    data = {"dataset": "inline", "inputs": [[1, 2, 3], [4, 5, 6]], "targets": [[1], [0.5]], "train_fraction": 1.0}
    experiment = small(data={"n_samples": 10} | data, network={"layers": []}, training={"dtype": "float64"})
    trainer = Trainer(experiment, parameters=[([[1.0], [10.0], [100.0]], [0.5])])
    assert_array_equal(trainer.predict([[1, 2, 3]]), [[321.5]])


def test_nothing_is_dropped_in_predictions_and_losses():
    dropping = trained(small(network={"layers": [{"units": 3, "dropout": 0.9}, {"units": 2, "dropout": 0.9}]}), steps=5)
    moment = dropping.snapshot()
    whole = Trainer(small(), parameters=moment.parameters.layers)
    grid = np.random.default_rng(0).normal(size=(50, 2))
    assert_array_equal(dropping.predict(grid), whole.predict(grid))
    assert moment.train_loss == whole.snapshot().train_loss
    assert moment.test_loss == whole.snapshot().test_loss


def test_dropout_and_penalties_change_the_training():
    plain = trained(small(), steps=5).snapshot().state.vector
    for patch in (LIVE_CHANGES["dropout"], LIVE_CHANGES["l1"], LIVE_CHANGES["l2"]):
        assert not np.array_equal(trained(small(**patch), steps=5).snapshot().state.vector, plain)


def test_snapshot_says_the_loss_and_the_accuracy():
    experiment = small(training={"dtype": "float64"})
    trainer = trained(experiment, steps=30)
    snapshot, problem = trainer.snapshot(), trainer.problem
    p, t = trainer.predict(problem.dataset.test_inputs), problem.dataset.test_targets
    # The loss from probabilities and the closed form from weighted sums round differently.
    assert_allclose(snapshot.test_loss, -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), rtol=1e-9)
    assert snapshot.metrics["test_accuracy"] == np.mean((p > 0.5) == (t == 1))


def test_without_a_test_part_there_are_no_test_figures():
    snapshot = trained(small(data={"train_fraction": 1.0}), steps=3).snapshot()
    assert snapshot.test_loss is None
    assert set(snapshot.metrics) == {"train_accuracy"}
    assert snapshot.is_finite


def test_regression_is_measured_by_its_squared_error():
    trainer = trained(small(data={"dataset": "plane"}, training={"loss": "huber", "dtype": "float64"}), steps=3)
    dataset, metrics = trainer.problem.dataset, trainer.snapshot().metrics
    error = np.mean((trainer.predict(dataset.test_inputs) - dataset.test_targets) ** 2)
    assert_allclose(metrics["test_mean_squared_error"], error, rtol=1e-12)
    assert set(metrics) == {"train_mean_squared_error", "test_mean_squared_error"}


@pytest.mark.parametrize("output", ["auto", "tanh", "sigmoid", "linear"])
def test_hinge_learns_two_clouds_with_any_output(output):
    experiment = small(
        data={"dataset": "gauss", "n_samples": 200}, network={"output_activation": output}, training={"loss": "hinge"}
    )
    assert trained(experiment, epochs=30).snapshot().metrics["test_accuracy"] > 0.95  # the clouds lie apart


def test_learning_rate_is_that_of_the_next_update():
    schedule = {"name": "step", "decay_steps": 3, "decay_rate": 0.1}
    trainer = Trainer(small(training={"optimizer": {"learning_rate": 1.0}, "schedule": schedule}))
    rates = []
    for _ in range(5):
        rates.append(trainer.snapshot().learning_rate)
        trainer.run(steps=1)
    assert_allclose(rates, [1, 1, 1, 0.1, 0.1])


def test_diverging_is_no_error_and_is_seen():
    experiment = small(data={"dataset": "plane"}, training={"optimizer": {"learning_rate": 100}})
    trainer = trained(experiment, steps=200)
    assert not trainer.is_finite
    assert not trainer.snapshot().is_finite
    trainer.reset()
    assert trainer.is_finite
    assert trainer.snapshot().is_finite


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    experiments(named_data(max_samples=40) | inline_data(), max_units=20).filter(
        lambda experiment: not experiment.training.is_mixed
    )
)
def test_every_experiment_trains_and_replays(experiment):
    one, other = Trainer(experiment.patched(NUMPY)), Trainer(experiment.patched(NUMPY))
    one.run(steps=3)
    other.run(steps=1)
    other.run(steps=2)
    assert one.position.step == 3
    assert_array_equal(one.snapshot().state.vector, other.snapshot().state.vector, strict=True)
    assert one.snapshot().parameters.sizes == experiment.sizes
