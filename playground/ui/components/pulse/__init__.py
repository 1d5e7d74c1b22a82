"""The pulse: runs the fragment it stands in again when the stage has heard of a new inspection.

It has nothing to show. It asks again only when the answer before has come, so a slow server gets fewer questions.
"""

import itertools
import json
from collections.abc import Callable

import streamlit as st

from playground.ui.assets import component_script

_component = st.components.v2.component("playground_pulse", js=component_script("pulse"))
_answers = itertools.count()  # of what is the same as before, Streamlit tells the component nothing


def pulse(drawn: int, *, key: str, on_news: Callable[[], None]) -> None:
    """Mount the pulse.

    Args:
        drawn: number of the inspection that is drawn, 0 for none.
        key: its key.
        on_news: hears that there is a newer one.
    """
    _component(key=key, data=json.dumps([drawn, next(_answers)]).encode(), on_news_change=on_news)
