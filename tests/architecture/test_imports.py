"""Who imports whom: the contracts in pyproject.toml hold, and heavy libraries wait until they are asked for."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("tensorflow", "keras")
HOMES_OF_HEAVY = {ROOT / "playground" / "backends" / "tensorflow", ROOT / "playground" / "cli" / "bench" / "peers"}
LIGHT = ("__init__.py", "devices.py")  # of the engines with TensorFlow; the rest is imported when one is made
SOURCES = sorted((ROOT / "playground").rglob("*.py"))


def test_import_contracts_hold():
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert command, "import-linter belongs to the development tools"
    result = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert " 0 broken" in result.stdout


STATEMENTS = {  # in this order in one interpreter, and what is still absent after each
    "import playground.cli": (*HEAVY, "numba", "numpy", "pydantic", "rich", "streamlit"),
    "import playground.engine.network, playground.engine.optimizers": (*HEAVY, "pydantic", "pandas", "sklearn"),
    "import playground.cli.train": (*HEAVY, "numba", "streamlit", "starlette"),
    "import playground.jobs.worker": (*HEAVY, "streamlit", "starlette", "altair", "plotly"),
}


@pytest.fixture(scope="module")
def loaded():
    """Return the names of all modules loaded after each statement."""
    program = "\n".join(["import sys", *(f"{statement}\nprint(*sys.modules)" for statement in STATEMENTS)])
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return dict(zip(STATEMENTS, map(str.split, result.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("statement", STATEMENTS)
def test_importing_leaves_out_what_is_not_needed(statement, loaded):
    assert statement.removeprefix("import ").partition(",")[0] in loaded[statement]
    assert set(loaded[statement]) & set(STATEMENTS[statement]) == set()


def imports_of(node):
    """Return the top-level names of the packages that a statement imports."""
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return {(node.module or "").partition(".")[0]}
    return set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_tensorflow_is_imported_in_its_backend_and_a_benchmark_alone_and_no_earlier_than_needed(path):
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    heavy = [node for node in ast.walk(tree) if imports_of(node) & set(HEAVY)]
    if path.parent == ROOT / "playground" / "backends" / "tensorflow" and path.name not in LIGHT:
        assert [node.lineno for node in heavy if id(node) in inside] == []
    elif HOMES_OF_HEAVY & set(path.parents):
        assert [node.lineno for node in heavy if id(node) not in inside] == []
    else:
        assert [node.lineno for node in heavy] == []
