"""The panel "Film": the run so far as a GIF or an MP4, to keep and to show elsewhere."""

import re

import streamlit as st

from playground.live.runs import Run
from playground.spec import Experiment
from playground.ui.films import Film
from playground.ui.language import localized
from playground.ui.panels.choices import segments
from playground.ui.panels.registry import Tool
from playground.ui.server import get_films
from playground.ui.session import Widget, session, session_run
from playground.ui.theme import look
from playground.views.film.order import FORMATS, MAX_PICTURES, PER_SECOND, SIZES, Order

REFRESH_S = 0.5
PREVIEW_WIDTH = 720
ABOUT = "A film of the network, its output and its loss, as you see them, made from the moments that this run has kept."
NOTHING = "There is nothing to film yet. Press Run: the moments of the training are kept, and a film needs two of them."
MEANWHILE = (
    "The stage shows each moment while it is filmed, and then how the run stands. Another tab may cover this one."
)


def film_panel(experiment: Experiment, run: Run) -> None:
    """Show what can be made, a button, and how the film stands; that part goes on by itself."""
    st.write(ABOUT)
    film: Film | None = session().film
    is_going = film is not None and film.is_going
    n_pictures = _n_pictures(run)
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
        segments("Format", list(FORMATS), Widget.FILM_KIND, index=1, label_visibility="visible")
        per_second = segments("Pictures a second", PER_SECOND, Widget.FILM_RATE, index=1, label_visibility="visible")
        st.caption(localized(f"{n_pictures} pictures, {n_pictures / per_second:.3g} seconds"))


def _n_pictures(run: Run) -> int:
    """Return how many pictures a film would have: of the moments that are kept, and of how the run stands now."""
    moments, present = run.moments, run.present
    is_ahead = present is not None and (not moments or present.step > moments[-1].snapshot.step)
    return min(len(moments) + is_ahead, MAX_PICTURES)


def _make() -> None:
    run = session_run()
    _cancel()  # a click can arrive twice, and a viewer has one film at most
    if _n_pictures(run) >= 2:
        film = session().film = Film(_order(run.experiment), is_wanted=lambda: not run.is_ended)
        get_films().open(film)


def _order(experiment: Experiment) -> Order:
    data, kind = experiment.data, st.session_state[Widget.FILM_KIND]
    return Order(
        name=_name(experiment),
        look=look(),
        n_classes=data.n_outputs if data.kind == "multiclass" else 0,
        kind=kind,
        per_second=st.session_state[Widget.FILM_RATE],
        size=SIZES[kind],
    )


def _cancel() -> None:
    film: Film | None = session().film
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
        st.progress(*progress(film))
        st.caption(MEANWHILE)


def progress(film: Film) -> tuple[float, str]:
    """Return how much of a film is done, from 0 to 1, and what is being done."""
    if film.n_done == 0:
        return 0.0, "Getting ready to film ..."
    return film.n_done / film.n_pictures, f"Picture {film.n_done} of {film.n_pictures}"


def _show(order: Order, content: bytes) -> None:
    st.download_button(
        localized(f"Download the {order.kind} ({len(content) / 1e6:.1f} MB)"),
        content,
        f"{order.name}.{order.kind.lower()}",
        FORMATS[order.kind],
        key="film.download",
        on_click="ignore",
    )
    with st.container(width=PREVIEW_WIDTH):
        if order.kind == "GIF":
            st.image(content, width="stretch")  # of a narrower one only the first picture would be left
        else:
            st.video(content, FORMATS["MP4"], loop=True, autoplay=True, muted=True)


def _name(experiment: Experiment) -> str:
    """Return what a film's file is called: after the experiment and its layers."""
    words = re.findall(r"[a-z0-9]+", (experiment.name or experiment.data.dataset).lower())
    return "-".join([*words, *map(str, experiment.sizes)])


PANEL = Tool("Film", place=70, show=film_panel)
