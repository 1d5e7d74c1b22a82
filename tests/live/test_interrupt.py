"""Ctrl-C while workers start: they leave it to the server, and say nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuse import FUSE_S

PROGRAM = """
import signal, sys
signal.signal(signal.SIGINT, lambda *_: None)  # a server's, which has more to do than to die
from playground.live.workers import WorkerProcess

def begin():
    return WorkerProcess("numpy", lambda *_: None, lambda _: print("died", flush=True))

if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    workers = [begin(), begin()]
    print("started", flush=True)
    sys.stdin.readline()
    for worker in workers:
        worker.close()
"""
EVERY_S = 0.01
FOR_S = 3.0  # longer than a worker imports


@pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX")
def test_interrupt_at_any_moment_of_the_start_leaves_workers_alive_and_silent(tmp_path):
    script = tmp_path / "server.py"
    script.write_text(PROGRAM)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    process = subprocess.Popen(
        [sys.executable, script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("go\n")
    process.stdin.flush()
    for _ in range(int(FOR_S / EVERY_S)):
        os.killpg(process.pid, signal.SIGINT)
        with_pause(process)
    out, err = process.communicate("end\n", timeout=FUSE_S)
    assert (out, err) == ("started\n", "")
    assert process.returncode == 0


def with_pause(process):
    """Let EVERY_S pass while the process lives."""
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(EVERY_S)
