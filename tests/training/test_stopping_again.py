"""Rules that stop a run, however it is cut, taken up, changed or reset."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.backends.scratch import ScratchBackend
from playground.training import Trainer
from playground.training.stopping import Best
from tests.training.cases import DROPOUT, assert_same_moment, assert_same_run, small, trained
from tests.training.test_stopping import LONG, losses_of, stopped, stopping

CUTS = st.lists(st.sampled_from([{"steps": 1}, {"steps": 2}, {"steps": 7}, {"epochs": 1}, {"epochs": 3}]), max_size=60)
ALL_RULES = [
    {"epochs": 9},
    {"loss": 0.5},
    {"accuracy": 0.85},
    {"patience": 5},
    {"patience": 3, "epochs": 11, "loss": 0.3},
]


@pytest.mark.parametrize("rules", ALL_RULES)
@settings(max_examples=8)
@given(cuts=CUTS)
def test_run_stops_at_the_same_step_however_it_is_cut(rules, cuts):
    experiment = stopping(rules, data={"dataset": "circle", "n_samples": 110}, network={"layers": DROPOUT})
    whole, cut = stopped(experiment), Trainer(experiment)
    assert whole.stopped is not None
    for piece in cuts:
        if cut.stopped is None:
            cut.run(**piece)
    if cut.stopped is None:
        cut.run(epochs=LONG)
    assert cut.stopped == whole.stopped
    assert_same_run(cut, whole)
    assert cut.history.marks == whole.history.marks


def test_run_of_single_steps_stops_at_the_same_step():
    whole, cut = stopped(stopping({"patience": 5})), Trainer(stopping({"patience": 5}))
    while cut.stopped is None:
        cut.run(steps=1)
    assert cut.stopped == whole.stopped
    assert_same_run(cut, whole)


@pytest.mark.parametrize("rules", [{}, {"epochs": 30}])
def test_rules_about_no_loss_work_none_out(monkeypatch, rules):
    monkeypatch.setattr("playground.training.stopping.evaluate", None)
    assert stopped(stopping(rules), 30).position.epoch == 30


def test_run_taken_up_from_a_snapshot_keeps_its_patience():
    experiment = stopping({"patience": 6})
    whole = stopped(experiment)
    left = trained(experiment, epochs=whole.position.epoch - 2)
    moment = pickle.dumps((left.snapshot(), left.history))
    snapshot, history = pickle.loads(moment)  # noqa: S301 - written one line earlier
    assert snapshot.best.epoch == whole.position.epoch - 6
    taken_up = Trainer(experiment).restore(snapshot, history)
    taken_up.run(epochs=LONG)
    assert taken_up.stopped == whole.stopped
    assert_same_run(taken_up, whole)


def test_snapshot_has_a_best_moment_only_where_it_is_looked_for():
    assert trained(small(), epochs=2).snapshot().best is None
    assert trained(small(training={"stop": {"loss": 1e-9, "epochs": 9}}), epochs=2).snapshot().best is None
    best = trained(small(training={"stop": {"patience": 9}}), epochs=1).snapshot().best
    assert isinstance(best, Best)
    assert (best.epoch, best.loss) == (1, trained(small(), epochs=1).snapshot().test_loss)


def test_reset_forgets_the_best_moment_and_the_stop():
    trainer = stopped(stopping({"epochs": 3, "patience": 1000}))
    assert trainer.snapshot().best is not None
    trainer.reset()
    assert (trainer.stopped, trainer.snapshot().best) == (None, None)
    trainer.run(epochs=LONG)
    assert_same_moment(trainer.snapshot(), stopped(stopping({"epochs": 3, "patience": 1000})).snapshot())


def test_rules_are_kept_on_another_backend_and_after_a_change():
    trainer = trained(stopping({"patience": 6}), epochs=2)
    trainer.hand_over(ScratchBackend(trainer.model))
    trainer.run(epochs=LONG)
    assert_same_run(trainer, stopped(stopping({"patience": 6})))


def test_run_out_of_patience_after_diverging_is_finite_again():
    training = {"optimizer": {"learning_rate": 0.5}}
    diverging = small(data={"dataset": "plane"}, network={"layers": []}, training=training)
    assert not stopped(diverging, 200).is_finite
    trainer = stopped(diverging.patched({"training": {"stop": {"patience": 150}}}), 200)
    assert trainer.stopped is not None
    assert trainer.snapshot().is_finite


def test_patience_switched_off_forgets_the_best_moment():
    trainer = trained(stopping({"patience": 50}), epochs=3)
    trainer.apply(stopping({}))
    assert trainer.snapshot().best is None
    trainer.run(epochs=20)
    trainer.apply(stopping({"patience": 5}))
    trainer.run(epochs=1)
    assert trainer.snapshot().best.epoch == 24, "it looks for the best from then on"


def test_epoch_that_reaches_a_target_may_be_the_best_too():
    losses = losses_of(stopping({}), 5)
    trainer = stopped(stopping({"loss": float(losses[3]), "patience": 100}))
    assert trainer.position.epoch == 4
    assert trainer.snapshot().best.epoch == 4
