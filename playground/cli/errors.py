"""What ends the command with a message instead of a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager


class CommandError(Exception):
    """The run failed."""

    exit_code = 1


class UsageError(CommandError):
    """What was asked for cannot be done, and the message says what can."""

    exit_code = 2


def printable(text: str) -> str:
    """Return a text as a terminal can show it: what would colour or turn it, or move the cursor, is written out."""
    return "".join(sign if sign.isprintable() or sign == "\n" else ascii(sign)[1:-1] for sign in text)


@contextmanager
def needing_libraries() -> Iterator[None]:
    """Turn a library that cannot be imported inside into an error that says which, and what to do.

    Raises:
        CommandError: if one cannot.
    """
    try:
        yield
    except ImportError as error:
        name = (error.name or "a library").partition(".")[0]
        raise CommandError(f"{name} cannot be imported ({error}); install it, or choose the engine numpy") from error
