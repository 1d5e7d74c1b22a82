"""The feed: hands frames to the stage through Streamlit, where a proxy blocks the live socket."""

import streamlit as st

from playground.ui.assets import component_script

_component = st.components.v2.component("playground_feed", js=component_script("feed", is_json=False))


def feed(frame: bytes, *, key: str) -> None:
    """Hand one frame to the stage on the same page."""
    _component(key=key, data=frame)
