"""The dataset chooser: one thumbnail a dataset."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from typing import Any

import streamlit as st

from playground.data import DATASETS, Dataset, make_dataset
from playground.live.wire.frames import points_of
from playground.ui.assets import asset_text, component_script
from playground.ui.theme import look

N_POINTS = 130
N_IMAGES = 4
_component = st.components.v2.component(
    "playground_datasets", css=asset_text("datasets", "component.css"), js=component_script("datasets")
)


def dataset_chooser(chosen: str, *, key: str, on_pick: Callable[[], None]) -> None:
    """Mount the chooser; `on_pick` hears that the session state's `pick` holds a dataset's name."""
    data = {"chosen": chosen, "datasets": _thumbnails(), "look": asdict(look())}
    _component(key=key, data=json.dumps(data).encode(), on_pick_change=on_pick)


@cache
def _thumbnails() -> list[dict[str, Any]]:
    return [
        {
            "name": entry.name,
            "title": entry.title,
            "kind": entry.kind,
            "description": entry.description,
            **_samples(make_dataset(entry.name, n_samples=N_POINTS)),
        }
        for entry in DATASETS.values()
    ]


def _samples(dataset: Dataset) -> dict[str, Any]:
    """Return what a thumbnail shows: points (x1, x2, value), or an image of each of the first classes."""
    if dataset.image_shape is None:
        return {"points": points_of(dataset).round(2).tolist()}
    chosen = dataset.train_targets[:, :N_IMAGES].argmax(axis=0)
    return {"images": dataset.train_inputs[chosen].reshape(N_IMAGES, *dataset.image_shape).round(2).tolist()}
