"""The turns of the process that makes films, taken in this one."""

import pytest

from playground.views.film import making, process


@pytest.fixture
def making_of(monkeypatch):
    """Let films be made of what an order lists; return whether each was closed before its end."""
    closed = []

    def make(order):
        try:
            yield from order
        except GeneratorExit:
            closed.append(order)
            raise

    monkeypatch.setattr(making, "make", make)
    yield closed
    process.drop()


@pytest.mark.usefixtures("making_of")
def test_turn_goes_on_until_its_time_is_over_and_the_next_one_from_there():
    process.begin([None, None, b"film"])
    assert process.go_on(0.0) == (1, None)
    assert process.go_on(60.0) == (1, b"film")


def test_new_film_takes_the_place_of_the_one_in_the_making(making_of):
    first = [None, None, b"first"]
    process.begin(first)
    process.go_on(0.0)
    process.begin([None, b"second"])
    assert making_of == [first]
    assert process.go_on(60.0) == (1, b"second")


def test_dropped_film_is_forgotten(making_of):
    process.begin([None, None])
    process.go_on(0.0)
    process.drop()
    assert making_of == [[None, None]]
