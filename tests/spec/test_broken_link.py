"""Links however broken: none raises, what is valid is applied, and the rest is refused in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.spec import DataSpec, Experiment, TrainingSpec, from_query, to_query
from playground.spec.link import KEYS
from tests.spec.strategies import LARGE, experiments

POINTS = {"data": "inline", "inputs": "0 0~1 1", "targets": "0~1"}


def test_link_without_a_version_is_read():
    assert from_query({"noise": "0.5"}) == (Experiment(data=DataSpec(noise=0.5)), [])


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("noise", "nan", "0.0 to 1.0"),
        ("noise", "inf", "0.0 to 1.0"),
        ("noise", "1e999", "0.0 to 1.0"),
        ("noise", "much", "0.0 to 1.0"),
        ("noise", "", "0.0 to 1.0"),
        ("n", "5001", "10 to 5000"),
        ("n", "10.5", "10 to 5000"),
        ("n", "9" * 5000, "10 to 5000"),
        ("lr", "-1", "1e-07 to 100"),
        ("clip", "none", "1e-06 to 1000000.0"),
        ("dsteps", "0", "1 to 10000000"),
        ("seed", "-1", "0 to 4294967295"),
        ("layers", "2000-tanh", "1 to 1024"),
        ("layers", "x-tanh", "1 to 1024"),
        ("layers", "4-tanh-1", "0 to 0.95"),
        ("layers", "4-tanh-x-y", "0 to 0.95"),
        ("layers", "4", "units-activation, such as 4-tanh"),
        ("layers", "4-frozen", "units-activation, such as 4-tanh"),
        ("layers", "4-tanh-frozen-0.2", "0 to 0.95"),
        ("outfrozen", "yes", "1 for yes or 0 for no"),
        ("layers", "4-softmax", "relu"),
        ("layers", " ".join(["4-tanh"] * 13), "at most 12"),
        ("data", "circles", "circle, xor"),
        ("features", "x1 x9", "x1, x2"),
        ("features", "", "at least 1"),
        ("features", "x1 x1", "once"),
        ("loss", "mse", "mean_squared_error"),
        ("opt", "adamm", "sgd, momentum"),
        ("out", "step", "sigmoid"),
        ("init", "he", "he_normal"),
        ("sched", "linear", "constant"),
        ("shuffle", "yes", "1 for yes or 0 for no"),
        ("dtype", "float16", "'float32', 'float64'"),
        ("engine", "torch", "'numpy'"),
        ("name", "x" * 81, "at most 80"),
        ("about", "x" * 100_000, "at most 40000"),
        ("momentum", "0.9", "only the learning rate"),
        ("inputs", "1 2", "inline"),
        ("colour", "red", "no field"),
        ("", "", "no field"),
    ],
)
def test_broken_value_is_refused_with_what_is_allowed_and_the_rest_applied(key, value, reason):
    experiment, refused = from_query({"v": "1", "l2": "0.01", key: value, "batch": "7"})
    assert experiment == Experiment(training=TrainingSpec(l2=0.01, batch_size=7))
    assert [refusal.key for refusal in refused] == [key]
    assert reason in refused[0].reason


@pytest.mark.parametrize("version", ["2", "", "1e5", "99999999"])
def test_other_version_is_refused_and_known_fields_are_applied(version):
    experiment, refused = from_query({"v": version, "noise": "0.25"})
    assert experiment.data.noise == 0.25
    assert [refusal[:2] for refusal in refused] == [("v", version)]
    assert "version 1" in refused[0].reason


@pytest.mark.parametrize("key", [*KEYS, "unknown" * 9])
def test_messages_about_long_values_stay_short(key):
    # The longest lists the 13 datasets and what is wrong: 600 characters are ample, the value has 39,000.
    for value in ("x" * 39_000, "x" * 100_000):
        for refusal in from_query({key: value})[1]:
            assert len(refusal.value) <= 60
            assert len(refusal.key) <= 60
            assert len(refusal.reason) < 600


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        (POINTS | {"inputs": "0 0~1"}, "same number of values"),
        (POINTS | {"inputs": "0 0~1 1~2 2"}, "3 rows of inputs but 2 of targets"),
        (POINTS | {"inputs": "0 0~1 1e7"}, "between -1000000 and 1000000"),
        (POINTS | {"inputs": "0 0~1 nan"}, "finite"),
        (POINTS | {"inputs": "0 0~1 one"}, "valid number"),
        (POINTS | {"inputs": "~", "targets": "~"}, "at least one"),
        (POINTS | {"inputs": "", "targets": ""}, "at least one"),
        (POINTS | {"inputs": "~".join(["1 1"] * 400), "targets": "~".join(["1"] * 400)}, "at most 1000"),
        ({"data": "inline", "inputs": "0 0~1 1"}, "needs inputs and targets"),
        ({"data": "inline"}, "needs inputs and targets"),
    ],
)
def test_broken_points_are_refused_together_and_the_rest_applied(points, reason):
    experiment, refused = from_query({**points, "split": "1", "dseed": "3"})
    assert experiment == Experiment(data=DataSpec(train_fraction=1.0, seed=3))
    assert {refusal.key for refusal in refused} == set(points)
    assert all(reason in refusal.reason for refusal in refused)


def test_points_beside_a_named_dataset_are_refused_and_the_dataset_is_applied():
    experiment, refused = from_query(POINTS | {"data": "xor"})
    assert experiment == Experiment(data=DataSpec(dataset="xor"))
    assert {refusal.key for refusal in refused} == {"inputs", "targets"}


def test_good_points_are_applied_beside_broken_fields():
    experiment, refused = from_query({"loss": "huber", "noise": "2", **POINTS})
    assert experiment.data.inputs == ((0.0, 0.0), (1.0, 1.0))
    assert {refusal.key for refusal in refused} == {"loss", "noise"}


@pytest.mark.parametrize(
    ("query", "refused_key", "reason"),
    [
        ({"loss": "categorical_crossentropy", "data": "plane"}, "loss", "mean_squared_error"),
        ({"loss": "huber"}, "loss", "binary_crossentropy"),
        ({"out": "tanh", "loss": "binary_crossentropy"}, "loss", "needs the output activation sigmoid, not tanh"),
        ({"out": "softmax"}, "out", "choose sigmoid"),
        ({"opt": "adam", "momentum": "0.9"}, "momentum", "adam has no momentum; it takes beta_1, beta_2, epsilon"),
    ],
)
def test_fields_that_contradict_each_other_are_applied_as_far_as_they_go(query, refused_key, reason):
    experiment, refused = from_query(query)
    kept = {key: value for key, value in query.items() if key != refused_key}
    assert [refusal.key for refusal in refused] == [refused_key]
    assert reason in refused[0].reason
    assert to_query(experiment) == {"v": "1", **kept}


def test_fields_that_need_each_other_are_applied_in_any_order():
    query = {"b1": "0.8", "loss": "huber", "n": "1", "out": "tanh", "opt": "adam", "data": "ripples"}
    experiment, refused = from_query(query)
    assert [refusal.key for refusal in refused] == ["n"]
    assert experiment.training.loss == "huber"
    assert experiment.training.optimizer.beta_1 == 0.8


@LARGE
@given(experiments())
def test_one_bad_value_costs_no_other_field(experiment):
    read, refused = from_query(to_query(experiment) | {"noise": "2"})
    assert [refusal.key for refusal in refused] == ["noise"]
    assert read == experiment.patched({"data": {"noise": 0.0}})


HOSTILE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "nan",
            "-inf",
            "1e400",
            "9" * 400,
            "x" * 50_000,
            "4-tanh " * 9,
            "-",
            "~",
            "inline",
            "softmax",
            "0 0~1 1",
            "0~1",
        ]
    ),
    st.integers().map(str),
    st.floats().map(str),
)


@settings(max_examples=120)
@given(st.dictionaries(st.sampled_from([*KEYS, "v"]) | st.text(max_size=8), HOSTILE, max_size=12))
def test_no_link_raises_and_each_part_is_applied_or_refused(query):
    experiment, refused = from_query(query)
    keys = [refusal.key for refusal in refused]
    assert len(set(keys)) == len(keys)
    assert set(keys) <= set(query)
    assert all(refusal.reason for refusal in refused)
    assert from_query(to_query(experiment)) == (experiment, [])
    # What was not refused stands in the experiment: laid over it once more it changes nothing.
    applied = {key: text for key, text in query.items() if key not in keys and key != "v"}
    assert from_query(to_query(experiment) | applied)[0] == experiment


@pytest.mark.parametrize("text", ["", "1", "1 2~~", "a b~1 2", "1~2~3"])
def test_broken_parameters_are_refused_and_the_rest_applied(text):
    experiment, refused = from_query({"v": "1", "weights": text, "batch": "7"})
    assert experiment == Experiment(training=TrainingSpec(batch_size=7))
    assert [refusal.key for refusal in refused] == ["weights"]
