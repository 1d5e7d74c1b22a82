"""The histograms of activations: every layer's numbers, its ends, its zeros."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose

from playground.analysis.inspectors.activations import BINS
from playground.views.activations import COLUMNS, histogram_figure, remark, titles
from tests.views.figures import CASES, LIGHT, array, assert_drawn, case, found


def histograms(name, factor=1.0):
    """Return what was found of a case, and its figure."""
    experiment = case(name)
    _, findings = found(experiment, "activations", factor)
    return findings, histogram_figure(experiment, findings, LIGHT)


@pytest.mark.parametrize("name", CASES)
def test_every_layer_has_its_histogram_whatever_the_experiment(name):
    findings, figure = histograms(name)
    assert_drawn(figure)
    assert len(figure["data"]) == len(findings.layers)


@pytest.mark.parametrize("factor", [np.nan, np.inf, 1e38, 0.0])
def test_parameters_that_are_not_finite_or_huge_are_drawn(factor):
    _, figure = histograms("twelve layers", factor)
    assert_drawn(figure)


def test_bars_are_the_percentages_of_all_activations():
    findings, figure = histograms("three classes")
    for layer, bars in zip(findings.layers, figure["data"], strict=True):
        assert array(bars["y"]).sum() == pytest.approx(100, abs=1e-3)
        assert_allclose(array(bars["y"]) * layer.counts.sum() / 100, layer.counts, atol=1e-3)
        assert len(array(bars["x"])) == BINS
        assert_allclose(array(bars["x"])[0] - bars["width"] / 2, layer.edges[0], atol=1e-6)


def test_all_layers_share_one_vertical_scale_that_none_exceeds():
    _, figure = histograms("twelve layers")
    ends = {tuple(axis["range"]) for name, axis in figure["layout"].items() if name.startswith("yaxis")}
    assert len(ends) == 1
    assert max(array(bars["y"]).max() for bars in figure["data"]) <= ends.pop()[1]


@pytest.mark.parametrize(("n_layers", "n_rows"), [(3, 1), (6, 2), (12, 3)])
def test_many_layers_stand_in_rows_that_do_not_overlap(n_layers, n_rows):
    experiment = case("two classes", network={"layers": [{"units": 2}] * n_layers})
    layout = histogram_figure(experiment, found(experiment, "activations")[1], LIGHT)["layout"]
    domains = [tuple(axis["domain"]) for name, axis in layout.items() if name.startswith("yaxis")]
    rows = sorted(set(domains))
    assert len(rows) == n_rows
    assert rows[0][0] >= 0
    assert rows[-1][1] <= 1
    assert all(lower[1] < upper[0] for lower, upper in pairwise(rows))
    assert max(domains.count(row) for row in rows) == COLUMNS


def test_ends_of_a_bounded_activation_are_marked_and_what_is_near_them_has_another_colour():
    findings, figure = histograms("two classes")
    marks = [(line["xref"], line["x0"]) for line in figure["layout"]["shapes"]]
    assert marks == [("x2", -1), ("x2", 1), ("x3", -1), ("x3", 1), ("x4", 0), ("x4", 1)]
    inputs, hidden, *_ = (bars["marker"]["color"] for bars in figure["data"])
    assert hidden == [LIGHT.negative, *[LIGHT.positive] * (BINS - 2), LIGHT.negative]
    assert set(inputs) == {LIGHT.positive}
    hidden = findings.layers[1]
    share = 100 * (hidden.counts[0] + hidden.counts[-1]) / hidden.counts.sum()
    assert remark(hidden) == f"{share:.0f} % near −1 or 1"


def test_remark_tells_zeros_or_else_how_far_it_goes():
    findings, _ = histograms("twelve layers")
    relu = findings.layers[3]
    assert relu.zero_share > 0.1
    assert remark(relu) == f"{100 * relu.zero_share:.0f} % exactly 0"
    edges = np.linspace(-0.5, 2, BINS + 1)
    assert remark(replace(relu, zero_share=0.0, edges=edges)) == "from −0.5 to 2"
    assert remark(replace(relu, counts=np.zeros(BINS, int))) == "not finite"


def test_headings_name_layers_and_activation_functions():
    findings, figure = histograms("two classes")
    assert titles(case("two classes")) == ["Inputs", "Hidden 1, Tanh", "Hidden 2, Tanh", "Output, Sigmoid"]
    headings = [note["text"] for note in figure["layout"]["annotations"]]
    assert headings[1] == f"<b>Hidden 1, Tanh</b><br>{remark(findings.layers[1])}"
