"""The script that Streamlit runs for every viewer and after every change: what all pages share, then a page."""

from pathlib import Path

import streamlit as st

from playground.ui import gate
from playground.ui.pages import PAGES

SIDEBAR_WIDTH = 272
ICON = Path(__file__).with_name("icon.svg")
STYLE = Path(__file__).with_name("page.css")


def show() -> None:
    """Show the page that the viewer is on."""
    st.set_page_config("Playground", ICON, layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
    st.html(STYLE)
    gate.begin()
    pages = [st.Page(page.show, title=page.title, url_path=page.path, default=not page.path) for page in PAGES]
    st.navigation(pages, position="hidden").run()


if __name__ == "__main__":
    show()
