"""A viewer's text stays text, wherever the page writes it into Markdown or into a figure."""

from dataclasses import replace
from html import unescape

import numpy as np
import pytest

from playground.analysis.results import roc_curve, score
from playground.data import DATASETS
from playground.engine.network import Parameters
from playground.spec import Experiment
from playground.ui.panels.engines import _words, table
from playground.ui.panels.results import class_table
from playground.views.outputs import Choice, parts_of
from playground.views.plain import in_list, plain
from playground.views.planes import plane_figure
from playground.views.results import confusion_figure, roc_figure
from playground.views.spaces import axis_names, space_figure, view_of
from playground.views.surfaces import surface_figure
from playground.views.weights import weight_figures
from tests.ui.panels.test_engines import DONE
from tests.views.figures import LIGHT, case, found

PAYLOADS = (
    "![i](http://127.0.0.1:9/b)",
    "[a link](http://127.0.0.1:9/b) www.example.org",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    r"$\frac{1}{2}$ %{x}",
    ":material/home:",
    ":red[x]",
    ":smile:",
    "`code` **bold** | cell | ~~no~~ # x",
    "a\nb\x07\u202ec -> d -- e",
)
LIVE = set("!\"#$%'()*+,-./:<=>?@[\\]^_`{|}~\n\x07\u202e")  # "&" and ";" make the references


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_has_nothing_that_markdown_or_a_figure_acts_on(payload):
    written = plain(payload)
    assert not LIVE & set(written.replace("&#", ""))
    assert not set(unescape(written)) & set("\n\x07\u202e")


@pytest.mark.parametrize(
    ("payload", "found"), [(":smile:", ":s"), ("a@b.c", "@b"), ("www.a.b", "www."), ("a->b", "->")]
)
def test_what_is_looked_for_in_finished_text_is_broken_up(payload, found):
    assert found in payload
    assert found not in unescape(plain(payload))


def test_ordinary_names_are_shown_as_they_were_written():
    for name in ("Circle", "Zwölf Ärzte", "x₁ und x₂", "סיכום", "3.5 (new) & old"):
        assert unescape(plain(name)) == name


def places(text):
    """Return what each place writes of a viewer's text."""
    scores = score(np.array([[0.9], [0.1]]), np.array([[1.0], [0.0]]), 0.5)
    confusion = confusion_figure(scores, (text, "other"), LIGHT)
    return {
        "Engines: what is compared": _words(Experiment(name=text[:80])),
        "Engines: why not": table(replace(DONE, refusals=(("tape", text),))),
        "Weights: what was refused": in_list(text, [text]),
        "Results: a table's class": class_table(scores, (text, "other")),
        "Results: a figure's class": confusion["data"][0]["x"][0],
    }


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_place_writes_it_plain(payload):
    for place, written in places(payload).items():
        assert plain(payload) in written, place
        assert payload not in written, place


def figures_of(experiment, scores):
    """Return every figure that names classes, by what it is called."""
    names, choice = experiment.data.class_names, Choice()
    problem, findings = found(experiment, "output")
    parts = parts_of(experiment, findings, problem.dataset, choice)
    _, activations = found(experiment, "activations")
    last = len(experiment.network.layers) + 1
    axes = axis_names(experiment, activations, last)
    view = view_of(experiment, activations, last, axes[0], axes[-1])
    parameters = problem.initial_parameters
    gradient = Parameters.from_vector(parameters.vector, parameters.sizes)
    drawn = {
        "plane": plane_figure(experiment, findings, parts, choice, LIGHT),
        "surface": surface_figure(experiment, findings, parts, choice, LIGHT),
        "space": space_figure(experiment, activations, view, LIGHT, is_still=True),
        "confusion": confusion_figure(scores, names, LIGHT),
    }
    if experiment.kind == "binary":
        curve = roc_curve(np.array([0.9, 0.1]), np.array([True, False]))
        return drawn | {"ROC curve": roc_figure(curve, 0.5, names, LIGHT)}
    return drawn | {"weights": weight_figures(experiment, parameters, gradient, "weights", LIGHT)}


def strings(part):
    """Return every text of a figure; its label, which is spoken, is none that anything acts on."""
    if isinstance(part, dict):
        return [text for name, value in part.items() if name != "label" for text in strings(value)]
    if isinstance(part, list | tuple):
        return [text for value in part for text in strings(value)]
    return [part] if isinstance(part, str) else []


@pytest.mark.parametrize("dataset", ["circle", "blobs"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_figure_writes_the_name_of_a_class_plain(monkeypatch, payload, dataset):
    names = (payload, "other", "third")[: 2 if dataset == "circle" else 3]
    monkeypatch.setitem(DATASETS, dataset, replace(DATASETS[dataset], class_names=names))
    scores = score(np.eye(len(names)), np.eye(len(names)), 0.5)
    for what, figure in figures_of(case("two classes", data={"dataset": dataset}), scores).items():
        written = strings(figure)
        assert any(plain(payload) in text for text in written), what
        assert not any(payload in text for text in written), what
