"""The worker over a real pipe, in a thread: many runs in turns, one's fault touching no other."""

import contextlib
import threading
import time
from dataclasses import replace
from multiprocessing import Pipe
from types import SimpleNamespace

import pytest

from playground.analysis.maps import STRIPES
from playground.backends import ENGINES
from playground.jobs.commands import Apply, Close, Compare, Pause, Start, Step, Train
from playground.jobs.reports import ComparisonReport, Failure
from playground.jobs.worker import MAX_TURN_S, MIN_TURN_S, Worker, turn_s
from playground.jobs.workshop import Workshop
from tests.fuse import FUSE_S
from tests.training.cases import small, trained


class Line:
    """The server's end of a worker's pipe."""

    def __init__(self, connection):
        self._connection = connection

    def tell(self, run, *commands):
        """Send commands."""
        for command in commands:
            self._connection.send((run, command))

    def reports(self, until):
        """Return {run: its reports} of what comes until `until(run, report)`; fail at the deadline."""
        heard, deadline = {}, time.monotonic() + FUSE_S
        while self._connection.poll(max(0, deadline - time.monotonic())):
            run, report = self._connection.recv()
            heard.setdefault(run, []).append(report)
            if until(run, report):
                return heard
        raise AssertionError(f"not heard in {FUSE_S} s; heard {heard}")


@contextlib.contextmanager
def connected(workshop):
    """Give the server's end of the pipe of a worker in a thread."""
    ours, theirs = Pipe()

    def serve():
        with contextlib.suppress(EOFError, ConnectionError):
            Worker(theirs, workshop).serve()

    thread = threading.Thread(target=serve)
    thread.start()
    yield Line(ours)
    ours.close()
    thread.join(FUSE_S)
    assert not thread.is_alive(), "the worker ends with its pipe"


@pytest.fixture
def line():
    with connected(Workshop()) as line:
        yield line


def test_new_run_reports_itself(line):
    line.tell("a", Start(small(), generation=5))
    heard = line.reports(lambda run, report: True)
    assert heard["a"][0].generation == 5
    assert heard["a"][0].state == "idle"


def test_run_of_images_is_painted_as_stripes_of_the_shown_pixels_neurons_and_all_classes(line):
    line.tell("a", Start(small(data={"dataset": "digits", "n_samples": 100})))
    maps = line.reports(lambda run, report: report.maps is not None)["a"][-1].maps
    assert maps.tiles.shape == (16 + 3 + 2 + 10, 1, STRIPES)


def test_runs_train_side_by_side(line):
    line.tell("a", Start(small(), is_running=True))
    line.tell("b", Start(small(), is_running=True))
    steps = {}

    def both_have_trained(run, report):
        steps[run] = report.snapshot.step
        return len(steps) == 2 and min(steps.values()) > 20

    line.reports(both_have_trained)


def test_commands_reach_their_run_alone(line):
    line.tell("a", Start(small()))
    line.tell("b", Start(small()))
    line.tell("a", Step("batch"), Step("batch"))
    line.tell("b", Step("batch"))
    heard = line.reports(lambda run, report: run == "b" and report.snapshot.step == 1)
    assert heard["a"][-1].snapshot.step == 2


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Start("no experiment"), "AttributeError"),
        (Start(small().model_copy(update={"engine": "abacus"})), "abacus"),
        (Apply(small(network={"seed": 1})), "need a new run: network.seed"),
    ],
)
def test_failing_run_says_why_and_leaves_the_others_alive(line, fault, reason, capsys):
    line.tell("bad", Start(small()))
    line.tell("good", Start(small(), is_running=True))
    line.tell("bad", fault, Train())
    heard = line.reports(lambda run, report: isinstance(report, Failure))
    assert reason in heard["bad"][-1].reason
    line.reports(lambda run, report: run == "good" and report.snapshot.step > 20)
    line.tell("good", Pause())
    line.reports(lambda run, report: run == "good" and report.state == "paused")
    assert "Traceback" in capsys.readouterr().err


def test_run_that_failed_can_be_started_again(line):
    line.tell("a", Start(small()), Apply(small(network={"seed": 1})), Start(small(), generation=2))
    line.reports(lambda run, report: not isinstance(report, Failure) and report.generation == 2)


def test_command_to_an_unknown_run_is_ignored(line):
    line.tell("nobody", Train(), Close())
    line.tell("a", Start(small()))
    assert set(line.reports(lambda run, report: True)) == {"a"}


def test_closed_run_is_silent(line):
    line.tell("a", Start(small(), is_running=True))
    line.reports(lambda run, report: report.state == "running")
    line.tell("a", Close(), Train())
    line.tell("b", Start(small()))
    line.reports(lambda run, report: run == "b")
    line.tell("b", Step("batch"))
    assert set(line.reports(lambda run, report: run == "b")) == {"b"}


def test_start_replaces_the_run(line):
    line.tell("a", Start(small(), is_running=True, generation=1), Start(small(), generation=2))
    heard = line.reports(lambda run, report: report.generation == 2)
    assert heard["a"][-1].snapshot.step == 0


def test_run_over_the_pipe_is_the_run_of_a_trainer(line):
    line.tell("a", Start(small()), *[Step("batch")] * 7)
    heard = line.reports(lambda run, report: report.snapshot.step == 7)
    assert heard["a"][-1].snapshot.train_loss == trained(small(), steps=7).snapshot().train_loss


@pytest.fixture
def line_of_two():
    """Return a line to a worker of two engines: of what needs no TensorFlow, and compiles nothing."""
    engines = {name: replace(ENGINES["numpy"], name=name) for name in ("numpy", "compiled")}
    with connected(Workshop(engines)) as line:
        yield line


def test_comparison_goes_on_beside_a_run_until_it_is_done(line_of_two):
    line = line_of_two
    line.tell("a", Start(small(), is_running=True))
    line.tell("c", Compare(small(training={"dtype": "float64"}), 20))
    heard = line.reports(lambda run, report: isinstance(report, ComparisonReport) and report.is_done)
    assert heard["c"][-1].differences.shape == (20, 2)
    assert heard["c"][-1].differences.max() < 1e-12
    step = heard["a"][-1].snapshot.step
    assert step > 20
    line.reports(lambda run, report: run == "a" and report.snapshot.step > step)


def test_closed_comparison_is_silent(line_of_two):
    line = line_of_two
    line.tell("c", Compare(small(), 10**9))
    line.reports(lambda run, report: len(report.differences) > 0)
    line.tell("c", Close())
    line.tell("a", Start(small()))
    line.reports(lambda run, report: run == "a")
    line.tell("a", Step("batch"))
    assert set(line.reports(lambda run, report: run == "a")) == {"a"}


def test_comparison_that_fails_says_why_and_leaves_the_runs_alone(line, capsys):
    line.tell("a", Start(small()))
    line.tell("c", Compare("no experiment"))
    heard = line.reports(lambda run, report: isinstance(report, Failure))
    assert "AttributeError" in heard["c"][-1].reason
    line.tell("a", Step("batch"))
    line.reports(lambda run, report: run == "a" and report.snapshot.step == 1)
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("n_running", "report_s"), [(0, 0.0), (1, 0.001), (5, 0.002), (30, 0.01)])
def test_turns_leave_every_run_its_report_within_a_frame_if_they_can(n_running, report_s):
    jobs = [SimpleNamespace(is_running=True, report_s=report_s)] * n_running
    share_s = turn_s([*jobs, SimpleNamespace(is_running=False, report_s=9.0)])
    assert MIN_TURN_S <= share_s <= MAX_TURN_S
    if share_s > MIN_TURN_S:
        assert n_running * (share_s + report_s) <= 1 / 30 + 1e-9
