"""The charts of a comparison: what they are drawn from, and what stands at their axes."""

import altair as alt
import numpy as np
import pytest

from playground.backends import ENGINES
from playground.jobs.reports import ComparisonReport
from playground.views.comparison import difference_chart, time_chart, time_text
from tests.views.figures import LIGHT

DIFFERENCES = np.array([[0.0, 0.0, 1e-17], [0.0, 2e-16, np.nan]])
REPORT = ComparisonReport(
    engines=("numpy", "compiled", "tape"),
    waiting=None,
    refusals=(),
    n_steps=2,
    differences=DIFFERENCES,
    tolerance=2e-9,
    step_s={"numpy": 40e-6, "compiled": 1.5e-6, "tape": 1.2e-3},
    is_done=True,
)


def values(layer):
    return layer["rows"]


def spec_of(chart):
    """Return what Vega-Lite is told, once its schema has accepted it, with each layer's rows."""
    spec = chart.to_dict(validate=True)
    for layer in spec["layer"]:
        layer["rows"] = spec["datasets"][layer.get("data", spec.get("data"))["name"]]
    return spec


def lines_of(spec):
    (lines,) = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    return lines


def test_every_engine_but_the_reference_has_a_point_a_step_where_it_was_finite():
    rows = values(lines_of(spec_of(difference_chart(REPORT, LIGHT))))
    compiled, tape = ENGINES["compiled"].label, ENGINES["tape"].label
    assert [(row["engine"], row["step"], row["exact"]) for row in rows] == [
        (compiled, 1, 0.0),
        (compiled, 2, 2e-16),
        (tape, 1, 1e-17),
    ]


def test_difference_of_zero_lies_at_the_foot_of_the_axis_which_says_so():
    lines = lines_of(spec_of(difference_chart(REPORT, LIGHT)))
    y = lines["encoding"]["y"]
    foot = y["scale"]["domain"][0]
    assert y["scale"]["type"] == "log"
    assert values(lines)[0]["difference"] == foot
    assert 0 < foot < 1e-17
    assert y["axis"]["values"][0] == foot
    assert "exactly equal" in y["axis"]["labelExpr"]


def test_tolerance_is_drawn_inside_the_axis():
    spec = spec_of(difference_chart(REPORT, LIGHT))
    (rule,) = [layer for layer in spec["layer"] if layer["mark"]["type"] == "rule"]
    assert values(rule)[0]["difference"] == REPORT.tolerance
    low, high = rule["encoding"]["y"]["scale"]["domain"]
    assert low < REPORT.tolerance < high


def test_engines_that_never_differ_still_make_a_chart():
    equal = ComparisonReport(("numpy", "tape"), None, (), 1, np.zeros((1, 2)), 1e-9, {})
    low, high = lines_of(spec_of(difference_chart(equal, LIGHT)))["encoding"]["y"]["scale"]["domain"]
    assert 0 < low < 1e-9 < high


def test_large_difference_is_inside_the_axis():
    wrong = ComparisonReport(("numpy", "tape"), None, (), 1, np.array([[0.0, 3.0]]), 1e-9, {})
    assert lines_of(spec_of(difference_chart(wrong, LIGHT)))["encoding"]["y"]["scale"]["domain"][1] >= 3


def test_lines_differ_by_more_than_colour():
    engines = tuple(sorted(ENGINES, key=lambda name: name != "numpy"))
    report = ComparisonReport(engines, None, (), 1, np.zeros((1, len(engines))), 1e-9, {})
    (marks,) = [
        layer for layer in spec_of(difference_chart(report, LIGHT))["layer"] if layer["mark"]["type"] == "point"
    ]
    encoding = marks["encoding"]
    labels = encoding["color"]["scale"]["domain"]
    assert labels == encoding["shape"]["scale"]["domain"]
    assert len(set(encoding["shape"]["scale"]["range"])) == len(labels) == len(ENGINES) - 1


def test_every_line_bears_marks_and_those_of_equal_lines_do_not_hide_one_another():
    engines = tuple(sorted(ENGINES, key=lambda name: name != "numpy"))
    report = ComparisonReport(engines, None, (), 200, np.zeros((200, len(engines))), 1e-9, {})
    rows = values(lines_of(spec_of(difference_chart(report, LIGHT))))
    marked = [(row["engine"], row["step"]) for row in rows if row["is_marked"]]
    assert len({step for _, step in marked}) == len(marked)
    assert {engine for engine, _ in marked} == {ENGINES[name].label for name in engines[1:]}


def test_times_are_said_as_the_viewer_writes_numbers():
    _, texts = spec_of(time_chart(REPORT, LIGHT, say=lambda text: text.replace(".", ",")))["layer"]
    assert {row["text"] for row in values(texts)} == {"40 µs", "1,5 µs", "1,2 ms"}


def test_times_are_labelled_bars_on_a_logarithmic_axis_the_quickest_first():
    spec = spec_of(time_chart(REPORT, LIGHT))
    bars, texts = spec["layer"]
    assert (bars["mark"]["type"], texts["mark"]["type"]) == ("bar", "text")
    rows = values(bars)
    assert {row["engine"]: row["text"] for row in rows} == {
        "NumPy": "40 µs",
        "Compiled": "1.5 µs",
        "Gradient tape": "1.2 ms",
    }
    assert bars["encoding"]["x"]["scale"]["type"] == "log"
    assert bars["encoding"]["y"]["sort"] == {"field": "time", "order": "ascending"}
    low, high = bars["encoding"]["x"]["scale"]["domain"]
    assert low < 1.5
    assert high > 1200


@pytest.mark.parametrize(
    ("seconds", "text"), [(1.234e-6, "1.23 µs"), (45.6e-6, "45.6 µs"), (0.00123, "1.23 ms"), (0.5, "500 ms")]
)
def test_duration_has_three_digits_and_a_unit_that_suits_it(seconds, text):
    assert time_text(seconds) == text


def test_charts_take_no_look_at_the_default_data_limit():
    many = ComparisonReport(("numpy", "tape"), None, (), 6000, np.full((6000, 2), 1e-16), 1e-9, {})
    assert len(values(lines_of(spec_of(difference_chart(many, LIGHT))))) == 6000
    assert isinstance(difference_chart(many, LIGHT), alt.LayerChart)
