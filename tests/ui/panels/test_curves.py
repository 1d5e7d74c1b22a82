"""The panel of the curves: what it sends of a run, what it says of a moment, and what is missing and why."""

import json

import numpy as np
import pytest
from numpy.testing import assert_allclose
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df

from playground.jobs.commands import Step
from playground.live.wire.commands import LookBack
from playground.ui.panels.curves import NOTHING, figures_text
from tests.training.cases import N_TRAIN, small, trained
from tests.ui.panels.looking import change, look, words
from tests.ui.sessions import run_of

BATCH = Step("batch")


def chart(app):
    """Return the chart's tracks and its tables by name, none where there is no chart."""
    found = app.main.get("vega_lite_chart")
    if not found:
        return None
    (proto,) = (element.proto for element in found)
    tables = {table.name: convert_arrow_bytes_to_pandas_df(table.data.data) for table in proto.datasets}
    return json.loads(proto.spec)["vconcat"], tables


def curves(app):
    return chart(app)[1]["curves"]


def test_before_the_first_step_it_says_what_to_press(open_panel):
    app = open_panel("Curves", small())
    assert NOTHING in words(app)
    assert chart(app) is None
    assert "**Epoch 0**" in words(app)


def test_curves_are_the_run_s_up_to_the_present(open_panel):
    app = look(open_panel("Curves", small()), *[BATCH] * 4)
    trainer = trained(small(), steps=4)
    now = trainer.snapshot()
    found = curves(app)
    assert found.epoch.tolist() == [0, 1, 1 + 10 / N_TRAIN]
    assert_allclose(found.train_loss, [*(point.train_loss for point in trainer.history.points), now.train_loss])
    assert_allclose(found.test_metric.iloc[-1], 100 * now.metrics["test_accuracy"])


def test_figures_are_those_of_the_moment_shown(open_panel):
    app = look(open_panel("Curves", small()), BATCH)
    now = trained(small(), steps=1).snapshot()
    assert f"**Epoch 0.4** · training loss {now.train_loss:.4g} · training accuracy" in words(app)
    assert f"test loss {now.test_loss:.4g} · test accuracy {now.metrics['test_accuracy']:.1%}" in words(app)


def test_earlier_moment_is_marked_and_the_present_is_not(open_panel):
    app = open_panel("Curves", small())
    look(app, BATCH)
    look(app, *[BATCH] * 5)
    assert chart(app)[1]["moment"].is_past.tolist() == [False]
    look(app, LookBack(at=1))
    moment = chart(app)[1]["moment"]
    assert (moment.epoch.tolist(), moment.is_past.tolist()) == ([10 / N_TRAIN], [True])
    assert "**Epoch 0.4**" in words(app)
    assert curves(app).epoch.iloc[-1] == 2, "the curves go on to the present"


def test_live_change_is_marked_and_gives_the_rate_an_axis_of_its_own(open_panel):
    app = look(open_panel("Curves", small()), *[BATCH] * 3)
    before = len(chart(app)[0])
    assert "marks" not in chart(app)[1]
    change(app, {"training": {"optimizer": {"learning_rate": 0.1}}})
    look(app, *[BATCH] * 3)
    tracks, tables = chart(app)
    assert len(tracks) == before + 1
    (mark,) = tables["marks"].itertuples()
    assert (mark.left_label, mark.right_label) == ("", "learning rate 0.03 → 0.1")
    assert mark.epoch == 1
    assert "'type': 'log'" in str(tracks[-2])


def test_log_axis_and_smoothing_are_what_is_chosen(open_panel):
    app = look(open_panel("Curves", small()), *[BATCH] * 6)
    app.slider(key="curves.smoothing").set_value(0.5).run()
    app.button_group(key="curves.scale").set_value("Log").run()
    assert not app.exception
    tracks, tables = chart(app)
    assert "'type': 'log'" in str(tracks[0])
    raw, smooth = tables["curves"].train_loss, tables["curves"].smooth_train_loss
    assert smooth.iloc[0] == raw.iloc[0]
    assert smooth.iloc[-1] != raw.iloc[-1]


def test_chart_keeps_its_shape_while_it_trains(open_panel):
    app = open_panel("Curves", small())
    shapes = {str(chart(look(app, *[BATCH] * 3))[0]) for _ in range(3)}
    assert len(shapes) == 1


def test_stop_rules_are_drawn(open_panel):
    stop = {"stop": {"loss": 0.01, "accuracy": 0.99}}
    app = look(open_panel("Curves", small(training=stop)), BATCH)
    assert chart(app)[1]["targets"].text.tolist() == ["stop at 0.01", "stop at 99 %"]


def test_penalty_makes_a_track_of_the_objective_and_without_one_it_is_said_how(open_panel):
    app = look(open_panel("Curves", small()), BATCH)
    assert "with L1 or L2" in words(app)
    change(app, {"training": {"l2": 0.1}})
    look(app, BATCH)
    assert "with L1 or L2" not in words(app)
    tracks, tables = chart(app)
    assert "objective" in str(tracks)
    now = tables["curves"].iloc[-1]
    assert now.objective == pytest.approx(now.train_loss + now.penalty)


@pytest.mark.parametrize(
    ("experiment", "said"),
    [
        (small(data={"train_fraction": 1.0}), "Nothing is held back"),
        (small(data={"dataset": "plane"}), "The loss is the mean squared error itself"),
    ],
)
def test_what_is_missing_is_said(open_panel, experiment, said):
    app = look(open_panel("Curves", experiment), BATCH)
    assert said in words(app)
    assert chart(app) is not None


def test_surface_has_errors_and_no_accuracy(open_panel):
    app = look(open_panel("Curves", small(data={"dataset": "plane"}, training={"loss": "huber"})), BATCH)
    assert "accuracy" not in words(app)
    assert "mean squared error" in str(chart(app)[0])


def test_several_classes_have_their_curves(open_panel):
    app = look(open_panel("Curves", small(data={"dataset": "blobs"})), BATCH)
    assert "test accuracy" in words(app)
    assert "accuracy (%)" in str(chart(app)[0])


def test_diverging_run_is_drawn_as_far_as_there_are_numbers(open_panel):
    runaway = small(data={"dataset": "plane"}, network={"layers": []}, training={"optimizer": {"learning_rate": 50.0}})
    app = open_panel("Curves", runaway)
    for _ in range(20):
        look(app, *[BATCH] * 3)
    found = curves(app)
    assert not np.isinf(found.to_numpy()).any()
    assert run_of(app).present.is_finite


def test_many_epochs_are_written_out():
    point = trained(small(), steps=1).history.points[0]
    assert "**Epoch 1,000,000**" in figures_text(point._replace(epoch=1e6), small())
