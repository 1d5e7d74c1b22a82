"""The whole experiment as a file: to be taken along, and opened again."""

from dataclasses import dataclass

import streamlit as st

from playground.spec import Experiment
from playground.ui import gate
from playground.ui.panels.weights.files import MAX_FILE_MB, file_name, from_file, to_file
from playground.ui.panels.weights.frames import first_lines
from playground.ui.panels.weights.holding import holding
from playground.ui.session import session
from playground.views.plain import in_list

UPLOAD_PX = 420


@dataclass(slots=True)
class Opened:
    """How many files the session has opened: the field of the next one is another, and empty."""

    n: int = 0


def transfer(experiment: Experiment) -> None:
    """Offer the whole experiment as a file, and to open one; what was opened is not offered to be opened again."""
    key = f"weights.open.{session().memory(Opened).n}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.download_button(
            "Download the experiment",
            lambda: to_file(experiment),
            file_name(experiment),
            "application/json",
            key="weights.download",
            on_click="ignore",
        )
        st.file_uploader(
            "Open a file",
            "json",
            key=key,
            max_upload_size=MAX_FILE_MB,
            width=UPLOAD_PX,
            on_change=_open,
            args=(key,),
        )


def _open(key: str) -> None:
    """Open the file that was put into the field, from its first step."""
    file = st.session_state[key]
    if file is None:
        return
    session().memory(Opened).n += 1
    try:
        opened = from_file(file.getvalue())
    except ValueError as error:
        holding().refused = in_list(f"{file.name} was not opened:", first_lines(str(error).splitlines()))
    else:
        holding().refused = None
        gate.open_experiment(opened)
