"""The visits: tell the server that the viewer went back or forward to another URL of the page. They show nothing.

The URL that a script run comes with does not tell: a click comes with the URL of a moment ago where the browser has
not heard of the newest one yet.
"""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

import streamlit as st

from playground.ui.assets import component_script

_component = st.components.v2.component("playground_visits", js=component_script("visits"))


def visits(*, key: str, on_visit: Callable[[Mapping[str, str]], None]) -> None:
    """Mount the component; `on_visit` hears the query of the URL that the viewer went to."""

    def heard() -> None:
        on_visit(dict(parse_qsl(st.session_state[key]["visit"].removeprefix("?"), keep_blank_values=True)))

    _component(key=key, data=b"null", on_visit_change=heard)
