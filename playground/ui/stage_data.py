"""What the stage needs to know of an experiment and its run besides the frames."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from playground.analysis.maps import STRIPES, TOP_BYTE
from playground.data import DATASETS
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.live.runs import Run
from playground.spec import DataSpec, Experiment
from playground.spec.link import fits_in_link, query_text
from playground.training.problem import draw
from playground.ui.film_route import film_path
from playground.ui.films import Film
from playground.ui.preferences import palette_name
from playground.ui.theme import theme_name
from playground.ui.wire.stage import Asked, FilmWish, Ground, Images, Message, Name, StageData, Title
from playground.views.film.order import MAX_PICTURES
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
    film: Film | None = None,
) -> StageData:
    """Return the stage's data.

    Args:
        experiment: what is shown.
        run: whose frames are shown.
        proposal: id of the last proposal that was taken.
        preset: id of the preset this is, None where it is none.
        messages: what to tell the viewer over the stage.
        asked: the preferences that the link asked for.
        film: what the viewer wants made.
    """
    loss = LOSSES[experiment.loss]
    return {
        "path": f"live/{run.token}",
        "experiment": experiment.model_dump(mode="json", exclude={"network": {"parameters"}}),
        "proposal": proposal,
        "query": query_text(experiment),
        "is_whole_link": fits_in_link(experiment),
        "title": _title_of(experiment),
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
        "film": None if film is None or not film.is_going else _film(film),
    }


def _title_of(experiment: Experiment) -> Title:
    """Return what a picture of the stage is called, and by which rule the network learns."""
    data = experiment.data
    name = experiment.name or ("Own data" if data.is_inline else DATASETS[data.dataset].title)
    return {"name": name, "optimizer": OPTIMIZERS[experiment.training.optimizer.name].label}


def _film(film: Film) -> FilmWish:
    """Return where pictures of a film go, their size, and how many of them there can be."""
    width, height = film.order.size
    return {"path": film_path(film), "width": width, "height": height, "most": MAX_PICTURES}


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
