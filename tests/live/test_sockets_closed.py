"""Who may watch over the live socket, and what closes one."""

import pytest

from playground.jobs.commands import Step, Train
from tests.live.sockets import closing_of, heard, say, step_of, work
from tests.live.waiting import polled, wait_until


def test_socket_holds_the_run_as_long_as_it_is_open(run, watch):
    run.is_leased = False
    socket = watch(run.token)
    step_of(socket)
    assert run.is_held
    socket.close()
    wait_until(lambda: not run.is_held, polled, "let go")


@pytest.mark.parametrize(
    "origin", ["http://elsewhere.example", "https://elsewhere.example:8501", "null", "http://[", "file://", ""]
)
def test_page_of_another_place_is_refused(run, watch, origin):
    assert closing_of(watch(run.token, origin))[0] == 4403
    assert not run._wakers


def test_own_page_may_watch(run, watch, place):
    assert step_of(watch(run.token, f"http://{place}")) == 0


@pytest.mark.parametrize("token", ["unknown", "%C3%A9", "%ED%A0%80", "x" * 2000])
def test_unknown_token_is_refused(watch, token):
    assert closing_of(watch(token))[0] == 4404


def test_run_that_ends_closes_its_sockets(hub, run, watch):
    sockets = [watch(run.token), watch(run.token)]
    for socket in sockets:
        step_of(socket)
    hub.end(run)
    for socket in sockets:
        assert closing_of(socket)[0] == 4404


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "{",
        "[]",
        '{"do": "fly"}',
        '{"do": "%s"}' % ("语" * 150),
        '{"do": "speed", "steps_per_s": 1%s}' % ("0" * 400),
        '{"do": "assign", "layer": 0, "unit": 0, "value": 1%s}' % ("0" * 400),
        "x" * 100_000,
        b"\0",
        b'{"do": "run"}',
    ],
    ids=range(10),
)
def test_garbage_closes_its_socket_alone(run, watch, garbage):
    vandal, viewer = watch(run.token), watch(run.token)
    assert (step_of(vandal), step_of(viewer)) == (0, 0)
    vandal.send(garbage)
    code, reason = closing_of(vandal)
    assert code == 4400
    assert reason
    work(run, Step("batch"))
    assert step_of(viewer) == 1
    say(viewer, do="run")
    heard(run, Train())


def test_bytes_are_refused_with_a_reason(run, watch):
    socket = watch(run.token)
    socket.send(b'{"do": "run"}')
    assert closing_of(socket) == (4400, "messages are text, not bytes")
    assert run.worker.commands == []
