"""What the process does that makes films, done in this one."""

import pytest

from playground.views.film import process
from tests.views.film.screens import gif_pictures, order, pngs


@pytest.fixture(autouse=True)
def _nothing_left():
    """See that a test leaves nothing in the making."""
    yield
    assert process.drop("none") == 0


def test_film_has_the_pictures_that_were_added():
    an_order = order()
    process.begin("a", an_order)
    for picture in pngs(an_order, 3):
        process.add("a", picture)
    assert len(gif_pictures(process.finish("a"))) == 3


def test_films_are_made_side_by_side():
    an_order = order()
    one, other = pngs(an_order, 2)
    for film in ("a", "b"):
        process.begin(film, an_order)
    process.add("a", one)
    process.add("b", other)
    process.add("a", other)
    assert [len(gif_pictures(process.finish(film))) for film in ("a", "b")] == [2, 1]


def test_dropped_film_is_forgotten():
    process.begin("a", order())
    process.begin("b", order("MP4"))
    assert process.drop("a") == 1
    assert process.drop("b") == 0
    with pytest.raises(KeyError):
        process.add("a", b"")


def test_picture_of_another_size_is_refused():
    process.begin("a", order())
    with pytest.raises(ValueError, match="960 x 540 pixels, not 1280 x 720"):
        process.add("a", pngs(order("MP4"), 1)[0])
    process.drop("a")
