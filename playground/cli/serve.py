"""`playground`: serves the page, with the Streamlit settings that come with it, from whatever directory."""

import argparse
import os
import runpy
import signal
import socket
import sys
from types import FrameType

from playground import shipped
from playground.cli.errors import CommandError


def run(options: argparse.Namespace) -> int:
    """Serve the page in this process until it is told to end.

    Streamlit reads the settings that lie beside app.py, whatever the working directory is.

    Raises:
        CommandError: if the port is taken.
    """
    if options.port is not None:
        check_port(options.host or "", options.port)
    flags = {"--server.port": options.port, "--server.address": options.host}
    given = [text for flag, value in flags.items() if value is not None for text in (flag, str(value))]
    sys.argv = ["streamlit", "run", str(shipped("app.py")), *given]
    signal.signal(signal.SIGINT, end)
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    return 0


def end(_number: int, _frame: FrameType | None) -> None:
    """End the process as planned: Ctrl-C reaches this once the server has shut down, and Streamlit calls it a failure.

    Raises:
        SystemExit: always.
    """
    raise SystemExit(0)


def check_port(host: str, port: int) -> None:
    """Raise CommandError where nothing can listen there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(os.name == "posix"))  # else it shares the port
        try:
            probe.bind((host, port))
        except OSError as error:
            where = f"port {port} of {host}" if host else f"port {port}"
            raise CommandError(f"cannot listen on {where}: {error.strerror}; choose another") from error
