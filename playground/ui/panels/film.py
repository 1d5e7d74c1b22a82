"""The panel "Film": the run so far as a GIF or an MP4, to keep and to show elsewhere."""

import re

import streamlit as st

from playground.live.runs import Run
from playground.spec import Experiment
from playground.training.snapshot import Snapshot
from playground.ui import state
from playground.ui.films import Film
from playground.ui.language import localized
from playground.ui.panels.choices import segments
from playground.ui.server import get_films
from playground.ui.theme import look
from playground.views.film.order import FORMATS, MAX_PICTURES, PER_SECOND, Order, order_film

REFRESH_S = 0.5
PREVIEW_WIDTH = 720
ABOUT = "A film of the network, its output and its loss, made from the moments that this run has kept."
NOTHING = "There is nothing to film yet. Press Run: the moments of the training are kept, and a film needs two of them."


def film_panel(experiment: Experiment, run: Run) -> None:
    """Show what can be made, a button, and how the film stands; that part goes on by itself."""
    st.write(ABOUT)
    film: Film | None = st.session_state.get("film")
    is_going = film is not None and film.is_going
    n_pictures = min(len(_moments(run)), MAX_PICTURES)
    if n_pictures < 2 and not is_going:
        st.info(NOTHING)
    else:
        _choices(n_pictures, is_going=is_going)
    if film is not None:
        st.fragment(_standing, run_every=REFRESH_S if is_going else None)(film, is_going)


def _choices(n_pictures: int, *, is_going: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if is_going:
            st.button("Cancel", key="film.cancel", on_click=_cancel)
        else:
            st.button("Make the film", key="film.make", on_click=_make)
        segments("Format", list(FORMATS), "film.kind", index=1, label_visibility="visible")
        per_second = segments("Pictures a second", PER_SECOND, "film.per_second", index=1, label_visibility="visible")
        st.caption(localized(f"{n_pictures} pictures, {n_pictures / per_second:.3g} seconds"))


def _moments(run: Run) -> list[Snapshot]:
    """Return what a film would show: the moments that are kept, and how the run stands now."""
    moments, present = [moment.snapshot for moment in run.moments], run.present
    if present is not None and (not moments or present.step > moments[-1].step):
        moments.append(present)
    return moments


def _make() -> None:
    state.acted()
    run = state.session_run()
    _cancel()  # a click can arrive twice, and a viewer has one film at most
    moments = _moments(run)
    if len(moments) >= 2:
        order = order_film(
            run.experiment,
            moments,
            run.points,
            look=look(),
            kind=st.session_state["film.kind"],
            per_second=st.session_state["film.per_second"],
        )
        st.session_state.film = Film(order, is_wanted=lambda: not run.is_ended)
        get_films().make(st.session_state.film)


def _cancel() -> None:
    state.acted()
    film: Film | None = st.session_state.get("film")
    if film is not None:
        film.cancel()


def _standing(film: Film, was_going: bool) -> None:
    """Show how a film stands; once it is done, the whole page hears of it."""
    if was_going and not film.is_going:
        st.rerun()
    if film.content is not None:
        _show(film.order, film.content)
    elif film.problem is not None:
        st.error(film.problem)
    elif film.is_cancelled:
        st.info("Cancelled.")
    else:
        st.progress(*progress(film, get_films().n_before(film)))


def progress(film: Film, n_before: int) -> tuple[float, str]:
    """Return how much of a film is done, from 0 to 1, and what is being done."""
    n_pictures = len(film.order.moments)
    if n_before:
        return 0.0, f"Waiting for {n_before} other film{'s' if n_before > 1 else ''} to be made first ..."
    if film.n_drawn == 0:
        return 0.0, "Getting ready to draw ..."
    return film.n_drawn / n_pictures, f"Picture {film.n_drawn} of {n_pictures}"


def _show(order: Order, content: bytes) -> None:
    st.download_button(
        localized(f"Download the {order.kind} ({len(content) / 1e6:.1f} MB)"),
        content,
        file_name(order),
        FORMATS[order.kind],
        key="film.download",
        on_click="ignore",
    )
    with st.container(width=PREVIEW_WIDTH):
        if order.kind == "GIF":
            st.image(content, width="stretch")  # of a narrower one only the first picture would be left
        else:
            st.video(content, FORMATS["MP4"], loop=True, autoplay=True, muted=True)


def file_name(order: Order) -> str:
    """Return what a film's file is called: after the experiment and its layers."""
    experiment = order.experiment
    words = re.findall(r"[a-z0-9]+", (experiment.name or experiment.data.dataset).lower())
    return f"{'-'.join([*words, *map(str, experiment.sizes)])}.{order.kind.lower()}"
