"""The films of all viewers: their order, how they are stopped, and a process that dies."""

import queue
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from playground.ui.films import Film, Films
from playground.views.film import process
from tests.views.film.cases import N_MOMENTS, order

ROOT = Path(__file__).parents[2]
DEADLINE_S = 90  # a process is started, on a machine that does much else
ENDLESS = 100_000


@pytest.fixture
def films():
    """Return films whose process is ended after the test."""
    films = Films()
    yield films
    films.close()


def an_order(n_pictures=N_MOMENTS):
    """Return the order of a GIF of so many pictures."""
    whole = order(kind="GIF")
    return replace(whole, moments=whole.moments[:1] * n_pictures)


class Watched(Film):
    """A film that tells how many pictures are drawn whenever it is asked whether to go on."""

    def __init__(self, an_order):
        self.news = queue.SimpleQueue()
        self.is_wanted = True
        super().__init__(an_order, self._tell)

    def _tell(self):
        self.news.put(self.n_drawn)
        return self.is_wanted

    def wait_for(self, n_drawn):
        """Return once so many pictures are drawn."""
        while self.news.get(timeout=DEADLINE_S) < n_drawn:
            pass


def wait_for_all(films):
    """Return once all films that were asked for are made or given up."""
    films._thread.submit(int).result(timeout=DEADLINE_S)


def processes():
    """Return the processes that make films, of those that this one has started."""
    return [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


def test_film_is_made_in_another_process_that_stands_back(films):
    film = Film(an_order())
    films.make(film)
    wait_for_all(films)
    assert (film.problem, film.is_cancelled, film.is_going, film.n_drawn) == (None, False, False, N_MOMENTS)
    assert film.content.startswith(b"GIF89a")
    (worker,) = processes()
    assert worker.nice() == min(19, psutil.Process().nice() + process.NICENESS)


def test_progress_grows_and_cancelling_stops_at_once(films):
    film, after = Watched(an_order(ENDLESS)), Film(an_order())
    films.make(film)
    films.make(after)
    for n_drawn in (1, 2, 3):
        film.wait_for(n_drawn)
    assert film.is_going
    film.cancel()
    assert not film.is_going
    wait_for_all(films)
    assert film.is_cancelled
    assert film.content is None
    assert after.content


def test_films_are_made_in_the_order_they_were_asked_for(films):
    first, second, third = Watched(an_order(ENDLESS)), Film(an_order()), Film(an_order())
    for film in (first, second, third):
        films.make(film)
    first.wait_for(1)
    assert [films.n_before(film) for film in (first, second, third)] == [0, 1, 2]
    assert (second.n_drawn, third.n_drawn) == (0, 0)
    second.cancel()
    assert films.n_before(third) == 1
    first.cancel()
    assert films.n_before(third) == 0
    wait_for_all(films)
    assert third.content
    assert second.content is None
    assert films.n_before(third) == 0


def test_killed_process_is_told_and_the_next_film_is_made(films):
    film, again = Watched(an_order(ENDLESS)), Film(an_order())
    films.make(film)
    film.wait_for(1)
    processes()[0].kill()
    wait_for_all(films)
    assert film.problem == "The process that makes films ended. Press Make the film to try again."
    assert not film.is_going
    films.make(again)
    wait_for_all(films)
    assert again.content


def test_process_killed_between_films_is_replaced_without_a_word(films):
    first, second = Film(an_order()), Film(an_order())
    films.make(first)
    wait_for_all(films)
    (worker,) = processes()
    worker.kill()
    films.make(second)
    wait_for_all(films)
    assert second.problem is None
    assert second.content
    assert processes() != [worker]


def test_film_that_nobody_waits_for_any_more_is_stopped(films):
    film = Watched(an_order(ENDLESS))
    films.make(film)
    film.wait_for(1)
    film.is_wanted = False
    wait_for_all(films)
    assert film.is_cancelled


def test_what_goes_wrong_with_one_film_is_told_and_touches_no_other(films, caplog):
    wrong, right = Film(replace(an_order(), kind="VHS")), Film(an_order())
    films.make(wrong)
    films.make(right)
    wait_for_all(films)
    assert wrong.problem == "The film could not be made: KeyError: 'VHS'."
    assert right.content
    assert "A film could not be made" in caplog.text


def test_closing_stops_everything(films):
    going, waiting = Watched(an_order(ENDLESS)), Film(an_order())
    films.make(going)
    films.make(waiting)
    going.wait_for(1)
    films.close()
    assert going.is_cancelled
    assert waiting.is_cancelled
    assert processes() == []


SERVER = """
from playground.ui.films import Films
from tests.ui.test_films import ENDLESS, Watched, an_order, processes
if __name__ == "__main__":
    film = Watched(an_order(ENDLESS))
    Films().make(film)
    film.wait_for(1)
    print(processes()[0].pid, flush=True)
    film.wait_for(ENDLESS)
"""


def test_process_ends_with_a_killed_server(tmp_path):
    script = tmp_path / "server.py"
    script.write_text(SERVER)
    environment = {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment) as server:
        worker = psutil.Process(int(server.stdout.readline()))
        server.kill()
    worker.wait(timeout=DEADLINE_S)


def test_server_loads_nothing_that_draws_or_encodes():
    program = (
        "import sys, playground.ui.server; print(sorted({'av', 'playground.views.film.making'} & sys.modules.keys()))"
    )
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "[]"
