"""Small choices in a panel: they say what is looked at, change nothing of the experiment, and outlast the panel."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st
from streamlit.elements.lib.utils import LabelVisibility

Option = TypeVar("Option", bound=str | int)
Value = TypeVar("Value")


def kept(key: str, first: Value) -> Value:
    """Return what is chosen under a key, also while nothing shows it; at first `first`.

    A widget that comes back begins with it: a browser sends back what a widget begins with, and may do so before it
    hears that something else was chosen.
    """
    value: Value = st.session_state.get(key, first)
    return value


def segments(
    label: str, options: Sequence[Option], key: str, *, index: int = 0, label_visibility: LabelVisibility = "collapsed"
) -> Option:
    """Return which of a few options is chosen, at first the one of that index; they are shown side by side."""
    chosen: Option = st.segmented_control(
        label,
        options,
        default=options[_place(options, key, index)],
        required=True,
        key=key,
        label_visibility=label_visibility,
        wrap=True,
        persist_state="page",
    )
    return chosen


def pick(label: str, options: Sequence[str], key: str, index: int = 0) -> str:
    """Return which of many options is chosen, at first the one of that index; they are shown in a list."""
    if len(options) == 1:
        return options[0]
    return st.selectbox(label, options, _place(options, key, index), key=key, persist_state="page")


def switch(label: str, key: str, *, is_on: bool = True) -> bool:
    """Return whether something is shown."""
    return st.toggle(label, kept(key, is_on), key=key, persist_state="page")


def _place(options: Sequence[Option], key: str, index: int) -> int:
    """Return the index of what is chosen under a key; the given one where that is none of the options."""
    chosen = kept(key, options[index])
    return options.index(chosen) if chosen in options else index
