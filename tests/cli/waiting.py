"""Waiting for a server."""

import socket
import time
import urllib.error
import urllib.request

from tests.fuse import FUSE_S


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(process, port):
    """Return once the server says that it is up; fail where it ends or takes too long."""
    end = time.monotonic() + FUSE_S
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                assert answer.read() == b"ok"
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"no answer within {FUSE_S} s")
