"""The list of presets as the page and scripts read it; what each one teaches is tested in tests/presets."""

import pytest

from playground.spec import Experiment, list_presets, load_preset
from playground.spec import presets as module


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for lesson, name in [("b", "second"), ("a", "first")]:
        (tmp_path / lesson).mkdir()
        experiment = Experiment(name=name)
        (tmp_path / lesson / f"{name}.json").write_text(experiment.model_dump_json(), encoding="utf-8")
    (tmp_path / "a" / "notes.txt").write_text("no preset")
    monkeypatch.setattr(module, "_folder", lambda: tmp_path)
    for cached in (list_presets, load_preset):
        cached.cache_clear()
    yield tmp_path
    for cached in (list_presets, load_preset):
        cached.cache_clear()


def test_presets_are_listed_by_lesson_and_name(folder):
    assert list_presets() == ("a/first", "b/second")


def test_preset_is_loaded_by_its_id(folder):
    assert load_preset("b/second") == Experiment(name="second")


@pytest.mark.parametrize("preset", ["nothing", "../secret", "a/first.json", "/etc/passwd"])
def test_unknown_preset_is_refused_and_the_known_are_named(folder, preset):
    (folder.parent / "secret.json").write_text(Experiment().model_dump_json())
    with pytest.raises(KeyError, match="a/first, b/second"):
        load_preset(preset)


def test_presets_of_the_checkout_can_all_be_read():
    for preset in list_presets():
        assert load_preset(preset).name, f"{preset} has no name"
