"""When a run is to stop by itself, as a value: what is refused, and how a link carries it."""

import pytest
from pydantic import ValidationError

from playground.spec import Experiment, from_query, to_query
from playground.spec.fields import reasons
from playground.spec.stop import StopSpec

ALL_RULES = {"epochs": 200, "loss": 0.05, "accuracy": 0.99, "patience": 30}


def stopping(**rules):
    return Experiment().patched({"training": {"stop": rules}})


def refusal(patch):
    """Return path and reason of the one thing that is refused."""
    with pytest.raises(ValidationError) as caught:
        Experiment.model_validate(patch)
    ((path, _, reason),) = reasons(caught.value, Experiment)
    return path, reason


@pytest.mark.parametrize(
    ("rule", "good", "bad", "allowed"),
    [
        ("epochs", (1, 10_000_000), (0, -1, 10_000_001, 2.5), "1 to 10000000"),
        ("loss", (0, 1e-300, 1e9), (-1e-9, 2e9, float("nan"), float("inf")), "0 to 1000000000.0"),
        ("accuracy", (1e-9, 1), (0, 1.001, -0.5, float("nan")), "0 to 1"),
        ("patience", (1, 100_000), (0, 100_001), "1 to 100000"),
    ],
)
def test_rule_is_kept_within_its_range_and_refused_beyond(rule, good, bad, allowed):
    for value in good:
        assert getattr(stopping(**{rule: value}).training.stop, rule) == value
    for value in bad:
        path, reason = refusal({"training": {"stop": {rule: value}}})
        assert path == f"training.stop.{rule}"
        assert f"(allowed: {allowed})" in reason


def test_nothing_stops_a_run_unless_asked_for():
    assert Experiment().training.stop == StopSpec(epochs=None, loss=None, accuracy=None, patience=None)


@pytest.mark.parametrize("dataset", ["plane", "inline"])
def test_accuracy_is_refused_in_words_where_values_are_learned(dataset):
    points = {"inputs": [[1.0], [2.0]], "targets": [[0.5], [2.0]]} if dataset == "inline" else {}
    patch = {"data": {"dataset": dataset} | points, "training": {"stop": {"accuracy": 0.9}}}
    path, reason = refusal(patch)
    assert (path, reason) == ("", "there is no accuracy where a surface is learned; stop at a loss instead")


def test_surface_can_be_learned_up_to_a_loss():
    assert Experiment.model_validate({"data": {"dataset": "plane"}, "training": {"stop": {"loss": 0.1}}})


def test_link_carries_every_rule_under_a_key_of_its_own():
    query = to_query(stopping(**ALL_RULES))
    assert query == {"v": "1", "stop": "200", "stoploss": "0.05", "stopacc": "0.99", "patience": "30"}
    assert from_query(query) == (stopping(**ALL_RULES), [])


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("stop", "0", "1 to 10000000"),
        ("stop", "2.5", "1 to 10000000"),
        ("stoploss", "nan", "0 to 1000000000.0"),
        ("stopacc", "1.5", "0 to 1"),
        ("patience", "many", "1 to 100000"),
    ],
)
def test_broken_rule_of_a_link_is_refused_and_the_others_applied(key, value, reason):
    whole = to_query(stopping(**ALL_RULES))
    experiment, refused = from_query(whole | {key: value})
    assert [refusal.key for refusal in refused] == [key]
    assert reason in refused[0].reason
    assert to_query(experiment) == {name: text for name, text in whole.items() if name != key}


def test_accuracy_in_a_link_to_a_surface_is_refused_and_the_surface_learned():
    experiment, refused = from_query({"stopacc": "0.9", "data": "plane", "patience": "5"})
    assert [refusal.key for refusal in refused] == ["stopacc"]
    assert "stop at a loss" in refused[0].reason
    assert to_query(experiment) == {"v": "1", "data": "plane", "patience": "5"}
