"""The panel that makes films: what its buttons do and what it says, without a browser."""

import io
import json
from dataclasses import replace
from html import unescape

import pytest
from PIL import Image

from playground.analysis import timeline
from playground.spec import Experiment
from playground.training import Trainer
from playground.ui.films import Film
from playground.ui.panels import film as panel
from playground.ui.server import get_films, get_hub
from playground.views.film.order import MAX_PICTURES, SIZES
from tests.ui.sessions import page_of, patch, session_of
from tests.ui.sessions import replace as replace_experiment


@pytest.fixture(autouse=True)
def made(monkeypatch):
    """Return the films that are to be made, which nobody makes."""
    made = []
    monkeypatch.setattr(get_films(), "open", made.append)
    return made


@pytest.fixture
def app(hub):
    """Return the page with the panel open, before the run has moved."""
    return page_of(Experiment(), "Film").run()


@pytest.fixture
def trained(app, hub):
    """Return the page of a run that has kept three moments."""
    (run,) = hub.runs
    train(run, n_moments=3)
    return app.run()


def train(run, n_moments):
    """Let the worker report so many moments, an epoch apart."""
    report, trainer = run.worker.work(), Trainer(run.experiment, engine="numpy")
    for _ in range(n_moments):
        run.take(replace(report, snapshot=trainer.snapshot(), points=tuple(trainer.history.points), curve_start=0))
        trainer.run(epochs=1)


def buttons(app):
    """Return the keys of the panel's buttons."""
    return [button.key for button in app.main.button if button.key.startswith("film.")]


def shown(app):
    """Return all text of the page's middle."""
    kinds = ("markdown", "info", "warning", "error", "caption")
    return "\n".join(unescape(element.value) for kind in kinds for element in getattr(app.main, kind))


def sent_to_stage(app):
    """Return the stage's data."""
    (component,) = [
        found for found in app.main.get("bidi_component") if found.proto.component_name == "playground_stage"
    ]
    return json.loads(component.proto.bytes)


def gif():
    """Return a small GIF."""
    file = io.BytesIO()
    Image.new("P", (8, 8)).save(file, "GIF")
    return file.getvalue()


def test_run_without_moments_is_told_what_to_do(app):
    assert not app.exception
    assert panel.NOTHING in shown(app)
    assert buttons(app) == []


def test_panel_says_how_many_pictures_and_how_long(trained):
    assert not trained.exception
    assert "3 pictures, 0.3 seconds" in shown(trained)
    trained.button_group(key="film.per_second").set_value(5)
    assert "3 pictures, 0.6 seconds" in shown(trained.run())


@pytest.mark.parametrize(("kind", "per_second"), [("GIF", 20), ("MP4", 5)])
def test_button_orders_a_film_of_the_run_as_chosen(trained, hub, made, kind, per_second):
    trained.button_group(key="film.kind").set_value(kind)
    trained.button_group(key="film.per_second").set_value(per_second)
    trained.run()
    trained.button(key="film.make").click().run()
    assert not trained.exception
    (order,) = [film.order for film in made]
    assert (order.kind, order.per_second, order.size) == (kind, per_second, SIZES[kind])
    assert (order.look.is_dark, order.n_classes) == (False, 0)


def test_film_of_several_classes_has_their_colours(trained, made):
    replace_experiment(trained, Experiment.model_validate({"data": {"dataset": "spiral_arms"}}))
    trained.run()
    train(get_hub().runs[0], n_moments=2)
    trained.run().button(key="film.make").click().run()
    assert made[0].order.n_classes == 3


def test_film_counts_how_the_run_stands_as_a_picture(app, hub, monkeypatch):
    monkeypatch.setattr(timeline, "MAX_MOMENTS", 4)
    (run,) = hub.runs
    train(run, n_moments=6)
    kept = [moment.snapshot.step for moment in run.moments]
    assert kept[-1] < run.present.step, "the last moment must be one that is not kept"
    assert f"{len(kept) + 1} pictures" in shown(app.run())


def test_choices_outlast_the_panel(trained):
    trained.button_group(key="film.kind").set_value("GIF")
    trained.button_group(key="film.per_second").set_value(20)
    trained.run()
    for panel_name in (None, "Film"):
        trained.button_group(key="panel").set_value(panel_name).run()
    assert trained.button_group(key="film.kind").value == "GIF"
    assert trained.button_group(key="film.per_second").value == 20


def test_progress_is_shown_and_cancel_offered_while_it_is_made(trained, made):
    trained.button(key="film.make").click().run()
    assert buttons(trained) == ["film.cancel"]
    trained.button(key="film.cancel").click().run()
    assert made[0].is_cancelled
    assert "Cancelled." in shown(trained)
    assert buttons(trained) == ["film.make"]


def test_progress_says_what_is_being_done(trained, made):
    trained.button(key="film.make").click().run()
    (film,) = made
    assert panel.progress(film) == (0.0, "Getting ready to film ...")
    film.n_done, film.n_pictures = 2, 3
    assert panel.progress(film) == (pytest.approx(2 / 3), "Picture 2 of 3")


def test_stage_hears_where_to_send_the_pictures_as_long_as_they_are_wanted(trained, made):
    assert sent_to_stage(trained)["film"] is None
    trained.button(key="film.make").click().run()
    told = {"path": f"films/{made[0].token}", "width": 1280, "height": 720, "most": MAX_PICTURES}
    assert sent_to_stage(trained)["film"] == told
    trained.button(key="film.cancel").click().run()
    assert sent_to_stage(trained)["film"] is None


def test_another_film_takes_the_place_of_the_one_before(trained, made):
    first = Film(None)
    session_of(trained).film = first  # as a click has left it that the browser sends once more
    trained.button(key="film.make").click().run()
    assert first.is_cancelled
    assert session_of(trained).film is made[0]
    assert made[0].is_going


def test_finished_film_is_shown_and_offered_with_its_size(trained, made):
    trained.button_group(key="film.kind").set_value("GIF")
    trained.run()
    trained.button(key="film.make").click().run()
    made[0].content = gif()
    trained.run()
    assert not trained.exception
    (download,) = trained.main.get("download_button")
    assert download.proto.label == "Download the GIF (0.0 MB)"
    assert len(trained.main.get("image")) == 1
    assert buttons(trained) == ["film.make"]


def test_film_is_named_after_the_experiment_and_its_layers(trained, made):
    trained.button(key="film.make").click().run()
    assert made[0].order.name == "circle-2-4-2-1"


def test_what_went_wrong_is_said(trained, made):
    trained.button(key="film.make").click().run()
    made[0].problem = "The process that makes films ended."
    assert "The process that makes films ended." in shown(trained.run())
    assert buttons(trained) == ["film.make"]


def test_film_stays_when_a_new_run_has_no_moments_yet(trained, made):
    trained.button_group(key="film.kind").set_value("GIF")
    trained.run()
    trained.button(key="film.make").click().run()
    made[0].content = gif()
    patch(trained, {"network": {"seed": 5}})
    trained.run()
    assert panel.NOTHING in shown(trained)
    assert len(trained.main.get("download_button")) == 1


def test_film_of_a_run_that_ended_is_not_wanted(trained, hub, made):
    trained.button(key="film.make").click().run()
    assert made[0].heed()
    hub.end(hub.runs[0])
    assert not made[0].heed()
    assert isinstance(made[0], Film)
