"""The live socket on a real server: who may watch, when frames are sent, what closes a socket."""

import json
import urllib.request

from playground.jobs.commands import Reset, SetFocus, SetParameter, ShowMoment, Speed, Step, Train
from playground.live.routes import CREDITS
from tests.fuse import FUSE_S
from tests.live.sockets import frame_of, heard, is_silent, say, step_of, work
from tests.live.waiting import polled, wait_until
from tests.training.cases import small


def test_first_frame_arrives_at_once_with_everything(run, watch):
    header, arrays = frame_of(watch(run.token))
    assert (header["step"], header["state"], header["curve_start"]) == (0, "idle", 0)
    assert {"curve", "weights", "maps", "output", "points"} <= set(arrays)


def test_first_frame_waits_for_the_first_report(hub, watch):
    run = hub.open(small())
    socket = watch(run.token)
    assert is_silent(socket, run)
    run.worker.told[:] = [told for told in run.worker.told if told[0] == run.id]
    work(run)
    assert step_of(socket) == 0
    hub.end(run)


def test_no_more_frames_than_credits_are_sent_unpainted_and_then_the_newest_alone(run, watch):
    socket = watch(run.token)
    assert step_of(socket) == 0
    for step in range(1, CREDITS):
        work(run, Step("batch"))
        assert step_of(socket) == step
    for _ in range(5):
        work(run, Step("batch"))
    assert is_silent(socket, run)
    say(socket, do="ack")
    header, arrays = frame_of(socket)
    assert header["step"] == CREDITS - 1 + 5
    assert arrays["curve"][:, 0].tolist() == [1, 2]
    assert is_silent(socket, run)


def test_acknowledgement_without_news_sends_nothing(run, watch):
    socket = watch(run.token)
    step_of(socket)
    say(socket, do="ack")
    assert is_silent(socket, run)


def test_many_acknowledgements_give_no_more_credit(run, watch):
    socket = watch(run.token)
    step_of(socket)
    for _ in range(20):
        say(socket, do="ack")
    assert is_silent(socket, run)
    for step in range(1, CREDITS + 1):
        work(run, Step("batch"))
        assert step_of(socket) == step
    work(run, Step("batch"))
    assert is_silent(socket, run)


def test_acknowledgement_counts_as_watching(run, watch):
    socket = watch(run.token)
    step_of(socket)
    run.painted_at = None
    say(socket, do="ack")
    wait_until(lambda: run.painted_at is not None, polled, "painted")


def test_curve_travels_as_deltas(run, watch):
    socket = watch(run.token)
    starts = []
    for _ in range(3):
        header, arrays = frame_of(socket)
        starts.append((header["curve_start"], len(arrays["curve"])))
        say(socket, do="ack")
        work(run, *[Step("batch")] * 6)
    assert starts == [(0, 1), (1, 2), (3, 2)]


def test_commands_reach_the_run(run, watch):
    socket = watch(run.token)
    say(socket, do="run")
    say(socket, do="speed", steps_per_s=10)
    say(socket, do="step", unit="epoch")
    say(socket, do="focus")
    say(socket, do="assign", layer=0, unit=1, value=0.5)
    say(socket, do="moment", at=0)
    say(socket, do="now")
    say(socket, do="reset")
    past = ShowMoment(run.moments[0]), ShowMoment(None)
    heard(run, Train(), Speed(10.0), Step("epoch"), SetFocus(None), SetParameter(0, None, 1, 0.5), *past, Reset())


def test_page_for_machines_counts_runs(hub, run, place):
    run.do(Train())
    with urllib.request.urlopen(f"http://{place}/live", timeout=FUSE_S) as answer:
        assert json.load(answer) == {"runs": len(hub.runs), "training": 1}
