"""The output over the plane: its numbers, its lines, its samples, and which of them are mistaken."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.analysis.inspectors.output import SURFACE_SIDE
from playground.analysis.results import classes_of
from playground.views.colors import contrast
from playground.views.outputs import MAX_SHOWN, Choice, coarser, output_ends, parts_of, value_scale
from playground.views.palette import GRAPHIC_CONTRAST
from playground.views.planes import plane_figure
from tests.views.figures import LIGHT, PLANAR, array, assert_drawn, case, column, found, levels_of

ALL = Choice(levels=(0.25, 0.5))


def drawn(name, choice=ALL, factor=1.0, **patch):
    """Return what was found of a case, and its plane."""
    experiment = case(name, **patch)
    problem, findings = found(experiment, "output", factor)
    parts = parts_of(experiment, findings, problem.dataset, choice)
    return problem, findings, plane_figure(experiment, findings, parts, choice, LIGHT)


def traces(figure, kind):
    """Return the traces of one type."""
    return [trace for trace in figure["data"] if trace["type"] == kind]


@pytest.mark.parametrize("is_discrete", [False, True])
@pytest.mark.parametrize("name", PLANAR)
def test_every_experiment_in_a_plane_is_drawn(name, is_discrete):
    assert_drawn(drawn(name, replace(ALL, is_discrete=is_discrete))[2])


@pytest.mark.parametrize("factor", [np.nan, np.inf, 1e38, 0.0])
@pytest.mark.parametrize("name", ["two classes", "three classes", "values"])
def test_outputs_that_are_not_finite_or_huge_are_drawn(name, factor):
    assert_drawn(drawn(name, factor=factor)[2])


def test_map_is_the_surface_between_the_ends_of_the_output():
    _, findings, figure = drawn("two classes")
    ground = figure["data"][0]
    assert_array_equal(array(ground["z"]), findings.surface[..., 0])
    assert (ground["zmin"], ground["zmax"]) == (0, 1)
    assert_allclose(array(ground["y"])[[0, -1]], [-6, 6])


@pytest.mark.parametrize(
    ("name", "low"), [("two classes", 0), ("squared error", 0), ("hinge", -1), ("three classes", 0)]
)
def test_ends_of_classes_are_their_targets_as_the_loss_has_them(name, low):
    experiment = case(name)
    assert output_ends(experiment, found(experiment, "output")[1]) == (low, 1)


def test_ends_of_values_lie_as_far_as_the_farthest_target():
    experiment = case("values")
    problem, findings = found(experiment, "output")
    low, high = output_ends(experiment, findings)
    assert -low == high == pytest.approx(np.abs(problem.train.targets).max())


def test_map_of_several_classes_has_a_shade_of_the_largest_output_s_class():
    _, findings, figure = drawn("three classes")
    ground = figure["data"][0]
    shades = array(ground["z"])[::2, ::2]
    n_shades = (ground["zmax"] + 1) // 3
    assert shades.shape == (SURFACE_SIDE, SURFACE_SIDE)
    assert_array_equal(shades // n_shades, findings.surface.argmax(axis=-1))
    sureness = findings.surface.max(axis=-1)
    assert_allclose((shades % n_shades) / (n_shades - 1), sureness, atol=0.6 / n_shades)
    assert_allclose(array(ground["customdata"])[::2, ::2], 100 * sureness, atol=0.51)


def test_scale_of_several_classes_never_mixes_two_of_them():
    _, _, figure = drawn("six classes by squared error")
    ground = figure["data"][0]
    places = [place * ground["zmax"] for place, _ in ground["colorscale"]]
    n_shades = (ground["zmax"] + 1) // 6
    assert places == sorted(places)
    for number in range(6):
        ends = [place for place in places if number * n_shades - 0.5 < place < (number + 1) * n_shades - 0.5]
        assert (ends[0], ends[-1]) == pytest.approx((number * n_shades, (number + 1) * n_shades - 1))


def test_discrete_map_of_several_classes_has_one_shade_a_class():
    _, _, figure = drawn("three classes", replace(ALL, is_discrete=True))
    assert len(np.unique(array(figure["data"][0]["z"]))) <= 3


def test_discrete_map_of_two_classes_changes_at_the_threshold_only():
    _, _, figure = drawn("two classes", replace(ALL, is_discrete=True))
    scale = figure["data"][0]["colorscale"]
    assert [place for place, _ in scale] == [0, 0.5, 0.5, 1]
    assert scale[0][1] == scale[1][1] != scale[2][1] == scale[3][1]
    assert (scale[0][1], scale[3][1]) == (value_scale(LIGHT)[0][1], value_scale(LIGHT)[-1][1])


@pytest.mark.parametrize(
    ("levels", "n_runs"), [((0.05, 0.5, 0.95), 1), ((0.05, 0.1, 0.25, 0.5, 0.75, 0.9), 3), ((0.3,), 1), ((), 0)]
)
def test_a_line_is_drawn_at_every_chosen_level_and_those_of_even_steps_keep_their_numbers_apart(levels, n_runs):
    _, _, figure = drawn("three classes", Choice(levels=levels))
    lines = traces(figure, "contour")
    assert len(lines) == n_runs
    assert [level for line in lines for level in levels_of(line)] == pytest.approx(levels)
    assert all(line["contours"]["showlabels"] for line in lines)


def test_the_line_at_the_threshold_is_thick():
    _, _, figure = drawn("two classes", Choice(levels=(0.1, 0.5, 0.9)))
    thick, thin = traces(figure, "contour")
    assert levels_of(thick) == [0.5]
    assert thick["line"]["width"] > thin["line"]["width"]


@pytest.mark.parametrize(("name", "level"), [("three classes", 0.5), ("values", 0.5), ("two classes", 0.4)])
def test_no_line_is_thick_where_none_is_a_boundary(name, level):
    _, _, figure = drawn(name, Choice(levels=(level,)))
    assert len(traces(figure, "contour")) == 1


def test_more_classes_than_shades_keep_their_own():
    experiment = case("three classes")
    _, findings = found(experiment, "output")
    n_classes = 300
    surface = np.zeros((*findings.surface.shape[:2], n_classes))
    surface[..., -1] = 1
    figure = plane_figure(experiment, replace(findings, surface=surface), [], ALL, LIGHT)
    assert_drawn(figure)
    ground = figure["data"][0]
    assert (array(ground["z"]) == ground["zmax"]).all()
    assert ground["zmax"] == 2 * n_classes - 1


def test_lines_are_of_the_chosen_class():
    _, findings, figure = drawn("three classes", replace(ALL, output=2))
    assert_array_equal(array(traces(figure, "contour")[0]["z"]), findings.surface[..., 2])


def test_samples_stand_at_their_inputs_and_test_samples_are_hollow():
    problem, _, figure = drawn("three classes", replace(ALL, with_mistakes=False))
    samples = traces(figure, "scatter")
    assert [trace["name"] for trace in samples] == [
        *(f"class {number}, test" for number in (1, 2, 3)),
        *(f"class {number}" for number in (1, 2, 3)),
    ]
    dataset = problem.dataset
    for part, inputs, targets in (
        (samples[:3], dataset.test_inputs, dataset.test_targets),
        (samples[3:], dataset.train_inputs, dataset.train_targets),
    ):
        for number, trace in enumerate(part):
            assert_allclose(column(trace), inputs[targets[:, number] == 1], rtol=1e-6)
    hollow, filled = ([trace["marker"] for trace in part] for part in (samples[:3], samples[3:]))
    assert [marker["symbol"] for marker in hollow] == [marker["symbol"] for marker in filled]
    assert [marker["symbol"] for marker in filled] == ["circle", "square", "triangle-up"]
    for test, train in zip(hollow, filled, strict=True):  # either is set off from the map
        assert (test["color"], test["line"]["color"]) == (train["line"]["color"], train["color"])
        assert contrast(train["color"], train["line"]["color"]) >= GRAPHIC_CONTRAST


def test_test_samples_can_be_left_out_and_are_absent_where_there_are_none():
    for name, choice in (("two classes", replace(ALL, with_test=False)), ("no test part", ALL)):
        assert not any("test" in trace["name"] for trace in drawn(name, choice)[2]["data"])


@pytest.mark.parametrize("name", ["two classes", "hinge", "six classes by squared error"])
def test_mistaken_samples_are_ringed_and_counted(name):
    problem, findings, figure = drawn(name)
    results = findings.results
    for said, inputs, predictions, targets in (
        (", test", problem.dataset.test_inputs, results.test_predictions, results.test_targets),
        ("", problem.dataset.train_inputs, results.train_predictions, results.train_targets),
    ):
        is_mistaken = classes_of(predictions, results.threshold) != classes_of(targets, 0.5)
        name = f"mistaken{said}: {is_mistaken.sum()}"
        setting, rings = (trace for trace in figure["data"] if trace["name"] == name)
        for trace in (setting, rings):
            assert_allclose(column(trace), inputs[is_mistaken], rtol=1e-6)
        assert (setting["showlegend"], rings["showlegend"]) == (False, True)
        assert setting["marker"]["line"]["width"] > rings["marker"]["line"]["width"]
        assert contrast(setting["marker"]["color"], rings["marker"]["color"]) >= GRAPHIC_CONTRAST


def test_values_are_never_mistaken():
    assert not any("mistaken" in trace["name"] for trace in drawn("values")[2]["data"])


def test_chosen_one_of_several_values_is_drawn():
    problem, findings, figure = drawn("two values", Choice(output=1))
    assert_array_equal(array(figure["data"][0]["z"]), findings.surface[..., 1])
    (samples,) = traces(figure, "scatter")
    assert_allclose(array(samples["marker"]["color"]), problem.train.targets[:, 1])


def test_of_very_many_samples_some_are_drawn_and_all_mistakes_counted():
    _, findings, figure = drawn("two classes", data={"n_samples": 4000})
    samples = [trace for trace in traces(figure, "scatter") if trace["name"] in {"class 0", "class 1"}]
    assert sum(len(array(trace["x"])) for trace in samples) == MAX_SHOWN
    results = findings.results
    n_mistakes = ((results.train_predictions > 0.5) != (results.train_targets > 0.5)).sum()
    assert figure["data"][-1]["name"] == f"mistaken: {n_mistakes}"


def test_coarser_surface_has_the_same_ends_and_every_second_point():
    experiment = case("three classes")
    _, findings = found(experiment, "output")
    coarse = coarser(findings)
    assert_array_equal(coarse.axis[[0, -1]], [-6, 6])
    assert_array_equal(coarse.surface[3, 5], findings.surface[6, 10])
    assert len(coarse.axis) == len(coarse.surface) == coarse.surface.shape[1] == SURFACE_SIDE // 2 + 1
    assert_drawn(plane_figure(experiment, coarse, [], ALL, LIGHT))


def test_plane_stays_square():
    _, _, figure = drawn("two classes")
    assert figure["layout"]["yaxis"]["scaleanchor"] == "x"
    assert figure["layout"]["xaxis"]["range"] == figure["layout"]["yaxis"]["range"] == [-6, 6]
