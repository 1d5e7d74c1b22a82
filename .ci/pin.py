"""Writes every resolved version into pyproject.toml: direct and transitive, of all groups and extras, for each Python.

Run `uv run .ci/pin.py` to move on to the newest versions that the ranges allow. uv.lock is not kept, since it records
where things were downloaded from; with these constraints a fresh machine resolves to the same versions all the same.
"""

import json
import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
PINS = re.compile(r"^constraint-dependencies = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)
EXPORT = "uv export --all-groups --all-extras --no-hashes --no-emit-project --no-header --no-annotate --quiet"


def main() -> None:
    """Resolve without the pins of before, and write those of now; what went wrong leaves the file as it was."""
    before = PROJECT.read_text("utf-8")
    try:
        write([])
        subprocess.run(["uv", "lock", "--upgrade", "--quiet"], cwd=PROJECT.parent, check=True)  # noqa: S607
        exported = subprocess.run(EXPORT.split(), cwd=PROJECT.parent, check=True, capture_output=True, text=True)  # noqa: S603
        write(exported.stdout.splitlines())
        subprocess.run(["uv", "lock", "--quiet"], cwd=PROJECT.parent, check=True)  # noqa: S607
    except BaseException:
        PROJECT.write_text(before, "utf-8")
        raise


def write(pins: list[str]) -> None:
    """Put these requirements, `name==version` with the condition for which they hold, into the table of uv."""
    block = "".join(["constraint-dependencies = [\n", *(f"    {json.dumps(pin)},\n" for pin in pins), "]\n"])
    PROJECT.write_text(PINS.sub(lambda _: block, PROJECT.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
