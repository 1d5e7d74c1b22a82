"""The page script: what a control shows and proposes, without a browser."""

import pytest
from pydantic import BaseModel
from streamlit.testing.v1 import AppTest

from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES
from playground.spec import Experiment, list_presets, load_preset, to_query
from playground.ui import entry
from playground.ui.controls import SECTIONS
from playground.ui.server import get_hub
from playground.ui.widgets import RESTARTS
from tests.fuse import FUSE_S
from tests.ui.sessions import held, replace, session_of

WIDGETS = ("checkbox", "button_group", "number_input", "select_slider", "selectbox", "slider")
BY_OTHER_MEANS = {
    "version": "says how a link is read",
    "name": "a preset's",
    "description": "a preset's",
    "data.dataset": "the thumbnails",
    "data.inputs": "a link",
    "data.targets": "a link",
    "network.parameters": "the table of weights",
    "network.layers": "the stage; dropout has sliders of its own",
    "network.output_trainable": "the stage's lock",
}


@pytest.fixture(scope="module", autouse=True)
def hub():
    yield
    get_hub().close()
    get_hub.cache_clear()


def opened(**query: str) -> AppTest:
    """Return the page after its first run with a link, all its sections unfolded."""
    app = AppTest.from_file(entry.__file__, default_timeout=FUSE_S)
    for title in SECTIONS:
        app.session_state[f"section.{title}"] = True
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def widgets(app: AppTest) -> dict:
    """Return every widget by its key."""
    return {widget.key: widget for kind in WIDGETS for widget in app.get(kind) if widget.key}


def leaves(model: type[BaseModel], path: str = "") -> set[str]:
    """Return the paths of all settings."""
    found = set()
    for name, field in model.model_fields.items():
        inner = field.annotation
        is_group = isinstance(inner, type) and issubclass(inner, BaseModel)
        found |= leaves(inner, f"{path}{name}.") if is_group else {f"{path}{name}"}
    return found


def test_page_opens_with_the_default_experiment():
    app = opened()
    assert not app.exception
    assert held(app) == Experiment()


def test_every_preset_opens():
    app = opened()
    for preset in list_presets():
        replace(app, load_preset(preset))
        app.run()
        assert not app.exception, preset


def test_every_setting_has_a_control():
    keys: set[str] = set()
    links = [
        {"data": "blobs"},
        {"engine": "xla"},
        *({"opt": name} for name in OPTIMIZERS),
        *({"sched": name} for name in SCHEDULES),
    ]
    for link in links:
        keys |= widgets(opened(**link)).keys()
    assert leaves(Experiment) - BY_OTHER_MEANS.keys() - keys == set()


@pytest.mark.parametrize(
    ("key", "value", "query"),
    [
        ("data.noise", 35.0, {"noise": "0.35"}),
        ("data.train_fraction", 80.0, {"split": "0.8"}),
        ("data.features", ["sin_x1", "x1"], {"features": "x1 sin_x1"}),
        ("data.n_samples", 200, {"n": "200"}),
        ("training.batch_size", 50, {"batch": "50"}),
        ("training.optimizer.name", "adam", {"opt": "adam"}),
        ("training.optimizer.learning_rate", 0.5, {"lr": "0.5"}),
        ("training.schedule.name", "cosine", {"sched": "cosine"}),
        ("training.loss", "hinge", {"loss": "hinge"}),
        ("network.output_activation", "tanh", {"out": "tanh"}),
        ("network.initializer", "he_normal", {"init": "he_normal"}),
        ("training.l2", 0.01, {"l2": "0.01"}),
        ("training.clip_norm", 1.5, {"clip": "1.5"}),
        ("training.stop.epochs", 200, {"stop": "200"}),
        ("training.stop.loss", 0.05, {"stoploss": "0.05"}),
        ("training.stop.accuracy", 95.0, {"stopacc": "0.95"}),
        ("training.stop.patience", 20, {"patience": "20"}),
        ("training.shuffle", False, {"shuffle": "0"}),
        ("training.dtype", "float64", {"dtype": "float64"}),
        ("engine", "tape", {"engine": "tape"}),
        ("network.layers.1.dropout", 20, {"layers": "4-tanh 2-tanh-0.2"}),
    ],
)
def test_control_proposes_what_it_is_set_to_and_the_url_follows(key, value, query):
    app = opened()
    widgets(app)[key].set_value(value)
    app.run()
    assert not app.exception
    assert to_query(held(app)) == {"v": "1", **query}
    assert {name: app.query_params[name] for name in query} == query


@pytest.mark.parametrize(
    ("key", "query"),
    [
        ("training.clip_norm", {"clip": "1.5"}),
        ("training.stop.epochs", {"stop": "200"}),
        ("training.stop.loss", {"stoploss": "0.05"}),
        ("training.stop.accuracy", {"stopacc": "0.95"}),
        ("training.stop.patience", {"patience": "20"}),
    ],
)
def test_number_that_need_not_be_there_is_removed_by_emptying_its_field(key, query):
    app = opened(**query)
    assert widgets(app)[key].value is not None
    widgets(app)[key].set_value(None)
    app.run()
    assert not app.exception
    assert to_query(held(app)) == {"v": "1"}
    assert widgets(app)[key].value is None


def test_percentage_is_a_fraction_of_as_few_digits():
    app = opened()
    widgets(app)["training.stop.accuracy"].set_value(99.9)
    assert to_query(held(app.run()))["stopacc"] == "0.999"


def test_digits_offer_neither_classes_nor_features_and_no_more_samples_than_there_are():
    app = opened(data="digits", layers="16-relu", n="1797")
    assert not app.exception
    assert held(app).sizes == (64, 16, 10)
    assert not {"data.n_classes", "data.features"} & widgets(app).keys()
    assert widgets(app)["data.n_samples"].max == 1797
    assert {"data.noise", "data.train_fraction", "data.seed"} <= widgets(app).keys()


def test_folded_section_costs_nothing_until_it_is_unfolded():
    app = AppTest.from_file(entry.__file__, default_timeout=FUSE_S).run()
    assert "training.l2" not in widgets(app)
    app.session_state["section.Regularization"] = True
    assert "training.l2" in widgets(app.run())


def test_control_says_whether_it_starts_a_new_run():
    labels = {key: widget.label for key, widget in widgets(opened()).items()}
    assert RESTARTS in labels["data.noise"]
    assert RESTARTS in labels["training.optimizer.name"]
    assert RESTARTS not in labels["training.batch_size"]
    assert RESTARTS not in labels["network.layers.0.dropout"]


def test_choosing_another_optimizer_forgets_the_parameters_of_the_one_before():
    app = opened(opt="adam", b1="0.5", lr="0.001")
    widgets(app)["training.optimizer.name"].set_value("momentum")
    app.run()
    optimizer = held(app).training.optimizer
    assert optimizer.name == "momentum"
    assert optimizer.hyperparameters == OPTIMIZERS["momentum"].hyperparameters
    assert optimizer.learning_rate == 0.001


def test_loss_and_output_that_do_not_go_together_give_way_to_the_newer_choice():
    app = opened(loss="binary_crossentropy")
    widgets(app)["network.output_activation"].set_value("tanh")
    app.run()
    assert held(app).output_activation == "tanh"
    assert held(app).loss == "mean_squared_error"
    widgets(app)["training.loss"].set_value("binary_crossentropy")
    app.run()
    assert held(app).output_activation == "sigmoid"


def test_refused_change_leaves_the_experiment_and_says_why():
    app = opened(features="x2")
    widgets(app)["data.features"].set_value([])
    app.run()
    assert held(app).data.features == ("x2",)
    (message,) = session_of(app).messages
    assert "features" in message["lines"][0]


def test_changing_what_is_learned_drops_the_preset_name_but_new_seeds_keep_it():
    app = opened(name="A lesson", about="Watch this.", dseed="3")
    widgets(app)["data.seed"].set_value(4)
    app.run()
    assert held(app).name == "A lesson"
    widgets(app)["data.noise"].set_value(20.0)
    app.run()
    assert held(app).name == ""
    assert held(app).description == ""
