"""A fingerprint of what the machine code is made from."""

from hashlib import sha256
from pathlib import Path


def fingerprint() -> int:
    """Return a number that changes with any source file of the engine.

    Numba's cache knows the file of the function that it stores, and not those of the functions compiled into it.
    """
    digest = sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return int.from_bytes(digest.digest()[:7])
