"""The experiments that come with the product: one JSON file each, grouped in folders by lesson."""

from functools import cache
from pathlib import Path

from playground import shipped
from playground.spec.experiment import Experiment


@cache
def list_presets() -> tuple[str, ...]:
    """Return the id of every preset ("lesson/name"), in the order they are meant to be met."""
    folder = _folder()
    return tuple(path.relative_to(folder).with_suffix("").as_posix() for path in sorted(folder.rglob("*.json")))


@cache
def load_preset(preset: str) -> Experiment:
    """Return the experiment of the preset with this id.

    Raises:
        KeyError: if there is no such preset; the message lists all.
    """
    if preset not in list_presets():
        raise KeyError(f"there is no preset {preset!r}; choose one of {', '.join(list_presets())}")
    return Experiment.model_validate_json((_folder() / f"{preset}.json").read_text(encoding="utf-8"))


def _folder() -> Path:
    return shipped("presets")
