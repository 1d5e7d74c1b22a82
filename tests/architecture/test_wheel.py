"""The wheel holds everything the page and the command need, and an installed package finds it."""

import json
import signal
import subprocess
import sys
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pytest

from tests.cli.waiting import free_port, wait_until_healthy
from tests.fuse import FUSE_S

ROOT = Path(__file__).parents[2]
SHIPPED = Path("playground") / "shipped"
ASSETS = {".js", ".css", ".svg"}
REPORT = """
import json, pathlib, playground
from playground.spec import list_presets, load_preset
from playground.ui import entry
from playground.ui.assets import COMPONENTS, component_script
print(json.dumps({
    "home": str(pathlib.Path(playground.__file__).parents[1]),
    "presets": {preset: load_preset(preset).name for preset in list_presets()},
    "style": entry.STYLE.is_file() and entry.ICON.is_file(),
    "script": len(component_script("stage")),
}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """Return a folder with the wheel's content, as an installer leaves it."""
    built, site = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    return site


def test_every_asset_and_preset_is_in_the_wheel(installed):
    assets = {path.relative_to(ROOT) for path in (ROOT / "playground").rglob("*") if path.suffix in ASSETS}
    presets = {SHIPPED / path.relative_to(ROOT) for path in (ROOT / "presets").rglob("*.json")}
    assert {path for path in assets | presets if not (installed / path).is_file()} == set()


@pytest.mark.parametrize("path", ["app.py", ".streamlit/config.toml"])
def test_wheel_holds_the_app_and_its_settings_side_by_side(installed, path):
    assert (installed / SHIPPED / path).read_text("utf-8") == (ROOT / path).read_text("utf-8")


def test_installed_command_is_the_playgrounds_main(installed):
    (package,) = distributions(name="mlp-playground", path=[str(installed)])
    (command,) = package.entry_points.select(group="console_scripts")
    assert (command.name, command.value) == ("playground", "playground.cli:main")


def run_installed(installed, folder, *arguments):
    """Return the installed command, started in a folder that has nothing to do with it."""
    program = "import sys; from playground.cli import main; sys.exit(main())"
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(installed), "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_installed_command_trains_a_preset(installed, tmp_path):
    with run_installed(installed, tmp_path, "train", "two-clouds", "--engine", "numpy", "--epochs", "2") as command:
        out, err = command.communicate(timeout=FUSE_S)
    assert command.returncode == 0, err
    assert "train loss" in out


def test_installed_command_serves_the_page(installed, tmp_path):
    port = free_port()
    with run_installed(installed, tmp_path, "--port", str(port), "--host", "127.0.0.1") as server:
        try:
            wait_until_healthy(server, port)
        finally:
            server.send_signal(signal.SIGINT)
            _, err = server.communicate(timeout=FUSE_S)
    assert server.returncode == 0, err


def test_installed_package_finds_its_presets_and_assets(installed, tmp_path):
    answer = subprocess.run(
        [sys.executable, "-c", REPORT],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "PATH": ""},
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(answer.stdout.strip().splitlines()[-1])
    assert found["home"] == str(installed)
    assert len(found["presets"]) == len(list((ROOT / "presets").rglob("*.json")))
    assert found["style"]
    assert found["script"] > 0
