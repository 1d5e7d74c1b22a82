"""The heatmaps of the gradients: their cells are the moments' figures, and the moment shown is marked."""

import base64
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from playground.spec import Experiment
from playground.training import Trainer
from playground.views.gradients import MAX_MOMENTS, exponents, gradient_figures, shown_moments
from tests.analysis.moments import moment_of
from tests.training.cases import N_TRAIN, small
from tests.views.figures import DARK, LIGHT

DEEP = small(network={"layers": [{"units": 2}] * 12})


def moments_of(experiment, n_moments, steps=1):
    trainer = Trainer(experiment)
    found = [moment_of(trainer)]
    for _ in range(n_moments - 1):
        trainer.run(steps=steps)
        found.append(moment_of(trainer))
    return found


def with_vitals(**figures):
    """Return a moment with other vitals."""
    (moment,) = moments_of(small(), 1)
    return replace(moment, vitals=replace(moment.vitals, **figures))


def steps_of(moments):
    return [moment.snapshot.step for moment in moments]


def decoded(packed):
    """Return an array as Plotly unpacks it."""
    shape = tuple(map(int, packed["shape"].split(",")))
    return np.frombuffer(base64.b64decode(packed["bdata"]), packed["dtype"]).reshape(shape)


def figures(experiment=None, moments=None, shown=0, *, look=LIGHT):
    experiment = experiment or small()
    return gradient_figures(experiment, moments or moments_of(experiment, 4), shown, look=look)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("experiment", [small(), DEEP, small(network={"layers": []})], ids=["3", "13", "1"])
def test_plotly_accepts_the_figures(experiment, look):
    for figure in figures(experiment, look=look):
        go.Figure(figure["data"], figure["layout"])
        assert figure["label"]


def test_cells_are_the_moments_figures_layers_down_and_moments_right():
    moments = moments_of(small(), 4)
    for figure, name in zip(figures(moments=moments), ("gradient_norms", "update_ratios"), strict=True):
        (cells,) = figure["data"]
        expected = np.array([getattr(moment.vitals, name) for moment in moments]).T
        assert cells["y"] == ["Hidden 1", "Hidden 2", "Output"]
        assert_allclose(decoded(cells["z"]), np.log10(expected), rtol=1e-6)
        said = decoded(cells["customdata"])
        assert_allclose(said[..., 0], expected, rtol=1e-6)
        epochs = [0, 10 / N_TRAIN, 20 / N_TRAIN, 1]
        assert_allclose(said[..., 1], np.broadcast_to(epochs, (3, 4)), rtol=1e-6)


def test_first_hidden_layer_is_on_top():
    assert {figure["layout"]["yaxis"]["autorange"] for figure in figures()} == {"reversed"}


def test_axis_names_epochs_though_columns_are_moments():
    axis = figures(moments=moments_of(small(), 40, steps=3))[0]["layout"]["xaxis"]
    assert axis["title"]["text"] == "epoch"
    assert axis["tickvals"][0] == 0
    assert axis["tickvals"][-1] == 39
    assert axis["ticktext"] == [f"{at}" for at in axis["tickvals"]]


def test_moment_shown_is_framed_and_pointed_at():
    for figure in figures(shown=2):
        (frame,) = figure["layout"]["shapes"]
        (pointer,) = figure["layout"]["annotations"]
        assert (frame["x0"], frame["x1"], pointer["x"]) == (1.5, 2.5, 2)


def test_zero_and_what_is_not_finite_are_gaps():
    assert_array_equal(exponents(np.array([0.0, np.nan, np.inf, 100.0])), [np.nan, np.nan, np.nan, 2])
    strange = with_vitals(gradient_norms=(0.0, np.nan, np.inf), update_ratios=(0.0, np.inf, 0.1))
    norms, ratios = figures(moments=[strange])
    assert np.isnan(decoded(norms["data"][0]["z"])).all()
    assert norms["data"][0]["zmin"] < norms["data"][0]["zmax"]
    assert np.isnan(decoded(ratios["data"][0]["z"])).tolist() == [[True], [True], [False]]


def test_colours_of_norms_span_whole_decades():
    moment = with_vitals(gradient_norms=(3e-6, 0.02, 0.4))
    (cells,) = figures(moments=[moment])[0]["data"]
    assert (cells["zmin"], cells["zmax"]) == (-6, 0)
    assert cells["colorbar"]["ticktext"] == ["10⁻⁶", "10⁻³", "10⁰"], "as many as there is room for beside three rows"


def test_one_size_alone_still_spans_a_decade():
    moment = with_vitals(gradient_norms=(1.0, 1.0, 1.0))
    (cells,) = figures(moments=[moment])[0]["data"]
    assert (cells["zmin"], cells["zmax"]) == (-1, 0)


def test_ratios_are_coloured_around_what_is_healthy_whatever_they_are():
    (cells,) = figures()[1]["data"]
    assert (cells["zmin"], cells["zmax"]) == (-6, 0)
    assert cells["colorscale"][1][0] == 0.5
    assert cells["colorbar"]["ticktext"] == ["10⁻⁶ too small", "0.001 healthy", "1 too large"]


def test_height_does_not_change_while_it_trains_and_grows_with_the_layers():
    heights = {figure["layout"]["height"] for n in (1, 30) for figure in figures(moments=moments_of(small(), n))}
    assert len(heights) == 1
    assert figures(DEEP)[0]["layout"]["height"] > heights.pop()


def test_present_and_the_moment_shown_are_among_those_drawn():
    kept = moments_of(small(), 6)
    found, shown = shown_moments(kept[:4:2], kept[3], kept[5])
    assert steps_of(found) == [0, 2, 3, 5]
    assert found[shown] is kept[3]


def test_same_moment_is_drawn_once():
    kept = moments_of(small(), 3)
    found, shown = shown_moments(kept, kept[2], kept[2])
    assert (steps_of(found), shown) == ([0, 1, 2], 2)
    assert shown_moments((), kept[0], None) == ([kept[0]], 0)


def test_many_moments_are_thinned_evenly():
    (first,) = moments_of(small(), 1)
    start = first.snapshot
    snapshots = [replace(start, position=replace(start.position, step=step)) for step in range(400)]
    kept = [replace(first, snapshot=snapshot) for snapshot in snapshots]
    found, shown = shown_moments(kept, kept[7], kept[-1])
    assert len(found) <= MAX_MOMENTS + 2
    assert steps_of([found[0], found[-1], found[shown]]) == [0, 399, 7]
    assert np.diff(steps_of(found)).max() <= 4


def test_default_experiment_has_finite_figures():
    cells = figures(Experiment().patched({"engine": "numpy"}))[0]["data"][0]
    assert np.isfinite(decoded(cells["z"])).all()
