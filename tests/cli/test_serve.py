"""`playground`: it serves the page from any directory with its own settings, and ends when it is told to."""

import signal
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from playground import shipped
from playground.cli import main, serve
from tests.cli.waiting import free_port, wait_until_healthy
from tests.fuse import FUSE_S

ROOT = Path(__file__).parents[2]
PLAYGROUND = (sys.executable, "-c", "import sys; from playground.cli import main; sys.exit(main())")


def test_page_is_served_until_ctrl_c(tmp_path):
    port = free_port()
    command = [*PLAYGROUND, "--port", str(port), "--host", "127.0.0.1"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            wait_until_healthy(server, port)
        finally:
            server.send_signal(signal.SIGINT)
            out, err = server.communicate(timeout=FUSE_S)
    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}" in out
    assert err == ""


def test_settings_beside_the_app_win_over_those_of_the_working_directory(tmp_path):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text("[runner]\npostScriptGC = true\n")
    app = shipped("app.py")
    program = f"""
import streamlit.web.cli as cli
from streamlit import config
cli.bootstrap.run_asgi_app = lambda *_: print("postScriptGC", config.get_option("runner.postScriptGC"))
cli.main(["run", {str(app)!r}])
"""
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    settings = tomllib.loads((app.parent / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["runner"]["postScriptGC"] is False
    assert "postScriptGC False" in answer


@pytest.fixture
def started(monkeypatch):
    """Return the command lines that Streamlit would have been started with."""
    lines = []
    monkeypatch.setattr(sys, "argv", ["playground"])
    monkeypatch.setattr(serve.signal, "signal", lambda *_: None)
    monkeypatch.setattr(serve.runpy, "run_module", lambda *_arguments, **_keywords: lines.append(sys.argv[1:]))
    return lines


def test_without_a_port_streamlit_looks_for_a_free_one(started):
    assert main([]) == 0
    assert started == [["run", str(ROOT / "app.py")]]


def test_port_and_host_are_handed_on(started):
    port = free_port()
    assert main(["--port", str(port), "--host", "127.0.0.1"]) == 0
    assert started[0][2:] == ["--server.port", str(port), "--server.address", "127.0.0.1"]


def test_taken_port_is_told_and_nothing_is_started(started, capsys):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["--port", str(port), "--host", "127.0.0.1"]) == 1
    assert f"cannot listen on port {port} of 127.0.0.1: Address already in use" in capsys.readouterr().err
    assert started == []


def test_unknown_host_is_told(started, capsys):
    assert main(["--port", str(free_port()), "--host", "no.such.host.invalid"]) == 1
    assert "no.such.host.invalid" in capsys.readouterr().err
    assert started == []


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_port_that_is_none_is_wrong_usage(port, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["--port", port])
    assert "1 to 65535" in capsys.readouterr().err
