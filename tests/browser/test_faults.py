"""What goes wrong is said, and survived."""

from pathlib import Path

import psutil
import pytest
from playwright.sync_api import expect

from tests.browser.stage import wait_until
from tests.chromium import VIEWPORT

pytestmark = pytest.mark.browser

EXPLODING = "?data=plane&layers=16-relu+16-relu&lr=1&batch=5"


@pytest.fixture
def routed(browser):
    """Return a window of its own, whose sockets can be led elsewhere."""
    window = browser.new_context(viewport=VIEWPORT)
    yield window
    window.close()


def test_diverging_run_keeps_the_last_finite_picture_and_goes_back_with_a_tenth(open_stage):
    stage = open_stage(EXPLODING)
    stage.press("Run")
    stage.expect_state("diverged")
    assert stage.number("train-loss") < float("inf")
    card = stage.page.get_by_role("alert", name="Training diverged")
    expect(card).to_contain_text("finite")
    expect(card).to_contain_text("learning rate")
    card.get_by_role("button", name="Go back with learning rate 0.1").click()
    stage.page.wait_for_url("**lr=0.1&*")
    stage.expect_state("running")
    stage.wait("Number(data.step) > 1000")


def test_blocked_socket_is_fed_through_the_page_and_says_so(routed, open_stage):
    routed.route_web_socket("**/live/*", lambda socket: socket.close(code=1006))
    stage = open_stage("?engine=numpy", routed)
    expect(stage.page.get_by_text("Live socket blocked")).to_be_visible()
    stage.press("Run")
    stage.wait("Number(data.step) > 100")
    stage.press("Pause")
    stage.expect_state("paused")


def test_run_outlives_its_worker_and_its_connection(routed, open_stage, server):
    sockets = []

    def relay(socket):
        sockets.append(socket)
        socket.connect_to_server()

    routed.route_web_socket("**/live/*", relay)
    stage = open_stage("?engine=numpy", routed)
    stage.go_slowly()
    stage.press("Run")
    stage.wait("Number(data.step) > 3")
    kill_workers(stage, server)
    sockets[0].close(code=1001)
    wait_until(lambda: stage.page.evaluate("1") == 1 and len(sockets) > 1, "the stage connects again")
    step = stage.step()
    stage.wait(f"Number(data.step) > {step}")


def kill_workers(stage, server):
    """Kill every process that may train the run, and wait until it goes on in another."""
    step = stage.step()
    for worker in workers(server):
        worker.kill()
    expect(stage.page.get_by_text("The process that trains was restarted")).to_be_visible()
    stage.expect_state("running")
    stage.wait(f"Number(data.step) > {step + 3}")


def workers(server):
    """Return the server's training processes, without the one of TensorFlow: another takes long to start."""
    children = psutil.Process(server.process.pid).children(recursive=True)
    trainers = [child for child in children if "spawn_main" in " ".join(child.cmdline())]
    return [child for child in trainers if "tensorflow" not in Path(f"/proc/{child.pid}/maps").read_text()]
