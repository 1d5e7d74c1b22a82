"""The tests of the components' JavaScript that need no browser, which Node runs."""

import re
import subprocess

from tests.javascript.tools import HERE, npm


def test_javascript_passes_its_tests_under_node():
    result = subprocess.run([npm(), "test", "--silent"], cwd=HERE, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert re.search(r"pass [1-9]", result.stdout), "tests were found"


def test_lock_of_the_javascript_tools_records_no_addresses():
    lock = (HERE / "package-lock.json").read_text("utf-8")
    assert "node_modules/typescript" in lock
    assert "://" not in lock
