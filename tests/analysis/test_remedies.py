"""What is offered where learning goes wrong: only what fits and changes something, and what is taken helps."""

from dataclasses import replace

import pytest

from playground.analysis.reading import VERDICTS, read
from playground.analysis.remedies import FITTING, REMEDIES, remedies_for
from playground.spec import Experiment, load_preset
from playground.training import Trainer
from tests.analysis.moments import moment_of, vitals_of
from tests.analysis.test_reading import DEADLY, TOO_LARGE, VANISHING, readings

GOOD = {"healthy", "converged"}
DEFAULT = Experiment()


def offered(experiment, epochs=5):
    """Return the remedies for a run after some epochs, by name."""
    (reading,) = readings(experiment, epochs)
    return {remedy.name: remedy for remedy in remedies_for(reading, experiment)}


def first_norms(experiment):
    return vitals_of(Trainer(experiment)).gradient_norms


def test_what_goes_well_needs_no_remedy():
    assert offered(DEFAULT) == {}


@pytest.mark.parametrize("name", ["relu", "leaky_relu"])
def test_each_remedy_for_vanishing_gradients_heals_a_fresh_run(name):
    healed = VANISHING.patched(offered(VANISHING)[name].patch)
    assert first_norms(healed)[0] > 1000 * first_norms(VANISHING)[0]
    assert {reading.verdict for reading in readings(healed, 0, 5, 20, 100)} <= GOOD
    assert readings(healed, 100)[0].evidence.loss_share < 0.1


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_small_weights_in_a_deep_network_are_replaced_by_such_as_fit(activation):
    layers = [{"units": 8, "activation": activation}] * 6
    lost = DEFAULT.patched({"network": {"layers": layers, "initializer": "normal"}})
    found = offered(lost, 1)
    assert found
    for remedy in found.values():
        healed = lost.patched(remedy.patch)
        assert first_norms(healed)[0] > 1000 * first_norms(lost)[0], remedy.name


def test_remedy_for_a_rate_too_large_goes_on_with_a_tenth_and_comes_down():
    (remedy,) = offered(TOO_LARGE).values()
    assert (remedy.label, remedy.restarts) == ("Learning rate ÷ 10", False)
    trainer = Trainer(TOO_LARGE)
    first = trainer.snapshot().train_loss
    trainer.run(epochs=5)
    worst = trainer.snapshot().train_loss
    trainer.apply(TOO_LARGE.patched(remedy.patch))
    trainer.run(epochs=20)
    assert trainer.snapshot().train_loss < first < worst
    assert read(moment_of(trainer), first).verdict in GOOD


def test_remedies_for_dead_neurons_let_a_gradient_through_again():
    deadly = DEFAULT.patched(DEADLY)
    found = offered(deadly)
    assert set(found) == {"leaky_relu", "restart_slower"}
    slower = deadly.patched(found["restart_slower"].patch)
    assert slower.training.optimizer.learning_rate == pytest.approx(0.3)
    assert slower.network.seed != deadly.network.seed
    assert {reading.verdict for reading in readings(slower, 1, 5)} <= GOOD
    leaky = deadly.patched(found["leaky_relu"].patch)
    assert min(vitals_of(Trainer(leaky)).gradient_norms) > 0
    assert set(offered(leaky, 1)) >= {"rate_down"}, "the rate, which was the cause, is what comes next"


def test_weights_of_zero_are_replaced():
    zeros = DEFAULT.patched({"network": {"initializer": "zeros"}})
    found = offered(zeros, 1)
    assert found["sized_initializer"].label == "Use Glorot uniform initial weights"
    assert "restart_slower" not in found
    for remedy in found.values():
        assert min(first_norms(zeros.patched(remedy.patch))) > 0, remedy.name


def test_remedies_for_slow_learning_make_longer_steps():
    slow = DEFAULT.patched({"training": {"optimizer": {"learning_rate": 1e-5}}})
    found = offered(slow, 1)
    assert set(found) == {"rate_up", "adam"}
    assert slow.patched(found["rate_up"].patch).training.optimizer.learning_rate == pytest.approx(1e-4)
    assert not found["rate_up"].restarts
    adam = slow.patched(found["adam"].patch)
    assert found["adam"].restarts
    assert {reading.verdict for reading in readings(adam, 5, 20)} <= GOOD


def test_locks_are_taken_off():
    frozen = DEFAULT.patched(
        {"network": {"layers": [{"trainable": False}, {"trainable": True}], "output_trainable": False}}
    )
    patch = REMEDIES["thaw"](frozen)[2]
    assert frozen.patched(patch).trainable == (True, True, True)
    assert offered(frozen.patched({"network": {"layers": [{"trainable": False}]}}), 1).keys() == {"thaw"}


@pytest.mark.parametrize(("verdict", "rate"), [("slow", 100.0), ("exploding", 1e-7)])
def test_rate_at_its_bound_is_not_offered_again(verdict, rate):
    experiment = DEFAULT.patched({"training": {"optimizer": {"learning_rate": rate}}})
    (reading,) = readings(DEFAULT, 0)
    names = {remedy.name for remedy in remedies_for(replace(reading, verdict=verdict), experiment)}
    assert not names & {"rate_up", "rate_down"}


def test_engine_that_does_plain_descent_is_not_offered_adam():
    experiment = DEFAULT.patched({"engine": "variables"})
    (reading,) = readings(DEFAULT, 0)
    names = [remedy.name for remedy in remedies_for(replace(reading, verdict="slow"), experiment)]
    assert names == ["rate_up"]


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("preset", [None, "1-first-steps/1-two-clouds", "7-by-hand/4-two-layers"])
def test_whatever_is_offered_makes_another_experiment_and_says_what_and_why(verdict, preset):
    experiment = DEFAULT if preset is None else load_preset(preset)
    (reading,) = readings(experiment, 0)
    for remedy in remedies_for(replace(reading, verdict=verdict), experiment):
        assert experiment.patched(remedy.patch) != experiment
        assert remedy.label
        assert remedy.reason.endswith(".")


def test_remedies_are_known_by_name_and_for_verdicts_that_there_are():
    assert {name for names in FITTING.values() for name in names} == set(REMEDIES)
    assert set(FITTING) == set(VERDICTS) - GOOD
