"""What is the same for every viewer is served once, under a path that changes with it, and nowhere else."""

import json

import pytest
from anyio.from_thread import start_blocking_portal

from playground.engine.activations import ACTIVATIONS
from playground.spec import list_presets
from playground.ui.assets import component_script
from playground.ui.static_data import static_data, static_path, static_route
from playground.ui.wire.stage import StageData, StaticData
from tests.live.wire.declared import misfits
from tests.ui.test_stage_data import told


@pytest.fixture(scope="module")
def answer():
    with start_blocking_portal() as portal:  # a loop of its own, whatever runs in this thread
        return portal.call(static_route().endpoint, None)


def test_static_data_are_served_for_good_where_the_stage_looks_for_them(answer):
    assert static_route().path == f"/{static_path()}"
    assert f'"{static_path()}");' in component_script("stage", statics=static_path())
    assert "immutable" in answer.headers["cache-control"]
    assert json.loads(answer.body) == json.loads(json.dumps(static_data()))


def test_static_data_are_as_declared(answer):
    assert misfits(json.loads(answer.body), StaticData) == []


def test_path_changes_with_what_lies_there(monkeypatch):
    before = static_path()
    monkeypatch.setattr("playground.ui.static_data._text", lambda: b"{}")
    assert static_path.__wrapped__() != before


def test_every_preset_and_every_hidden_activation_is_offered_and_no_output_one():
    data = static_data()
    assert [item["id"] for group in data["presets"] for item in group["items"]] == list(list_presets())
    hidden = [name for name, entry in ACTIVATIONS.items() if not entry.is_output_only]
    assert [choice["name"] for choice in data["activations"]] == hidden


@pytest.mark.parametrize("data", [{}, {"dataset": "digits"}, {"dataset": "pie"}])
def test_data_of_an_experiment_are_as_declared_and_repeat_nothing_static(data):
    assert misfits(told(**data), StageData) == []
    assert not StaticData.__annotations__.keys() & told(**data).keys()
