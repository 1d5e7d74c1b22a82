"""A viewer who goes: the session lets go of its run as soon as the browser's connection closes."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

from tests.fuse import FUSE_S
from tests.live.waiting import polled, wait_until

PROGRAM = """
import sys
import uvicorn
import app
from playground.live import hub
from playground.ui import server
from tests.live.desks import Desk

hub.GRACE_S = 0.0
server.Hub = lambda: hub.Hub(n_workers=1, make_worker=Desk, round_s=0.01)
uvicorn.run(app.app, port=int(sys.argv[1]), log_level="warning")
"""
"""Serves the page without processes that train; a run that nobody holds ends at once."""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[str]:
    """Serve the page, and return host and port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    script, root = tmp_path / "server.py", Path(__file__).parents[2]
    script.write_text(PROGRAM)
    command, environment = [sys.executable, script, str(port)], {**os.environ, "PYTHONPATH": str(root)}
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=root, env=environment, **silent) as process:
        wait_until(lambda: process.poll() is not None or n_runs(f"127.0.0.1:{port}") == 0, polled, "the server answers")
        assert process.poll() is None, "the server ended at once"
        yield f"127.0.0.1:{port}"
        process.terminate()


def n_runs(place: str) -> int | None:
    """Return how many runs the server has, None while it does not answer."""
    try:
        with urllib.request.urlopen(f"http://{place}/live", timeout=FUSE_S) as answer:
            return int(json.load(answer)["runs"])
    except OSError:
        return None


def test_run_ends_when_the_browser_s_connection_closes(place):
    first_visit = BackMsg()
    first_visit.rerun_script.query_string = ""
    with connect(f"ws://{place}/_stcore/stream", subprotocols=["streamlit"], max_size=None, max_queue=None) as page:
        page.send(first_visit.SerializeToString())
        wait_until(lambda: n_runs(place) == 1, polled, "the page has a run")
    wait_until(lambda: n_runs(place) == 0, polled, "the run has ended")
