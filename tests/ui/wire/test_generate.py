"""What the stage's JavaScript knows of the wire is what Python declares."""

import re
from hashlib import sha256

import pytest

from playground.live.wire.layout import VERSION
from playground.ui.assets import COMPONENTS
from playground.ui.wire.constants import CONSTANTS
from playground.ui.wire.generate import HOME, files


@pytest.mark.parametrize("name", files())
def test_generated_file_is_fresh(name):
    remedy = "run python -m playground.ui.wire.generate"
    assert (HOME / name).read_text(encoding="utf-8") == files()[name], remedy


def test_a_frame_that_is_declared_otherwise_has_another_version():
    declared = re.sub(r"/\*\*.*?\*/", "", files()["frame.d.ts"], flags=re.DOTALL)
    remedy = "count VERSION up, and note what it stands for here: a page of before must refuse the new frames in words"
    assert (VERSION, sha256(declared.encode()).hexdigest()[:8]) == (2, "728a3828"), remedy


def test_no_other_types_of_the_wire_are_declared():
    assert {path.name for path in HOME.glob("*.d.ts")} == {name for name in files() if name.endswith(".d.ts")}


@pytest.mark.parametrize("name", CONSTANTS)
def test_every_constant_is_used_by_the_stage(name):
    modules = [path for path in (COMPONENTS / "stage").rglob("*.js") if path != HOME / "constants.js"]
    assert any(re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")) for path in modules)
