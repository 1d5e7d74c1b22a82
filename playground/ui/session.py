"""What the server keeps of one viewer between the script runs: one typed object, and the run that belongs to it.

Widgets are Streamlit's to keep, under keys of their own; those that anything but the widget reads are in `Widget`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

from playground.live.hub import Lease
from playground.live.runs import Run
from playground.spec import Experiment
from playground.spec.policy import Policy
from playground.ui.films import Film
from playground.ui.server import get_hub
from playground.ui.wire.stage import Sent

KEY = "session"
Memory = TypeVar("Memory")


class Widget(StrEnum):
    """Keys of widgets that are read elsewhere than where they are drawn."""

    STAGE = "stage"
    DATASETS = "datasets"
    VISITS = "visits"
    PANEL = "panel"
    PRECISION = "compare.dtype"
    FILM_KIND = "film.kind"
    FILM_RATE = "film.per_second"


@dataclass(slots=True)
class Session:
    """One viewer's session; `playground.ui.gate` alone changes the experiment and what goes with it.

    Attributes:
        experiment: what is shown and trained.
        preset: id of the preset that the experiment is, None where it is none.
        policy: what the viewer may change.
        query: the query that the URL has, or will have as soon as the browser hears of it.
        asked: the preferences that the link asked for.
        messages: what the viewer is to be told over the stage.
        n_messages: how many there have ever been.
        token: of the run, "" as long as there is none.
        subject: what the run looks into, a name in INSPECTORS; None for nothing.
        taken: id of the last thing of each kind that the stage sent and that was taken.
        film: what the viewer had made of the run.
        memories: what panels keep, one object of a class of their own each.
    """

    experiment: Experiment = field(default_factory=Experiment)
    preset: str | None = None
    policy: Policy = field(default_factory=Policy)
    query: dict[str, str] = field(default_factory=dict)
    asked: Mapping[str, Any] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)
    n_messages: int = 0
    token: str = ""
    subject: str | None = None
    taken: dict[str, int] = field(default_factory=dict)
    film: Film | None = None
    memories: dict[type, Any] = field(default_factory=dict)

    def memory(self, kind: type[Memory]) -> Memory:
        """Return what is kept of this class, at first what the class makes without arguments."""
        kept: Memory = self.memories.setdefault(kind, kind())
        return kept

    def takes(self, kind: str, number: int) -> bool:
        """Return whether something that the stage sent is new, and count it as taken: it can be delivered twice."""
        is_new = number > self.taken.get(kind, 0)
        self.taken[kind] = max(number, self.taken.get(kind, 0))
        return is_new


def session() -> Session:
    """Return the viewer's session."""
    found: Session = st.session_state[KEY]
    return found


def experiment() -> Experiment:
    """Return the session's experiment."""
    return session().experiment


def session_run() -> Run:
    """Return the session's run, a new one where there is none any more."""
    viewer = session()
    run = get_hub().find(viewer.token)
    if run is None:
        run = get_hub().open(viewer.experiment)
        run.look_into(viewer.subject)
        viewer.token = run.token
    _lease(run.token)
    return run


def sent() -> Sent:
    """Return what the stage has sent."""
    values: Sent = st.session_state.get(Widget.STAGE) or Sent()
    return values


@st.cache_resource(scope="session", on_release=Lease.release, show_spinner=False)
def _lease(token: str) -> Lease:
    run = get_hub().find(token)
    if run is None:
        raise LookupError("a lease is taken for a run that exists")
    return Lease(run)
