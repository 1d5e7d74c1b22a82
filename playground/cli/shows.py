"""How a training is shown while it goes on: a bar on a terminal, ten plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from playground.training.snapshot import Snapshot

N_LINES = 10


@contextmanager
def showing(console: Console, n_epochs: int) -> Iterator[Callable[[Snapshot], None]]:
    """Give what shows a moment of the run on this console."""
    if not console.is_terminal:
        yield _lines(console, n_epochs)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=n_epochs)
        yield lambda moment: progress.update(task, completed=moment.epoch, description=describe(moment, n_epochs))


def describe(moment: Snapshot, n_epochs: int) -> str:
    """Return where the run stands, in a line."""
    test = "" if moment.test_loss is None else f", test loss {moment.test_loss:.4g}"
    return f"epoch {moment.epoch} of {n_epochs}: train loss {moment.train_loss:.4g}{test}"


def _lines(console: Console, n_epochs: int) -> Callable[[Snapshot], None]:
    n_printed = 0

    def show(moment: Snapshot) -> None:
        nonlocal n_printed
        due = moment.epoch * N_LINES // n_epochs
        if due > n_printed:
            n_printed = due
            console.print(describe(moment, n_epochs))

    return show
