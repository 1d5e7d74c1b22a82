"""Plotly figures side by side, each updated in place: nothing flickers while a run goes on, and a zoom stays.

Streamlit's own chart of Plotly is a new one whenever its numbers change.
"""

import json
from typing import Any

import streamlit as st

from playground.ui.assets import asset_text, component_script, plotly_path
from playground.ui.language import localized_figure

_component = st.components.v2.component(
    "playground_figures",
    css=asset_text("figures", "component.css"),
    js=component_script("figures"),
    isolate_styles=False,  # Plotly styles its toolbar from the page's head
)


def figures(shown: list[dict[str, Any]], *, key: str) -> None:
    """Show Plotly figures in rows, as many in each as there is room for, in the viewer's language.

    Args:
        shown: of each figure `data`, `layout` with its `height` in pixels, and its `width` unless it is to fill the
            row, and a `label` for those who cannot see it. One that needs some width has a `min_width` in pixels: in
            less room it is scrolled sideways. One that moves has `frames`, and a slider with a step for each.
        key: its key.
    """
    written = [localized_figure(figure) for figure in shown]
    _component(key=key, data=json.dumps({"plotly": plotly_path(), "figures": written}).encode())
