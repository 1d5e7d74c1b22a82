"""The dataset chooser: one thumbnail a dataset."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from playground.data import DATASETS, make_dataset
from playground.live.frames import points_of
from playground.ui.assets import asset_text
from playground.views.palette import PALETTE

N_POINTS = 130
_component = st.components.v2.component(
    "playground_datasets", css=asset_text("datasets", "component.css"), js=asset_text("datasets", "component.js")
)


def dataset_chooser(chosen: str, *, key: str, on_pick: Callable[[], None]) -> None:
    """Mount the chooser; `on_pick` hears that the session state's `pick` holds a dataset's name."""
    data = {"chosen": chosen, "datasets": _thumbnails(), "palette": PALETTE}
    _component(key=key, data=json.dumps(data).encode(), on_pick_change=on_pick)


@cache
def _thumbnails() -> list[dict[str, Any]]:
    return [
        {
            "name": entry.name,
            "title": entry.title,
            "kind": entry.kind,
            "description": entry.description,
            "points": points_of(make_dataset(entry.name, n_samples=N_POINTS)).round(2).tolist(),
        }
        for entry in DATASETS.values()
    ]
