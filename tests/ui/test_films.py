"""The films of all viewers: how pictures become a film, how one is stopped, and a process that dies."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from playground.ui import films as module
from playground.ui.films import (
    BROKEN,
    MOST_WAITING,
    SILENCE_S,
    SILENT,
    Film,
    Films,
    NotInTurnError,
    TooManyWaitingError,
)
from playground.views.film import process
from playground.views.film.order import MAX_PICTURES
from tests.fuse import FUSE_S
from tests.jobs.clocks import Clock
from tests.views.film.screens import gif_pictures, mp4_pictures, order, pngs

ROOT = Path(__file__).parents[2]
N_PICTURES = 3


@pytest.fixture(scope="module")
def kept_films():
    """Return films with one process for all tests that leave it alive."""
    films = Films()
    yield films
    films.close()


@pytest.fixture
def films():
    """Return films whose process is ended after the test."""
    films = Films()
    yield films
    films.close()


def opened(films, kind="GIF", **choices):
    """Return a film that waits for its pictures."""
    film = Film(order(kind), **choices)
    films.open(film)
    return film


def wait_for(condition, what):
    """Return once a condition holds."""
    end = time.monotonic() + FUSE_S
    while not condition():
        assert time.monotonic() < end, f"still not: {what}"
        time.sleep(0.01)


def send(films, film, n_pictures=N_PICTURES, total=N_PICTURES):
    """Send the next pictures of a film of so many, as soon as there is room for each, and wait until they are in it."""
    first = film.n_taken
    for at, picture in enumerate(pngs(film.order, first + n_pictures)[first:], start=first):
        wait_for(lambda: film.has_room or not film.is_going, "room")
        films.take(film, picture, at, total)
    wait_for(lambda: film.n_done == film.n_taken or not film.is_going, "all pictures in the film")


def process_of(films):
    """Return the process that makes films."""
    return psutil.Process(films._pool.submit(os.getpid).result(FUSE_S))


def kill_the_process(films):
    """Return once the process that makes films is gone."""
    worker = process_of(films)
    worker.kill()
    worker.wait(FUSE_S)


def in_the_making(films):
    """Return how many films the process remembers."""
    return films._pool.submit(process.drop, "none").result(FUSE_S)


def test_film_is_made_of_its_pictures_in_another_process_that_stands_back(kept_films):
    film = opened(kept_films)
    send(kept_films, film, 2)
    assert (film.n_done, film.n_pictures, film.is_going) == (2, N_PICTURES, True)
    send(kept_films, film, 1)
    wait_for(lambda: not film.is_going, "the film")
    assert (film.problem, film.is_cancelled) == (None, False)
    assert len(gif_pictures(film.content)) == N_PICTURES
    assert process_of(kept_films).nice() == min(19, psutil.Process().nice() + process.NICENESS)


def test_films_of_several_viewers_are_made_side_by_side(kept_films):
    one, other = opened(kept_films), opened(kept_films, "MP4")
    send(kept_films, one, 1)
    send(kept_films, other)
    wait_for(lambda: other.content, "the second film")
    assert one.is_going
    assert len(mp4_pictures(other.content)[0]) == N_PICTURES
    send(kept_films, one, 2)
    wait_for(lambda: one.content, "the first film")


def test_cancelled_film_leaves_nothing_in_memory(kept_films):
    film = opened(kept_films)
    send(kept_films, film, 2)
    assert in_the_making(kept_films) == 1
    film.cancel()
    assert not film.is_going
    assert kept_films.find(film.token) is None
    wait_for(lambda: not kept_films._going, "nothing going")
    assert in_the_making(kept_films) == 0


def test_film_that_nobody_waits_for_any_more_is_dropped_without_another_picture(kept_films, monkeypatch):
    monkeypatch.setattr(module, "SWEEP_S", 0.02)
    watching = [True]
    film = opened(kept_films, is_wanted=lambda: bool(watching))
    send(kept_films, film, 1)
    watching.clear()
    wait_for(lambda: not kept_films._going, "nothing going")
    assert film.is_cancelled
    assert in_the_making(kept_films) == 0


def test_pictures_come_in_their_order_and_as_many_as_were_told():
    film = Film(order())
    film.expect(0, 3)
    for number, total in ((0, 3), (2, 3), (1, 4)):
        with pytest.raises(NotInTurnError, match="picture 1 of 3 comes next"):
            film.expect(number, total)
    film.expect(1, 3)


@pytest.mark.parametrize(("number", "total"), [(0, 0), (3, 3), (-1, 3), (0, MAX_PICTURES + 1)])
def test_film_has_no_more_pictures_than_it_may(number, total):
    with pytest.raises(ValueError, match=f"up to {MAX_PICTURES} pictures"):
        Film(order()).expect(number, total)


def test_pictures_that_the_process_has_not_come_to_are_few():
    film = Film(order())
    for number in range(MOST_WAITING):
        film.expect(number, 20)
    with pytest.raises(TooManyWaitingError):
        film.expect(MOST_WAITING, 20)
    film.n_done = 1
    film.expect(MOST_WAITING, 20)


def test_film_whose_page_falls_silent_fails_with_words_and_one_that_waits_for_the_process_does_not():
    clock = Clock()
    film = Film(order(), clock=clock)
    clock.advance(SILENCE_S - 1)
    film.expect(0, 3)
    clock.advance(SILENCE_S + 1)
    assert film.heed(), "its picture is still being put in"
    film.n_done = 1
    assert not film.heed()
    assert film.problem == SILENT


def test_bad_picture_is_told_and_touches_no_other_film(kept_films, caplog):
    wrong, right = opened(kept_films), opened(kept_films)
    kept_films.take(wrong, pngs(wrong.order, 1)[0][:500], 0, N_PICTURES)
    send(kept_films, right)
    wait_for(lambda: right.content, "the other film")
    assert wrong.problem.startswith("The film could not be made: ValueError: a picture of the film could not be read")
    assert "A film could not be made" in caplog.text
    assert in_the_making(kept_films) == 0


def test_killed_process_is_told_and_the_next_film_is_made_until_closing_stops_everything(films):
    film, other = opened(films), opened(films)
    send(films, film, 1)
    wait_for(lambda: in_the_making(films) == 2, "both films")
    kill_the_process(films)
    send(films, film, 1)
    assert (film.problem, other.problem) == (BROKEN, BROKEN)
    again = opened(films)
    send(films, again)
    wait_for(lambda: again.content, "the next film")
    kill_the_process(films)
    last = opened(films)
    send(films, last)
    wait_for(lambda: not last.is_going, "the film after a process that died between two")
    assert last.problem is None
    going = opened(films)
    send(films, going, 1)
    worker = process_of(films)
    films.close()
    assert going.is_cancelled
    assert not worker.is_running()


SERVER = """
from playground.ui.films import Films
from tests.ui.test_films import opened, process_of, send
if __name__ == "__main__":
    films = Films()
    send(films, opened(films), 1)
    print(process_of(films).pid, flush=True)
    input()
"""


def test_process_ends_with_a_killed_server(tmp_path):
    script = tmp_path / "server.py"
    script.write_text(SERVER)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, str(script)], env={"PYTHONPATH": str(ROOT)}, **pipes) as server:
        worker = psutil.Process(int(server.stdout.readline()))
        server.kill()
    worker.wait(timeout=FUSE_S)
