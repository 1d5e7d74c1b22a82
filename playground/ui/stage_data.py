"""What the stage needs to know of an experiment and its run besides the frames."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from playground.analysis.maps import STRIPES, TOP_BYTE
from playground.engine.losses import LOSSES
from playground.live.runs import Run
from playground.spec import DataSpec, Experiment
from playground.spec.link import fits_in_link, query_text
from playground.training.problem import draw
from playground.ui.preferences import palette_name
from playground.ui.theme import theme_name
from playground.ui.wire.stage import Asked, Ground, Images, Message, Name, StageData
from playground.views.names import input_labels, output_labels

DRAWINGS_KEPT = 16


def stage_data(
    experiment: Experiment,
    run: Run,
    *,
    proposal: int,
    preset: str | None,
    messages: list[dict[str, Any]],
    asked: Mapping[str, Any],
) -> StageData:
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
        "n_devices": len(run.devices),
        "preset": preset,
        "seen": {"palette": palette_name(), "theme": cast(Ground, theme_name())},
        "messages": cast(list[Message], messages),
        "asked": cast(Asked, asked),
    }


def _inputs(experiment: Experiment) -> list[Name]:
    names = list(experiment.data.features) if experiment.data.n_raw_inputs == 2 else input_labels(experiment)
    return [{"name": name, "label": label} for name, label in zip(names, input_labels(experiment), strict=True)]


@lru_cache(maxsize=DRAWINGS_KEPT)
def _images(data: DataSpec) -> Images | None:
    """Return the training images that the stripes of the maps are about: pixels as bytes, and each one's class."""
    if data.image_shape is None:
        return None
    dataset = draw(data)
    pixels = (TOP_BYTE * dataset.train_inputs[:STRIPES]).round().astype(int)
    labels = dataset.train_targets[:STRIPES].argmax(axis=1)
    return {"shape": data.image_shape, "pixels": pixels.tolist(), "labels": labels.tolist()}
