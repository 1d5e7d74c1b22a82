"""The panel of the activations: three views, the choices of each, and what they say."""

import pytest

from playground.jobs.commands import Step
from tests.ui.panels.looking import change, figures, look, words
from tests.views.figures import array, case

DEFAULT = case("two classes")


@pytest.mark.parametrize("view", ["Histograms", "One layer", "Layer to layer"])
@pytest.mark.parametrize("name", ["two classes", "three classes", "values", "digits", "no hidden layer", "one sample"])
def test_every_view_of_every_kind_of_data_is_shown(open_panel, name, view):
    app = open_panel("Activations", case(name), **{"activations.view": view})
    (figure,) = figures(app)
    assert figure["data"]
    assert ("frames" in figure) == (view == "Layer to layer")


def test_histograms_say_how_to_read_them_and_follow_the_run(open_panel):
    app = open_panel("Activations", DEFAULT)
    assert "saturated and hardly learn" in words(app)
    before = figures(app)[0]["data"]
    after = figures(look(app, *[Step("batch")] * 3))[0]["data"]
    assert [array(bars["y"]).tolist() for bars in before[1:]] != [array(bars["y"]).tolist() for bars in after[1:]]


def test_layer_and_axes_are_chosen(open_panel):
    app = open_panel("Activations", DEFAULT, **{"activations.view": "One layer"})
    assert app.selectbox(key="activations.layer").options == ["Inputs", "Hidden 1", "Hidden 2", "Output"]
    assert app.selectbox(key="activations.layer").value == "Hidden 1"
    assert app.selectbox(key="activations.up.1").value == "main direction 2"
    app.selectbox(key="activations.across.1").select("neuron 4").run()
    layout = figures(app)[0]["layout"]
    assert layout["xaxis"]["title"]["text"] == "neuron 4"
    assert layout["yaxis"]["title"]["text"] == "main direction 2"
    app.selectbox(key="activations.layer").select("Output").run()
    assert figures(app)[0]["layout"]["yaxis"]["title"]["text"] == "class"
    assert "one neuron" in words(app)
    app.selectbox(key="activations.layer").select("Hidden 1").run()
    assert figures(app)[0]["layout"]["xaxis"]["title"]["text"] == "neuron 4", "the choice was kept"


@pytest.mark.parametrize(("name", "n_classes"), [("three classes", 3), ("values", 1)])
def test_layer_is_shown_as_the_grid_and_its_samples_along_what_is_chosen(open_panel, name, n_classes):
    app = open_panel("Activations", case(name), **{"activations.view": "One layer"})
    (space,) = figures(app)
    assert len(space["data"]) == 2 + n_classes
    assert "main direction 1 across, main direction 2 up" in space["label"]
    app.selectbox(key="activations.across.1").select("neuron 2").run()
    assert "neuron 2 across, main direction 2 up" in figures(app)[0]["label"]


def test_chosen_neuron_and_layer_that_are_gone_are_no_longer_chosen(open_panel):
    app = open_panel("Activations", DEFAULT, **{"activations.view": "One layer"})
    app.selectbox(key="activations.across.1").select("neuron 4").run()
    change(app, {"network": {"layers": [{"units": 2}]}})
    assert figures(app)[0]["layout"]["xaxis"]["title"]["text"] == "main direction 1"
    app.selectbox(key="activations.layer").select("Output").run()
    change(app, {"network": {"layers": []}})
    assert app.selectbox(key="activations.layer").options == ["Inputs", "Output"]
    assert figures(app)[0]["data"]


def test_view_is_kept_while_a_new_run_begins(open_panel):
    app = open_panel("Activations", DEFAULT)
    app.button_group(key="activations.view").set_value("Layer to layer").run()
    change(app, {"network": {"seed": 4}})
    assert "frames" in figures(app)[0]


def test_animation_is_seen_along_what_is_chosen(open_panel):
    app = open_panel("Activations", DEFAULT, **{"activations.view": "Layer to layer"})
    turned = figures(app)[0]["frames"][1]
    assert "those along which its activations differ most" in words(app)
    app.button_group(key="activations.along").set_value("first two neurons").run()
    assert figures(app)[0]["frames"][1] != turned
    assert "The first neuron is across" in words(app)


def test_animation_of_data_that_are_no_plane_says_why_there_is_no_grid(open_panel):
    app = open_panel("Activations", case("digits"), **{"activations.view": "Layer to layer"})
    assert "The data have 64 inputs, not two" in words(app)
