"""What the server answers to the pictures of a film: whose they are, which are refused, and when one has to wait."""

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette

from playground.ui import film_route as module
from playground.ui.film_route import film_path, film_route
from playground.ui.films import GIVEN_UP, MOST_WAITING, Film, Films
from playground.views.film.pictures import MAX_BYTES
from tests.views.film.screens import order, pngs

PICTURE = pngs(order(), 1)[0]


class Kept(Films):
    """Films that keep what they are given, and start no process."""

    def open(self, film):
        self._going[film.token] = film


@pytest.fixture
def films():
    return Kept()


@pytest.fixture
def film(films):
    """Return a film that waits for its pictures."""
    film = Film(order())
    films.open(film)
    return film


@pytest.fixture
def ask(films, film):
    """Return a function that sends something to the film's address and returns the answer's status and words."""
    app = Starlette(routes=[film_route(lambda: films)])

    def ask(body=PICTURE, query="picture=0&of=3", method="POST", path=None, **headers):
        with start_blocking_portal() as portal:  # a loop of its own, whatever runs in this thread
            address = f"/{path or film_path(film)}"
            return portal.call(answer, app, method, address, query, body, {"host": "us", **headers})

    return ask


async def answer(app, method, path, query, body, headers):
    """Return the status and the words of an answer, as an ASGI server gets them."""
    parts = [body[at : at + 65536] for at in range(0, len(body), 65536)] or [b""]
    incoming = [
        {"type": "http.request", "body": part, "more_body": at < len(parts) - 1} for at, part in enumerate(parts)
    ]
    sent = []

    async def receive():
        return incoming.pop(0)

    async def send(message):
        sent.append(message)

    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": encoded}
    await app(scope, receive, send)
    words = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], words.decode()


def test_picture_is_taken(ask, film):
    assert ask() == (204, "")
    assert (film.n_taken, film.n_pictures) == (1, 3)
    assert ask(query="picture=1&of=3") == (204, "")
    assert film.n_taken == 2


def test_only_the_server_s_own_page_may_send(ask, film):
    assert ask(origin="http://elsewhere")[0] == 403
    assert ask(method="DELETE", origin="http://elsewhere")[0] == 403
    assert film.is_going
    assert film.n_taken == 0
    assert ask(origin="http://us")[0] == 204


def test_wrong_token_is_refused(ask, film):
    assert ask(path=f"films/{film.token[:-1]}") == (404, "no such film is being made")
    assert ask(path="films/" + film.token[::-1], method="DELETE")[0] == 404
    assert film.n_taken == 0


def test_cancelled_film_takes_no_more(ask, film):
    film.cancel()
    assert ask()[0] == 404


def test_film_of_a_run_that_ended_takes_no_more(ask, films):
    left = Film(order(), is_wanted=lambda: False)
    films.open(left)
    assert ask(path=film_path(left))[0] == 404
    assert left.is_cancelled


@pytest.mark.parametrize(
    ("body", "words"),
    [(b"", "is a PNG"), (b"\x00" * 100, "is a PNG"), (pngs(order("MP4"), 1)[0], "960 x 540 pixels, not 1280 x 720")],
)
def test_bad_bytes_are_refused_with_words(ask, film, body, words):
    status, said = ask(body)
    assert status == 400
    assert words in said
    assert film.n_taken == 0


def test_more_bytes_than_a_picture_has_are_refused(ask, film):
    assert ask(PICTURE + bytes(MAX_BYTES)) == (413, "a picture has at most 4 MB")
    assert film.n_taken == 0


@pytest.mark.parametrize(
    "query",
    [
        "",
        "picture=0",
        "picture=x&of=3",
        "picture=-1&of=3",
        "picture=3&of=3",
        "picture=0&of=151",
        "picture=0&of=9999999",
    ],
)
def test_numbers_of_no_picture_are_refused_with_words(ask, query):
    status, said = ask(query=query)
    assert status == 400
    assert said


def test_picture_out_of_turn_is_refused(ask):
    assert ask(query="picture=2&of=3") == (409, "picture 0 of 3 comes next")


def test_picture_waits_until_there_is_room(ask, film, monkeypatch):
    for at in range(MOST_WAITING):
        assert ask(query=f"picture={at}&of=20")[0] == 204
    monkeypatch.setattr(module, "LONGEST_WAIT_S", 0)
    assert ask(query=f"picture={MOST_WAITING}&of=20")[0] == 503
    film.n_done = 1
    assert ask(query=f"picture={MOST_WAITING}&of=20")[0] == 204


def test_page_that_gives_a_film_up_is_heard(ask, film):
    assert ask(method="DELETE") == (204, "")
    assert film.problem == GIVEN_UP
    assert ask()[0] == 404
