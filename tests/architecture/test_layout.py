"""The house as it stands: what lies where, how large files are, and the settings that the live view relies on."""

import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "app.py", "playground", "presets", "tests"}
TESTS_BESIDES = {"architecture", "benchmarks", "browser", "javascript", "parity", "presets", "stage"}
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
MAX_LINES = 250


@pytest.fixture(scope="module")
def files():
    """Return every file of the repository that git does not ignore, as a path from its root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode != 0:
        pytest.skip("this is no git checkout")
    return [path for line in listing.stdout.splitlines() if (ROOT / (path := Path(line))).is_file()]


def test_top_level_is_the_fixed_list(files):
    assert {path.parts[0] for path in files if not path.parts[0].startswith(".")} <= TOP_LEVEL


def test_no_file_or_folder_is_named_for_what_it_is_not(files):
    assert [path for path in files if BANNED_NAMES & {Path(part).stem for part in path.parts}] == []


def test_files_stay_short_enough_to_read(files):
    sources = [path for path in files if path.suffix in {".py", ".js", ".ts", ".css"}]
    lengths = {path.as_posix(): len((ROOT / path).read_text("utf-8").splitlines()) for path in sources}
    assert {path.suffix for path in sources} == {".py", ".js", ".ts", ".css"}, "the sources were found"
    assert {path: length for path, length in lengths.items() if length > MAX_LINES} == {}


def test_tests_mirror_the_package(files):
    folders = {path.parts[1] for path in files if path.parts[0] == "tests" and len(path.parts) > 2}
    packages = {path.name for path in (ROOT / "playground").iterdir() if path.is_dir()}
    assert folders <= packages | TESTS_BESIDES


def test_streamlit_is_pinned_to_its_minor_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (pin,) = [found for text in project["dependencies"] if (found := Requirement(text)).name == "streamlit"]
    major, minor = map(int, version("streamlit").split(".")[:2])
    assert pin.specifier.contains(f"{major}.{minor}.99")
    assert not pin.specifier.contains(f"{major}.{minor + 1}.0")
    assert not pin.specifier.contains(f"{major}.{minor - 1}.99")


def test_streamlit_does_not_collect_garbage_after_every_script():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["runner"]["postScriptGC"] is False


def test_streamlit_sends_no_message_by_a_reference_to_an_earlier_one():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["global"]["minCachedMessageSize"] > config["server"]["maxMessageSize"] * 1e6


def test_lock_file_with_download_addresses_is_ignored():
    assert "uv.lock" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_lock_file_is_not_in_the_repository(files):
    assert Path("uv.lock") not in files
