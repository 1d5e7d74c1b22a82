"""What the server process does not load, so that the first page comes soon, and never what makes films."""

import subprocess
import sys
from pathlib import Path

from tests.fuse import FUSE_S

ROOT = Path(__file__).parents[2]
ABSENT = {"altair", "av", "keras", "numba", "pandas", "playground.views.film.encoders", "sklearn", "tensorflow"}
FIRST_PAGE = f"""
import sys
import app
from streamlit.testing.v1 import AppTest
from playground.ui import entry
from playground.ui.server import get_hub
assert not AppTest.from_file(entry.__file__, default_timeout={FUSE_S}).run().exception
get_hub().close()
assert "playground.ui.routes" in sys.modules, "it answers films, too"
print(sorted({ABSENT} & sys.modules.keys()))
"""


def test_first_page_loads_neither_pandas_nor_an_engine_library_nor_anything_that_encodes():
    answer = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE], cwd=ROOT, check=True, capture_output=True, text=True, timeout=FUSE_S
    )
    assert answer.stdout.strip().splitlines()[-1] == "[]"
