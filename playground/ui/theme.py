"""The colours of what is drawn on the server: the viewer's palette on the ground of the viewer's page."""

import streamlit as st

from playground.ui.preferences import palette_name
from playground.views.palette import Look, look_of


def look() -> Look:
    """Return the colours that the viewer sees everything in."""
    return look_of(palette_name(), is_dark=st.context.theme.type == "dark")
