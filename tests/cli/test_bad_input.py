"""What nobody means to give the command: links that are none, files without an end, names that drive a terminal."""

import json
import os
import sys

import pytest

from playground.backends.tensorflow import devices
from playground.cli import main, sources
from playground.cli.consoles import make_console
from playground.cli.train import preparing


def test_link_that_is_no_address_is_wrong_usage(capsys):
    assert main(["train", "http://[::1/?x=1"]) == 2
    assert "is no link" in capsys.readouterr().err


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no endless device")
def test_link_to_an_endless_device_is_wrong_usage_at_once(capsys, tmp_path):
    path = tmp_path / "endless.json"
    path.symlink_to("/dev/zero")
    assert main(["train", str(path)]) == 2
    assert "is no file" in capsys.readouterr().err


def test_file_larger_than_any_experiment_is_wrong_usage(capsys, tmp_path):
    path = tmp_path / "large.json"
    path.write_bytes(b" " * (sources.MAX_BYTES + 1))
    assert main(["train", str(path)]) == 2
    assert "16 MiB" in capsys.readouterr().err


def test_bad_file_is_refused_in_twenty_lines(capsys, tmp_path):
    path = tmp_path / "bad.json"
    layer = {"units": 0, "activation": "x" * 1000, "k" * 1000: 1}
    path.write_text(json.dumps({"network": {"layers": [layer] * 12}}))
    assert main(["train", str(path)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == sources.MAX_LINES + 2
    assert lines[-1].strip() == "and 16 more"
    assert max(map(len, lines)) < 400


@pytest.mark.parametrize("sign", ["\x1b]0;gotcha\x07", "\x1b[31m", "\r", "\u202e", "\x9b2J"])
def test_name_cannot_drive_the_terminal(capsys, tmp_path, sign):
    path = tmp_path / "named.json"
    path.write_text(json.dumps({"name": f"a{sign}b", "engine": "numpy"}))
    assert main(["train", str(path), "--epochs", "1"]) == 0
    assert main(["train", f"engine={sign}"]) == 2
    printed = capsys.readouterr()
    assert ascii(sign)[1:-1] in printed.out
    assert sign not in printed.out + printed.err


@pytest.mark.parametrize("command", [["devices"], ["train", "engine=keras"]])
def test_command_without_tensorflow_says_what_to_do(capsys, monkeypatch, command):
    devices.prepare.cache_clear()
    devices.list_devices.cache_clear()
    monkeypatch.setitem(sys.modules, "tensorflow", None)
    assert main(command) == 1
    error = capsys.readouterr().err
    assert "tensorflow cannot be imported" in error
    assert "install it" in error


def test_engine_that_takes_long_to_get_ready_says_so_without_a_terminal(capsys, monkeypatch):
    monkeypatch.setattr("playground.cli.train.QUIET_S", 0.0)
    with preparing(make_console(stderr=True), "compiled"):
        while not (said := capsys.readouterr().err):
            pass
    assert "compiles for up to a minute" in said
