"""Whether the viewer's page is dark, for what is drawn on the server."""

import streamlit as st


def is_dark() -> bool:
    """Return whether the page has a dark background."""
    return st.context.theme.type == "dark"
