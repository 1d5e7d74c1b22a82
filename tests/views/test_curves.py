"""The chart of the curves: its tracks, what each is drawn from, and that its schema accepts it."""

from dataclasses import replace

import altair as alt
import pytest

from playground.spec import Experiment
from playground.training.history import CurvePoint, Mark
from playground.views.curve_shape import CurveShape, curve_shape
from playground.views.curves import HEIGHTS, curve_spec
from playground.views.style import pale
from tests.training.cases import small, trained
from tests.views.figures import DARK, LIGHT

SHAPE = CurveShape(
    loss="huber",
    metric="accuracy (%)",
    in_percent=True,
    has_test=True,
    is_log=False,
    has_penalty=False,
    has_marks=False,
    is_rate_log=False,
    targets=(),
    look=LIGHT,
)
SURFACE = {"engine": "numpy", "data": {"dataset": "plane"}, "network": {"layers": []}}

FULL = replace(
    SHAPE, has_penalty=True, has_marks=True, is_log=True, is_rate_log=True, targets=("loss", "metric"), look=DARK
)
VALUES = replace(SHAPE, loss="mean squared error", metric=None, in_percent=False)


def shape_of(experiment, points=None, marks=(), *, is_log=False, look=LIGHT):
    found = trained(experiment, epochs=2).history.points if points is None else points
    return curve_shape(experiment, found, marks, is_log=is_log, look=look)


def point(**figures):
    return CurvePoint(0, 1, 1, 1, 1, 0, 0.03)._replace(**figures)


def tracks(shape):
    """Return the chart's tracks from top to bottom, by their heights' names."""
    names = {height: name for name, height in HEIGHTS.items()}
    return {names[track["height"]]: track for track in curve_spec(shape)["vconcat"]}


def axes(track, channel):
    return [layer["encoding"][channel] for layer in track["layer"] if channel in layer["encoding"]]


def fields(track, kind):
    """Return what the layers of one kind of mark show upwards."""
    return [layer["encoding"]["y"]["field"] for layer in track["layer"] if layer["mark"]["type"] == kind]


@pytest.mark.parametrize("shape", [SHAPE, FULL, VALUES], ids=["least", "most", "values"])
def test_schema_accepts_the_chart(shape):
    alt.Chart.from_dict(curve_spec(shape), validate=True)


def test_tracks_are_loss_metric_and_rate_over_a_strip_for_zooming():
    assert list(tracks(SHAPE)) == ["loss", "metric", "rate", "overview"]


def test_marks_and_penalty_have_tracks_where_there_are_any():
    full = replace(SHAPE, has_marks=True, has_penalty=True)
    assert list(tracks(full)) == ["marks", "loss", "metric", "objective", "rate", "overview"]


def test_measure_that_is_the_loss_itself_has_no_track_of_its_own():
    assert list(tracks(VALUES)) == ["loss", "rate", "overview"]


def test_curves_are_smooth_ones_over_pale_ones():
    found = tracks(SHAPE)["loss"]
    assert fields(found, "line") == ["train_loss", "smooth_train_loss", "test_loss", "smooth_test_loss"]
    raw, smooth = [layer for layer in found["layer"] if layer["mark"]["type"] == "line"][:2]
    assert raw["mark"]["color"] == pale(LIGHT.ink, LIGHT)
    assert LIGHT.ink in smooth["encoding"]["color"]["scale"]["range"]


def test_train_and_test_differ_by_colour_and_dashes_and_are_named():
    layers = [layer for layer in tracks(SHAPE)["loss"]["layer"] if "strokeDash" in layer["encoding"]]
    color, dash = layers[0]["encoding"]["color"], layers[0]["encoding"]["strokeDash"]
    assert color["scale"] == {"domain": ["training", "test"], "range": [LIGHT.ink, LIGHT.test]}
    assert dash["scale"]["range"][0] != dash["scale"]["range"][1]
    assert color["legend"]["orient"] == "top"


def test_without_a_test_part_there_is_one_curve():
    alone = replace(SHAPE, has_test=False)
    assert fields(tracks(alone)["metric"], "line") == ["train_metric", "smooth_train_metric"]
    assert "test_" not in str(curve_spec(alone)["vconcat"][:-1])


def test_axes_have_titles_and_only_the_last_track_bears_the_epochs():
    found = tracks(SHAPE)
    for name, title in {"loss": "huber", "metric": "accuracy (%)", "rate": ["learning", "rate"]}.items():
        assert {str(y["axis"]["title"]) for y in axes(found[name], "y")} == {str(title)}
        labelled = {x["axis"]["labels"] for x in axes(found[name], "x") if "axis" in x}
        assert labelled == {name == "rate"}


def test_logarithmic_axes_are_those_of_losses():
    found = tracks(replace(SHAPE, is_log=True))
    assert {y["scale"]["type"] for y in axes(found["loss"], "y")} == {"log"}
    assert {y["scale"].get("type") for y in axes(found["metric"], "y")} == {None}
    error = tracks(replace(SHAPE, is_log=True, metric="mean squared error", in_percent=False))
    assert {y["scale"]["type"] for y in axes(error["metric"], "y")} == {"log"}


def test_all_tracks_share_one_zoom_and_one_cursor_that_reads_everything():
    spec = curve_spec(replace(SHAPE, has_penalty=True))
    cursor, zoom = spec["params"]
    assert (zoom["select"]["type"], zoom["views"]) == ("interval", ["overview"])
    *zoomed, overview = spec["vconcat"]
    assert "title" not in overview, "a line of text that is wider than a telephone leaves no room for the curves"
    reached = [layer["name"] for track in zoomed for layer in track["layer"] if "name" in layer]
    assert cursor["views"] == reached == ["loss_reach", "metric_reach", "objective_reach", "rate_reach"]
    scales = [x["scale"]["domain"] for track in zoomed for x in axes(track, "x") if "scale" in x]
    assert scales == [{"param": zoom["name"]}] * len(scales)
    assert "domain" not in overview["encoding"]["x"]["scale"]
    read = [entry["title"] for entry in zoomed[0]["layer"][-1]["encoding"]["tooltip"]]
    assert read == [
        "epoch",
        "training loss",
        "test loss",
        "training accuracy (%)",
        "test accuracy (%)",
        "penalty",
        "objective",
        "learning rate",
    ]


def test_marks_and_the_moment_cross_every_track():
    found = tracks(replace(SHAPE, has_marks=True))
    for name in ("marks", "loss", "metric", "rate"):
        rules = [layer["data"]["name"] for layer in found[name]["layer"] if layer["mark"]["type"] == "rule"]
        assert rules == ["moment", "marks", "curves"]


def test_targets_are_dashed_lines_in_their_own_tracks():
    found = tracks(replace(SHAPE, targets=("metric",)))
    assert "targets" not in str(found["loss"])
    rule, text = [layer for layer in found["metric"]["layer"] if layer["data"]["name"] == "targets"]
    assert rule["mark"]["strokeDash"]
    assert rule["transform"] == text["transform"] == [{"filter": "datum.what == 'metric'"}]


def test_chart_of_a_shape_is_made_once():
    assert curve_spec(SHAPE) is curve_spec(replace(SHAPE))


def test_shape_of_two_classes():
    found = shape_of(small())
    assert (found.loss, found.metric, found.in_percent) == ("binary cross-entropy", "accuracy (%)", True)
    assert (found.has_test, found.has_penalty, found.has_marks, found.is_rate_log) == (True, False, False, False)


def test_mean_squared_error_is_drawn_once_where_it_is_the_loss():
    surface = Experiment().patched(SURFACE)
    assert (shape_of(surface).loss, shape_of(surface).metric) == ("mean squared error", None)
    other = shape_of(surface.patched({"training": {"loss": "huber"}}))
    assert (other.metric, other.in_percent) == ("mean squared error", False)


def test_shape_without_a_test_part():
    assert not shape_of(small(data={"train_fraction": 1.0})).has_test


def test_shape_with_a_penalty_shows_it_also_once_it_is_off_again():
    assert shape_of(small(training={"l1": 0.1})).has_penalty
    assert shape_of(small(), [point(penalty=0.5), point(penalty=0.0)]).has_penalty


def test_rate_that_varies_has_a_logarithmic_axis():
    assert shape_of(small(), [point(learning_rate=0.03), point(learning_rate=0.1)]).is_rate_log
    assert not shape_of(small(), [point(learning_rate=0.03), point(learning_rate=0.0)]).is_rate_log


def test_losses_that_are_all_zero_have_no_logarithmic_axis():
    assert not shape_of(small(), [point(train_loss=0.0)], is_log=True).is_log
    assert shape_of(small(), [point(train_loss=0.1)], is_log=True).is_log


def test_shape_knows_marks_and_targets():
    found = shape_of(small(training={"stop": {"loss": 0.1, "patience": 3}}), marks=[Mark(1, "rate")])
    assert found.has_marks
    assert found.targets == ("loss",)
