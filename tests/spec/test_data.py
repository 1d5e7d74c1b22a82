"""Data of images in an experiment: what follows from them, how many there are, and that they travel."""

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from playground.data import DATASETS
from playground.spec import DataSpec, Experiment, from_query, to_query
from playground.training.problem import draw
from tests.spec.strategies import data_named, experiments

MOST = DATASETS["digits"].max_samples


def test_digits_need_an_input_a_pixel_and_an_output_a_digit_whatever_the_settings_of_points():
    data = DataSpec(dataset="digits", features=("x1_squared",), n_classes=6)
    experiment = Experiment(data=data)
    assert (data.n_raw_inputs, data.image_shape) == (64, (8, 8))
    assert experiment.sizes == (64, 4, 2, 10)
    assert (experiment.output_activation, experiment.loss) == ("softmax", "categorical_crossentropy")


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ({"dataset": "digits"}, tuple("0123456789")),
        ({"dataset": "circle"}, ("class 0", "class 1")),
        ({"dataset": "pie", "n_classes": 4}, ("class 1", "class 2", "class 3", "class 4")),
        ({"dataset": "plane"}, ()),
        ({"dataset": "inline", "inputs": [[1.0]], "targets": [[0.0, 1.0]]}, ("class 1", "class 2")),
    ],
)
def test_classes_have_the_names_that_the_drawn_data_give_them(data, names):
    spec = DataSpec(**data)
    assert spec.class_names == draw(spec).class_names == names


def test_points_are_no_images():
    assert DataSpec().image_shape is None
    assert DataSpec(dataset="inline", inputs=[[0.0] * 64], targets=[[1.0]]).image_shape is None


@settings(max_examples=30)
@given(data_named("digits", MOST))
def test_what_is_said_of_digits_is_what_is_drawn(data):
    dataset = draw(data)
    assert dataset.train_inputs.shape == (data.n_train, data.n_inputs)
    assert len(dataset.train_inputs) + len(dataset.test_inputs) == data.n_samples
    assert (dataset.n_outputs, dataset.kind) == (data.n_outputs, data.kind)


def test_more_digits_than_there_are_are_refused_in_words():
    DataSpec(dataset="digits", n_samples=MOST)
    with pytest.raises(ValidationError, match="n_samples is 1798, but digits has 1797; choose at most 1797"):
        DataSpec(dataset="digits", n_samples=MOST + 1)
    DataSpec(dataset="circle", n_samples=MOST + 1)
    DataSpec(dataset="inline", inputs=[[0.0]], targets=[[1.0]], n_samples=MOST + 1)  # which has no n_samples


def test_link_to_more_digits_than_there_are_opens_with_digits_and_says_so():
    experiment, ((key, value, reason),) = from_query({"v": "1", "data": "digits", "n": "4000"})
    assert experiment == Experiment(data=DataSpec(dataset="digits"))
    assert (key, value) == ("n", "4000")
    assert "choose at most 1797" in reason


@settings(max_examples=30)
@given(experiments(data_named("digits", MOST)))
def test_digits_survive_a_link(experiment):
    assert from_query(to_query(experiment)) == (experiment, [])
