"""Where the command prints: frames, colours and bars on a terminal, plain lines elsewhere."""

from rich import box
from rich.console import Console
from rich.table import Table

PLAIN_WIDTH = 200  # no line of a table is broken in a file or a pipe


def make_console(*, stderr: bool = False) -> Console:
    """Return a console on standard output, or on standard error, that prints text as it is."""
    console = Console(stderr=stderr, markup=False, highlight=False)
    if not console.is_terminal:
        console.width = PLAIN_WIDTH
    return console


def make_table(console: Console, *headings: str) -> Table:
    """Return an empty table for this console; without headings it shows none."""
    table = Table(box=box.SIMPLE_HEAD if console.is_terminal else None, show_header=bool(headings), pad_edge=False)
    for heading in headings:
        table.add_column(heading)
    return table
