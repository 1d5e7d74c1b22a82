"""The wheel holds everything the page needs, and an installed package finds it."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASSETS = {".js", ".css", ".svg"}
REPORT = """
import json, pathlib, playground
from playground.spec import list_presets, load_preset
from playground.ui import page
from playground.ui.assets import COMPONENTS, asset_text
print(json.dumps({
    "home": str(pathlib.Path(playground.__file__).parents[1]),
    "presets": {preset: load_preset(preset).name for preset in list_presets()},
    "style": page.STYLE.is_file() and page.ICON.is_file(),
    "script": len(asset_text("stage", "component.js")),
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
    presets = {Path("playground") / path.relative_to(ROOT) for path in (ROOT / "presets").rglob("*.json")}
    assert {path for path in assets | presets if not (installed / path).is_file()} == set()


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
