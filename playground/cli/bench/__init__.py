"""`playground bench`: what the engines and the maps cost, each beside another library at the same work."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from playground.cli.bench.measuring import ONE_THREAD
from playground.cli.bench.rows import ROWS, Result, Row
from playground.cli.consoles import make_console, make_table
from playground.cli.errors import CommandError, UsageError

ROUNDS = {False: ("7", "0.2"), True: ("3", "0.03")}  # by whether it is to be quick: how many, seconds each at least
HEADINGS = ("what", "ours", "peer", "peer's time", "ratio", "bar", "")
NOTES = """Times are for a step, or a frame: one thread of the CPU, medians of rounds in which both take turns.
What the live view costs is timed apart, in a checkout: uv run python -m tests.benchmarks.live_view"""


def run(options: argparse.Namespace) -> int:
    """Print the table.

    Raises:
        UsageError: if no row is to be timed.
        CommandError: if a row could not be timed.
    """
    rows = chosen(options.only)
    progress = make_console(stderr=True)
    results: dict[Row, Result] = {}
    failures: list[str] = []
    for row in rows:
        if row.peer is None or row.peer.is_installed:
            try:
                results[row] = measured(row, *ROUNDS[options.quick], progress)
            except CommandError as error:
                failures.append(str(error))
    console = make_console()
    console.print(filled(make_table(console, *HEADINGS), results))
    for line in skipped(rows):
        console.print(line)
    console.print(NOTES)
    if failures:
        raise CommandError("\n".join(failures))
    return 0


def chosen(text: str) -> list[Row]:
    """Return the rows whose name or peer holds this text."""
    rows = [row for row in ROWS if text.casefold() in title(row).casefold()]
    if not rows:
        raise UsageError("\n  ".join([f"no row holds {text!r}; there are", *map(title, ROWS)]))
    return rows


def title(row: Row) -> str:
    """Return what is timed against whom."""
    return row.name if row.peer is None else f"{row.name}, against {row.peer.label}"


def measured(row: Row, n_rounds: str, least_s: str, console: Console) -> Result:
    """Time one row in a process of its own."""
    command = [sys.executable, "-m", "playground.cli.bench", str(ROWS.index(row)), n_rounds, least_s]
    if not console.is_terminal:
        console.print(title(row))
    with console.status(title(row)):
        done = subprocess.run(  # noqa: S603 - this very package
            command, env={**os.environ, **ONE_THREAD}, capture_output=True, text=True, check=False
        )
    if done.returncode != 0:
        raise CommandError(f"{title(row)} could not be timed: {last_line(done.stderr)}")
    return row.result(json.loads(done.stdout.splitlines()[-1]))


def last_line(text: str) -> str:
    """Return the last line that is not empty: of a traceback, the error."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "it printed nothing")


def filled(table: Table, results: dict[Row, Result]) -> Table:
    """Return the table with a line a result."""
    for row, result in results.items():
        table.add_row(
            row.name,
            microseconds(result.ours_s),
            row.peer.label if row.peer else "",
            "" if result.peer_s is None else microseconds(result.peer_s),
            "" if result.ratio is None else f"{result.ratio:.3g}x",
            row.bar_text,
            "held" if result.is_held else "missed",
        )
    return table


def microseconds(duration_s: float) -> str:
    """Return a duration with three digits."""
    value = 1e6 * duration_s
    return f"{value:,.0f} µs" if value >= 100 else f"{value:.3g} µs"


def skipped(rows: Sequence[Row]) -> list[str]:
    """Return a line for each library that is not installed."""
    counts: dict[str, int] = {}
    for row in rows:
        if row.peer is not None and not row.peer.is_installed:
            counts[row.peer.library] = counts.get(row.peer.library, 0) + 1
    return [f"{library}: not installed, skipped ({count} rows)" for library, count in counts.items()]
