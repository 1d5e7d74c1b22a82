"""The panel that compares the engines: what its buttons do, what it says, without a browser and without TensorFlow."""

import json
from dataclasses import replace

import numpy as np
import pytest

from playground.jobs.commands import Compare
from playground.jobs.reports import ComparisonReport
from playground.spec import Experiment
from playground.ui import language, panels
from playground.ui.panels import engines as panel
from tests.ui.sessions import page_of, patch

BEGUN = ComparisonReport((), "compiled", (), 200, np.empty((0, 0)), 0.0, {})
TRAINING = replace(
    BEGUN, engines=("numpy", "compiled"), waiting=None, differences=np.array([[0.0, 0.0], [0.0, 1e-16]]), tolerance=1e-9
)
DONE = replace(TRAINING, step_s={"numpy": 4e-5, "compiled": 1e-6}, is_done=True, refusals=(("tape", "it | cannot"),))


@pytest.fixture
def app(hub):
    """Return the page with the panel open."""
    return page_of(Experiment(), "Engines").run()


@pytest.fixture
def comparing(app):
    """Return the page while it compares."""
    return app.button(key="compare").click().run()


def comparison(hub):
    (run,) = hub.runs
    return run.comparison


def shown(app):
    """Return all text of the page's middle."""
    kinds = ("markdown", "info", "warning", "error", "caption")
    return "\n".join(element.value for kind in kinds for element in getattr(app.main, kind))


def test_closed_panel_is_not_computed(hub, monkeypatch):
    tool = replace(panel.PANEL, show=lambda *_: pytest.fail("the panel is closed"))
    monkeypatch.setitem(panels.PANELS, "Engines", tool)
    app = page_of(Experiment()).run()
    assert not app.exception
    assert "backpropagation by hand" not in shown(app)


def test_open_panel_says_what_it_proves_and_begins_nothing(app, hub):
    assert not app.exception
    assert "backpropagation by hand and automatic differentiation" in shown(app)
    assert comparison(hub) is None
    assert hub.pool.tensorflow is None


@pytest.mark.parametrize("precision", panel.PRECISIONS)
def test_button_compares_the_session_s_experiment_in_the_chosen_precision(app, hub, precision):
    app.button_group(key="compare.dtype").set_value(precision)
    app.run()
    app.button(key="compare").click().run()
    assert not app.exception
    expected = Experiment().patched({"engine": "numpy", "training": {"dtype": precision}})
    assert hub.pool.tensorflow.commands == [Compare(expected)]


def test_experiment_on_a_gpu_is_compared_on_what_every_engine_has():
    mixed = {"engine": "xla", "device": "gpu:0", "training": {"dtype": "mixed_bfloat16"}}
    compared = panel.compared(Experiment().patched(mixed), "float32")
    assert (compared.engine, compared.device, compared.training.dtype) == ("numpy", "auto", "float32")


def test_waiting_says_that_tensorflow_starts(comparing, hub):
    assert not comparing.exception
    assert panel._progress(None) == (0.0, "TensorFlow is starting ...")
    share, words = panel._progress(replace(BEGUN, engines=("compiled", "numpy"), waiting="xla"))
    assert words == "TensorFlow is starting ... (2 of 8 engines are ready)"
    assert 0 < share < 0.5
    words = panel._progress(replace(BEGUN, engines=("compiled", "numpy", "xla"), waiting="keras"))[1]
    assert words == "Keras is getting ready ... (3 of 8 engines are ready)"
    assert panel._progress(TRAINING) == (0.504, "Training side by side: step 2 of 200")
    assert panel._progress(replace(TRAINING, diverged_at=3))[1] == "Measuring the time per step ..."


def test_cancel_ends_it_and_offers_to_begin_again(comparing, hub):
    assert [button.key for button in comparing.main.button] == ["compare.cancel"]
    comparing.button(key="compare.cancel").click().run()
    assert comparison(hub).is_cancelled
    assert "Cancelled." in shown(comparing)
    assert [button.key for button in comparing.main.button] == ["compare"]


def test_finished_comparison_shows_verdict_charts_and_table(comparing, hub):
    comparison(hub).take(DONE)
    comparing.run()
    assert not comparing.exception
    text = shown(comparing)
    assert "All 2 engines agree: after 2 steps no parameter has ever differed by more than 1.0e-16." in text
    assert "| Compiled | 1.0e-16 | 1 µs | agrees |" in text
    assert "| NumPy | – | 40 µs | the others are compared with it |" in text
    assert "| Gradient tape | – | – | cannot train this: it / cannot |" in text
    assert len(comparing.main.get("vega_lite_chart")) == 2


def test_charts_write_numbers_as_the_viewer_does(comparing, hub, monkeypatch):
    monkeypatch.setattr(language, "_decimal", lambda: ",")
    comparison(hub).take(DONE)
    comparing.run()
    assert not comparing.exception
    for chart in comparing.main.get("vega_lite_chart"):
        assert json.loads(chart.proto.spec)["usermeta"]["embedOptions"]["formatLocale"]["decimal"] == ","


def test_engine_that_goes_another_way_is_named(comparing, hub):
    comparison(hub).take(replace(DONE, differences=np.array([[0.0, 1e-16], [0.0, 0.5]])))
    text = shown(comparing.run())
    assert "Not all agree: Compiled went another way than NumPy." in text
    assert "differs by more than rounding explains" in text


def test_engine_that_is_not_finite_is_said_to_be(comparing, hub):
    comparison(hub).take(replace(DONE, differences=np.array([[0.0, 0.0], [0.0, np.nan]])))
    text = shown(comparing.run())
    assert "Not all agree: Compiled" in text
    assert "| exactly equal | 1 µs | not finite from step 2 on |" in text


def test_diverging_is_said(comparing, hub):
    comparison(hub).take(replace(DONE, diverged_at=3))
    assert "Training diverged at step 3" in shown(comparing.run())


def test_diverging_at_once_leaves_nothing_to_draw_and_says_so(comparing, hub):
    comparison(hub).take(replace(DONE, diverged_at=1, differences=np.empty((0, 2)), tolerance=0.0))
    comparing.run()
    assert not comparing.exception
    assert "Training diverged at step 1" in shown(comparing)


def test_lost_worker_is_said(comparing, hub):
    comparison(hub).lose()
    assert "The process that compares ended" in shown(comparing.run())


def test_panel_says_which_experiment_it_compared_once_another_is_chosen(comparing, hub):
    comparison(hub).take(DONE)
    assert "not what is chosen now" not in shown(comparing.run())
    patch(comparing, {"network": {"seed": 5}})
    text = shown(comparing.run())
    assert "This compares circle, 2–4–2–1, sgd, float64, which is not what is chosen now." in text


def test_another_engine_or_text_is_no_other_experiment(comparing, hub):
    comparison(hub).take(DONE)
    patch(comparing, {"engine": "numpy", "name": "Circle"})
    assert "not what is chosen now" not in shown(comparing.run())


@pytest.mark.parametrize("rules", [{"patience": 1}, {"epochs": 2, "loss": 0.5, "accuracy": 0.9}])
def test_rules_that_stop_a_run_are_left_out_of_a_comparison(rules):
    experiment = Experiment().patched({"training": {"stop": rules}})
    assert panel.compared(experiment, "float32") == panel.compared(Experiment(), "float32")
