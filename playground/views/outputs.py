"""What the plane and the surface of an output share: what is shown, which samples, and what the colours mean."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from playground.analysis.inspectors.output import OutputFindings
from playground.analysis.results import MIDDLE, classes_of
from playground.data import Dataset
from playground.engine.arrays import Array
from playground.spec import Experiment
from playground.views.numbers import evenly
from playground.views.palette import Look

MAX_SHOWN = 1000  # samples of each part
STOPS = 9  # of a colour scale
FIRST_TRAIN, FIRST_TEST = 1, 2  # in the legend


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown of the output.

    Attributes:
        output: index of the one that contour lines and surfaces are of.
        levels: outputs at which there are contour lines.
        is_discrete: whether colours are flat, one a class, instead of shaded.
        with_test: whether test samples are drawn.
        with_mistakes: whether samples that are taken for another class are ringed.
    """

    output: int = 0
    levels: tuple[float, ...] = ()
    is_discrete: bool = False
    with_test: bool = True
    with_mistakes: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """The training or the test samples, some of them where there are many.

    Attributes:
        inputs: (n_samples, 2).
        targets: (n_samples,) class index, or value of the chosen output.
        predictions: (n_samples, n_outputs).
        is_mistaken: (n_samples,) which are taken for another class.
        n_mistakes: how many are, those not among them included.
        is_test: whether they are the test samples.
    """

    inputs: Array
    targets: Array
    predictions: Array
    is_mistaken: Array
    n_mistakes: int
    is_test: bool


def coarser(findings: OutputFindings) -> OutputFindings:
    """Return the findings with every second point of the surface: a quarter of what a browser is sent."""
    surface = None if findings.surface is None else findings.surface[::2, ::2]
    return replace(findings, axis=findings.axis[::2], surface=surface)


def parts_of(experiment: Experiment, findings: OutputFindings, dataset: Dataset, choice: Choice) -> list[Part]:
    """Return the samples to draw, the test samples first: training samples lie over them."""
    results = findings.results
    parts = [(dataset.train_inputs, results.train_targets, results.train_predictions, False)]
    if choice.with_test and len(dataset.test_inputs):
        parts.insert(0, (dataset.test_inputs, results.test_targets, results.test_predictions, True))
    return [_part(experiment, *part, choice=choice, threshold=results.threshold) for part in parts]


def output_ends(experiment: Experiment, findings: OutputFindings) -> tuple[float, float]:
    """Return the outputs that the ends of the colours stand for, as on the stage."""
    if experiment.kind != "regression":
        return (-1.0 if findings.results.threshold == 0 else 0.0), 1.0
    bound = float(np.abs(findings.results.train_targets).max()) or 1.0
    return -bound, bound


@cache
def value_scale(look: Look, n_bands: int = 0) -> list[list[Any]]:
    """Return Plotly's colours from one end of the output to the other, as on the stage; shaded, or in flat bands."""
    if not n_bands:
        return [[share, look.value(share)] for share in np.linspace(0, 1, STOPS).tolist()]
    colors = [look.value(band / (n_bands - 1)) for band in range(n_bands)]
    return [[(band + side) / n_bands, color] for band, color in enumerate(colors) for side in (0, 1)]


@cache
def class_scales(look: Look) -> list[list[list[Any]]]:
    """Return of each class Plotly's colours from not sure of it at all to sure."""
    shares = np.linspace(0, 1, STOPS).tolist()
    return [[[share, look.sureness(index, share)] for share in shares] for index in range(len(look.classes))]


def _part(
    experiment: Experiment,
    inputs: Array,
    targets: Array,
    predictions: Array,
    is_test: bool,
    *,
    choice: Choice,
    threshold: float,
) -> Part:
    shown = evenly(len(inputs), MAX_SHOWN)
    if experiment.kind == "regression":
        nowhere = np.full(len(shown), False)
        return Part(inputs[shown], targets[shown, choice.output], predictions[shown], nowhere, 0, is_test)
    classes = classes_of(targets, MIDDLE)
    is_mistaken = classes != classes_of(predictions, threshold)
    n_mistakes = int(is_mistaken.sum())
    return Part(inputs[shown], classes[shown], predictions[shown], is_mistaken[shown], n_mistakes, is_test)
