"""What a frame says of the moment that is shown."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.analysis.maps import FINE_GRID, TILE, Focus
from playground.backends import Device
from playground.jobs.reports import Computing, Rates, Report
from playground.live.wire.frames import Surroundings, encode, points_of
from playground.live.wire.reading import unpack
from playground.training import Trainer
from tests.analysis.moments import maps_of, vitals_of
from tests.training.cases import small, trained


def report_of(trainer, focus=None, **changes):
    values = {
        "generation": 4,
        "state": "running",
        "snapshot": trainer.snapshot(),
        "vitals": vitals_of(trainer),
        "maps": maps_of(trainer, focus),
        "curve_start": 0,
        "points": (),
        "computing": Computing("keras", "a card", notice="As asked.", devices=(Device("cpu", "CPU"),)),
        "rates": Rates(123.5, 1200.0),
        "speed": 300.0,
    }
    return Report(**values | changes)


def frame_of(trainer, report=None, **around):
    """Return header and arrays of the frame of a trainer's report, with some of its surroundings changed."""
    return unpack(encoded(trainer, report, **around))


def encoded(trainer, report=None, **around):
    """Return the frame of a trainer's report, with some of its surroundings changed."""
    surroundings = {
        "curve_start": 0,
        "points": [],
        "learning_rate": trainer.experiment.training.optimizer.learning_rate,
        "now": trainer.position,
        "dataset": trainer.problem.dataset,
    }
    return encode(report or report_of(trainer), Surroundings(**surroundings | around))


def test_header_says_how_the_run_stands():
    trainer = trained(small(), steps=7)
    snapshot = trainer.snapshot()
    header, _ = frame_of(trainer, curve_start=3, notice={"id": "1", "text": "é"})
    assert header == {
        "kind": "moment",
        "run": 4,
        "state": "running",
        "step": 7,
        "epoch": 2,
        "samples": 60,
        "train_loss": snapshot.train_loss,
        "test_loss": snapshot.test_loss,
        "metrics": snapshot.metrics,
        "learning_rate": 0.03,
        "rates": {"steps_per_s": 123.5, "samples_per_s": 1200.0},
        "speed": 300.0,
        "sizes": [2, 3, 2, 1],
        "n_parameters": 20,
        "computing": {
            "engine": "keras",
            "label": "Keras",
            "device": "a card",
            "waited_s": None,
            "notice": "As asked.",
            "n_devices": 1,
        },
        "notice": {"id": "1", "text": "é"},
        "divergence": None,
        "marks": [],
        "stopped": None,
        "card": None,
        "time": {"n": 0, "at": None},
        "now": {"step": 7, "epoch": 2, "passes": 2.4},
        "inspection": 0,
        "curve_start": 3,
        "n_train": 25,
        "passes": 2.4,
        "output": {"kind": "value", "low": 0.0, "high": 1.0},
        "focus": None,
    }


def test_arrays_hold_curve_parameters_and_pictures():
    trainer = trained(small(), steps=7)
    snapshot, maps = trainer.snapshot(), maps_of(trainer)
    _, arrays = frame_of(trainer, points=trainer.history.points)
    assert set(arrays) == {"curve", "weights", "biases", "trouble", "maps", "map_scales", "output"}
    losses = [point[:3] for point in trainer.history.points]
    assert_array_equal(arrays["curve"], np.array(losses, np.float32))
    layers = snapshot.parameters.layers
    assert_array_equal(arrays["weights"], np.concatenate([weights.ravel() for weights, _ in layers]))
    assert_array_equal(arrays["biases"], np.concatenate([biases for _, biases in layers]))
    assert_array_equal(arrays["maps"], maps.tiles)
    assert_array_equal(arrays["map_scales"], maps.scales)
    assert_array_equal(arrays["output"], maps.output)


def test_curve_without_points_is_an_empty_table():
    assert frame_of(Trainer(small()))[1]["curve"].shape == (0, 3)


def test_dataset_travels_as_points_training_samples_first():
    trainer = Trainer(small(data={"train_fraction": 0.3}))
    dataset = trainer.problem.dataset
    header, arrays = frame_of(trainer, with_points=True)
    assert header["n_train"] == 15
    assert arrays["points"].shape == (50, 3)
    assert_allclose(arrays["points"][:15, :2], dataset.train_inputs, rtol=1e-6)  # float32
    assert_allclose(arrays["points"][15:, :2], dataset.test_inputs, rtol=1e-6)
    assert_array_equal(arrays["points"][15:, 2], dataset.test_targets[:, 0])


def test_points_of_several_classes_carry_the_class_index():
    dataset = Trainer(small(data={"dataset": "pie", "n_classes": 5})).problem.dataset
    targets = np.concatenate([dataset.train_targets, dataset.test_targets])
    assert_array_equal(points_of(dataset)[:, 2], targets.argmax(axis=1))
    assert set(points_of(dataset)[:, 2]) == {0, 1, 2, 3, 4}


def test_several_classes_travel_as_class_and_confidence():
    header, arrays = frame_of(Trainer(small(data={"dataset": "pie"})))
    assert header["output"] == {"kind": "classes"}
    assert arrays["output_class"].shape == arrays["output_confidence"].shape == (FINE_GRID, FINE_GRID)
    assert "output" not in arrays


def test_data_that_are_not_planar_travel_as_stripes_and_scatter():
    rows = np.random.default_rng(0).normal(size=(30, 3))
    data = {"dataset": "inline", "inputs": rows.tolist(), "targets": rows[:, :1].tolist()}
    trainer = Trainer(small(data=data))
    header, arrays = frame_of(trainer, with_points=True)
    assert header["output"] == {"kind": "samples"}
    assert arrays["output_samples"].shape == (30, 3)
    assert arrays["maps"].shape == (3 + 3 + 2 + 1, 1, 15)
    assert not {"points", "output"} & set(arrays)


def test_neuron_in_focus_travels_large():
    trainer = Trainer(small())
    header, arrays = frame_of(trainer, report_of(trainer, focus=Focus(0, 2)))
    assert {name: header["focus"][name] for name in ("layer", "unit")} == {"layer": 0, "unit": 2}
    assert header["focus"]["scale"] > 0
    assert arrays["focus_map"].shape == (FINE_GRID, FINE_GRID)


def test_wide_layers_travel_as_far_as_they_are_shown():
    trainer = Trainer(small(network={"layers": [{"units": 40}, {"units": 30}]}))
    header, arrays = frame_of(trainer)
    assert header["sizes"] == [2, 40, 30, 1]
    assert arrays["weights"].size == 2 * 16 + 16 * 16 + 16
    assert arrays["biases"].size == 16 + 16 + 1
    assert arrays["maps"].shape == (2 + 16 + 16 + 1, TILE, TILE)
    second = trainer.snapshot().parameters.layers[1].weights
    assert_array_equal(arrays["weights"][32 : 32 + 256].reshape(16, 16), second[:16, :16])


@pytest.mark.parametrize(("rate", "suggested"), [(100, 10), (0.25, 0.025), (1e-7, 1e-7), (0.123456, 0.0123)])
def test_diverged_run_says_where_why_and_what_helps(rate, suggested):
    trainer = Trainer(small(training={"optimizer": {"learning_rate": rate}}))
    header, _ = frame_of(trainer, report_of(trainer, state="diverged", diverged_at=12345))
    assert header["divergence"]["learning_rate"] == pytest.approx(suggested, rel=1e-9)
    assert "12,345" in header["divergence"]["text"]
    assert f"{rate:g}" in header["divergence"]["cause"]


def test_numbers_that_are_not_finite_are_left_out_of_the_header():
    schedule = {"name": "exponential", "decay_steps": 1, "decay_rate": 10}
    patch = {"schedule": schedule, "dtype": "float64", "optimizer": {"learning_rate": 100}}
    trainer = trained(small(data={"dataset": "plane"}, training=patch), steps=400)
    header, arrays = frame_of(trainer, points=trainer.history.points)
    assert not trainer.is_finite
    assert header["learning_rate"] is None
    assert header["train_loss"] is None
    assert header["metrics"]["train_mean_squared_error"] is None
    assert not np.isfinite(arrays["weights"]).all()


def test_weights_too_large_for_float32_travel_as_infinity():
    experiment = small(network={"layers": []}, training={"dtype": "float64"})
    trainer = Trainer(experiment, parameters=[([[1e300], [1.0]], [0.0])])
    _, arrays = frame_of(trainer)
    assert_array_equal(arrays["weights"], np.array([np.inf, 1.0], np.float32))
