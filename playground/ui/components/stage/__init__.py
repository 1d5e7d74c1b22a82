"""The stage: the network with a map in every neuron, the output, the loss curves and the run bar, on one canvas."""

import json
from collections.abc import Callable

import streamlit as st

from playground.ui.assets import asset_text, component_script
from playground.ui.static_data import static_path
from playground.ui.wire.stage import StageData

STYLES = (
    "app/stage.css",
    "elements/controls.css",
    "elements/panels.css",
    "bar/bar.css",
    "bar/share.css",
    "bar/view_menu.css",
    "network/network.css",
    "network/headers.css",
    "output/output.css",
    "curves/curves.css",
    "card/card.css",
    "app/overlays.css",
    "app/status.css",
    "speech/speech.css",
    "app/help.css",
    "app/widths.css",
    "app/touch.css",
    "app/projector.css",
    "film/film.css",
)
"""The styles of the rooms, then those of how the stage is looked at: of two alike the later one counts."""

_component = st.components.v2.component(
    "playground_stage",
    css="".join(asset_text("stage", name) for name in STYLES),
    js=component_script("stage", statics=static_path()),
)


def stage(
    data: StageData,
    *,
    key: str,
    on_proposal: Callable[[], None],
    on_preset: Callable[[], None],
    on_commands: Callable[[], None],
    on_weight: Callable[[], None],
) -> None:
    """Mount the stage.

    Args:
        data: what `playground.ui.stage_data.stage_data` returns.
        key: where the session state keeps what the stage sends.
        on_proposal: hears that `proposal` holds an id and a patch of the experiment.
        on_preset: hears that `preset` holds a preset's id.
        on_commands: hears that `commands` holds a list of live commands; only where the live socket is blocked.
        on_weight: hears that `weight` holds an id, and a weight (or bias) that is to be set before the first step.

    Another script run by itself is what it asks for where the server has no run of that path any more ("expired"), the
    live socket is blocked ("transport"), other devices are known than `data` says ("devices"), or the viewer sees
    everything in another palette ("palette") or on another ground ("theme").
    """
    _component(
        key=key,
        data=json.dumps(data).encode(),  # of anything but bytes Streamlit asks pandas whether it is a table
        on_proposal_change=on_proposal,
        on_preset_change=on_preset,
        on_commands_change=on_commands,
        on_weight_change=on_weight,
        on_expired_change=_draw_again,
        on_transport_change=_draw_again,
        on_devices_change=_draw_again,
        on_palette_change=_draw_again,
        on_theme_change=_draw_again,
    )


def _draw_again() -> None:
    """Do nothing: the script run itself opens a new run, starts the feed, offers the devices, or changes colours."""
