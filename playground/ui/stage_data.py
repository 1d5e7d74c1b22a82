"""What the stage needs to know of an experiment besides the frames, as JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache, lru_cache
from typing import Any

from playground.analysis.maps import STRIPES, TOP_BYTE
from playground.backends import ENGINES
from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES
from playground.live.runs import Run
from playground.spec import DataSpec, Experiment, LayerSpec, OptimizerSpec, list_presets, load_preset
from playground.spec.experiment import MAX_HIDDEN_LAYERS
from playground.spec.fields import bounds
from playground.spec.link import fits_in_link, query_text
from playground.training.problem import draw
from playground.ui.preferences import palette_name
from playground.ui.theme import theme_name
from playground.views.names import input_labels, output_labels
from playground.views.palette import GROUNDS, PALETTES, look_of

DRAWINGS_KEPT = 16


def stage_data(
    experiment: Experiment,
    run: Run,
    *,
    proposal: int,
    preset: str | None,
    messages: list[dict[str, Any]],
    asked: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the stage's data.

    Args:
        experiment: what is shown.
        run: whose frames are shown.
        proposal: id of the last proposal that was taken.
        preset: id of the preset this is, None where it is none.
        messages: what to tell the viewer over the stage.
        asked: the preferences that the link asked for.
    """
    loss = LOSSES[experiment.loss]
    return {
        "path": f"live/{run.token}",
        "experiment": experiment.model_dump(mode="json", exclude={"network": {"parameters"}}),
        "proposal": proposal,
        "query": query_text(experiment),
        "is_whole_link": fits_in_link(experiment),
        "inputs": _inputs(experiment),
        "outputs": [{"name": label, "label": label} for label in output_labels(experiment)],
        "output_activation": experiment.output_activation,
        "loss": {"name": loss.name, "label": loss.label},
        "kind": experiment.kind,
        "is_planar": experiment.data.n_raw_inputs == 2,
        "class_names": experiment.data.class_names,
        "images": _images(experiment.data),
        "activations": [
            {"name": entry.name, "label": entry.label, "description": entry.description}
            for entry in ACTIVATIONS.values()
            if not entry.is_output_only
        ],
        "engines": [
            {"value": entry.name, "label": entry.label, "title": entry.description} for entry in ENGINES.values()
        ],
        "n_devices": len(run.devices),
        "limits": {
            "units": bounds(LayerSpec, "units"),
            "hidden_layers": MAX_HIDDEN_LAYERS,
            "learning_rate": bounds(OptimizerSpec, "learning_rate"),
        },
        "presets": _preset_groups(),
        "preset": preset,
        "palettes": _palettes(),
        "seen": {"palette": palette_name(), "theme": theme_name()},
        "messages": messages,
        "asked": asked,
    }


def _inputs(experiment: Experiment) -> list[dict[str, str]]:
    names = list(experiment.data.features) if experiment.data.n_raw_inputs == 2 else input_labels(experiment)
    return [{"name": name, "label": label} for name, label in zip(names, input_labels(experiment), strict=True)]


@lru_cache(maxsize=DRAWINGS_KEPT)
def _images(data: DataSpec) -> dict[str, Any] | None:
    """Return the training images that the stripes of the maps are about: pixels as bytes, and each one's class."""
    if data.image_shape is None:
        return None
    dataset = draw(data)
    pixels = (TOP_BYTE * dataset.train_inputs[:STRIPES]).round().astype(int)
    labels = dataset.train_targets[:STRIPES].argmax(axis=1)
    return {"shape": data.image_shape, "pixels": pixels.tolist(), "labels": labels.tolist()}


@cache
def _palettes() -> dict[str, dict[str, Any]]:
    """Return the looks of each palette, on a light ground and on a dark one."""
    return {name: {theme: asdict(look_of(name, is_dark=theme == "dark")) for theme in GROUNDS} for name in PALETTES}


@cache
def _preset_groups() -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, str]]] = {}
    for preset in list_presets():
        folder, _, _ = preset.rpartition("/")
        groups.setdefault(folder, []).append({"id": preset, "title": load_preset(preset).name})
    return [{"group": _title(folder), "items": items} for folder, items in groups.items()]


def _title(folder: str) -> str:
    """Return a lesson's folder, such as "1-first-steps", as a title."""
    return folder.partition("-")[2].replace("-", " ").capitalize()
