"""The colours of what is drawn on the server: the viewer's palette on the ground of the viewer's page."""

import streamlit as st

from playground.ui.preferences import palette_name
from playground.ui.session import sent
from playground.views.palette import Look, look_of


def look() -> Look:
    """Return the colours that the viewer sees everything in."""
    return look_of(palette_name(), is_dark=theme_name() == "dark")


def theme_name() -> str:
    """Return "light" or "dark": what the viewer's stage has told, or how the page was opened until it has.

    Streamlit itself does not run the script again when a viewer changes the theme.
    """
    told: str | None = sent().get("theme")
    return told or st.context.theme.type or "light"
