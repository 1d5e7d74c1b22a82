"""What an experiment refuses, in words for the person who wrote it."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from playground.spec.experiment import Experiment
from playground.spec.fields import reasons


@contextmanager
def refusing_in_words() -> Iterator[None]:
    """Turn the error of an experiment made inside into a ValueError: a line a reason, with path and allowed range."""
    try:
        yield
    except ValidationError as error:
        lines = [f"{path}: {reason}" if path else reason for path, _, reason in reasons(error, Experiment)]
        raise ValueError("\n".join(lines)) from error
