"""The panel of the output: its choices, and what is shown where there is no plane."""

import pytest

from playground.jobs.commands import Step, Train
from tests.ui.panels.looking import change, figures, look, words
from tests.views.figures import PLANAR, array, case, levels_of

CUT = "At most 1000 samples of each part are drawn."


def levels(app):
    """Return the outputs that have a contour line with a number."""
    lines = [
        trace for trace in figures(app)[0]["data"] if trace["type"] == "contour" and "showlabels" in trace["contours"]
    ]
    return [level for trace in lines for level in levels_of(trace)]


def names(app):
    """Return the names of all that is drawn."""
    return [trace.get("name") for trace in figures(app)[0]["data"]]


@pytest.mark.parametrize("view", ["Plane", "Surface"])
@pytest.mark.parametrize("name", PLANAR)
def test_every_experiment_in_a_plane_is_shown_flat_and_as_a_surface(open_panel, name, view):
    app = open_panel("Output", case(name), **{"output.view": view})
    kinds = {trace["type"] for trace in figures(app)[0]["data"]}
    assert kinds >= ({"heatmap", "contour", "scatter"} if view == "Plane" else {"surface", "scatter3d"})


@pytest.mark.parametrize(("name", "entry"), [("three classes", "class 2, test"), ("values", "samples, test")])
def test_classes_and_values_have_a_map_with_lines_and_a_legend(open_panel, name, entry):
    app = open_panel("Output", case(name))
    (plane,) = figures(app)
    assert {"heatmap", "contour"} <= {trace["type"] for trace in plane["data"]}
    assert [trace.get("showlegend", True) for trace in plane["data"] if trace.get("name") == entry] == [True]
    assert plane["layout"].get("showlegend", True)
    assert "over the plane, with the samples" in plane["label"]


def test_output_follows_the_run(open_panel):
    app = open_panel("Output", case("two classes"))
    before = figures(app)[0]["data"][0]["z"]
    assert figures(look(app, Step("batch")))[0]["data"][0]["z"] != before


def test_surface_is_sent_coarser_while_the_run_goes_on(open_panel):
    app = open_panel("Output", case("two classes"))
    still = array(figures(app)[0]["data"][0]["z"])
    running = array(figures(look(app, Train()))[0]["data"][0]["z"])
    assert len(running) == len(still) // 2 + 1


@pytest.mark.parametrize(
    ("name", "smooth", "flat"),
    [
        ("two classes", "Probabilities", "Classes"),
        ("three classes", "Probabilities", "Classes"),
        ("hinge", "Values", "Classes"),
        ("values", "Values", "Bands"),
    ],
)
def test_colours_are_shaded_or_flat(open_panel, name, smooth, flat):
    app = open_panel("Output", case(name))
    shaded = figures(app)[0]["data"][0]
    app.button_group(key=f"output.colors.{smooth}.{flat}").set_value(flat).run()
    ground = figures(app)[0]["data"][0]
    assert (ground["colorscale"], ground["z"]) != (shaded["colorscale"], shaded["z"])


def test_lines_are_at_the_chosen_levels(open_panel):
    app = open_panel("Output", case("two classes"))
    assert levels(app) == [0.25, 0.5, 0.75]
    app.button_group(key="output.shares").set_value([0.9]).run()
    assert levels(app) == [0.9]
    app.button_group(key="output.shares").set_value([]).run()
    assert levels(app) == []


def test_levels_of_signed_classes_lie_between_minus_one_and_one(open_panel):
    assert levels(open_panel("Output", case("hinge"))) == [-0.5, 0, 0.5]


def test_lines_of_values_are_as_many_as_chosen_evenly_between_the_ends(open_panel):
    app = open_panel("Output", case("values"))
    app.slider(key="output.lines").set_value(3).run()
    low, middle, high = levels(app)
    assert -low == pytest.approx(high)
    assert middle == pytest.approx(0)
    app.slider(key="output.lines").set_value(0).run()
    assert levels(app) == []


def test_class_of_lines_and_surface_is_chosen(open_panel):
    app = open_panel("Output", case("three classes"))
    assert app.selectbox(key="output.of").options == ["class 1", "class 2", "class 3"]
    before = figures(app)[0]["data"][1]["z"]
    app.selectbox(key="output.of").select("class 3").run()
    assert figures(app)[0]["data"][1]["z"] != before
    app.button_group(key="output.view").set_value("Surface").run()
    assert figures(app)[0]["layout"]["scene"]["zaxis"]["title"]["text"] == "class 3"


def test_test_samples_and_mistakes_are_shown_or_not(open_panel):
    app = open_panel("Output", case("two classes"))
    assert {"class 0, test", "class 1, test", "class 0", "class 1"} <= set(names(app))
    assert len({name for name in names(app) if name.startswith("mistaken")}) == 2
    app.toggle(key="output.mistakes").set_value(False).run()
    assert not any(name.startswith("mistaken") for name in names(app))
    app.toggle(key="output.test").set_value(False).run()
    assert not any("test" in name for name in names(app))
    assert "hollow" not in words(app)


def test_choices_are_kept_from_view_to_view_and_run_to_run(open_panel):
    app = open_panel("Output", case("two classes"))
    app.button_group(key="output.shares").set_value([0.1]).run()
    app.button_group(key="output.view").set_value("Surface").run()
    change(app, {"network": {"seed": 3}})
    app.button_group(key="output.view").set_value("Plane").run()
    assert levels(app) == [0.1]


def test_chosen_class_that_is_gone_is_no_longer_chosen(open_panel):
    app = open_panel("Output", case("six classes by squared error"))
    app.selectbox(key="output.of").select("class 6").run()
    change(app, {"data": {"n_classes": 3}})
    assert app.selectbox(key="output.of").value == "class 1"


def test_without_a_test_part_nothing_is_said_of_one(open_panel):
    app = open_panel("Output", case("no test part"))
    assert not any(toggle.key == "output.test" for toggle in app.main.toggle)
    assert "test samples" not in words(app)


@pytest.mark.parametrize(("name", "n_inputs", "which"), [("digits", 64, "test"), ("three inputs", 3, "training")])
def test_data_that_are_no_plane_show_predictions_and_targets_and_why(open_panel, name, n_inputs, which):
    app = open_panel("Output", case(name))
    assert f"The data have {n_inputs} inputs, not two, so the output cannot be drawn over a plane." in words(app)
    assert f"predictions and targets of the {which} samples" in words(app)
    (figure,) = figures(app)
    assert ("Confusion matrix" in figure["label"]) == (name == "digits")


def test_only_what_is_shown_is_said_to_be_cut_and_how_marks_without_an_outline_look(open_panel):
    few = {"n_samples": 1500, "train_fraction": 0.1}
    app = open_panel("Output", case("six classes by squared error", data=few))
    assert CUT in words(app)
    app.toggle(key="output.test").set_value(False).run()
    assert CUT not in words(app)
    app.toggle(key="output.test").set_value(True)
    app.button_group(key="output.view").set_value("Surface").run()
    assert "test samples hollow, or small where they are crosses." in words(app)


def test_many_samples_are_cut_and_it_is_said(open_panel):
    app = open_panel("Output", case("two classes", data={"n_samples": 2600}))
    assert CUT in words(app)
    train = [trace for trace in figures(app)[0]["data"] if trace.get("name") in {"class 0", "class 1"}]
    assert sum(len(array(trace["x"])) for trace in train) == 1000
