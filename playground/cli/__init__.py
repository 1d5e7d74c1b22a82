"""The `playground` command: its arguments and exit codes. What each subcommand does is imported when it is asked for.

Exit codes: 0 fine, 1 the run failed, 2 wrong usage, 130 interrupted.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from playground.cli.errors import CommandError, printable

INTERRUPTED = 130  # 128 + SIGINT, as shells count


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says, and return the exit code."""
    options = make_parser().parse_args(arguments)
    try:
        code: int = import_module(f"playground.cli.{options.command}").run(options)
    except CommandError as error:
        sys.stderr.write(printable(f"playground: {error}\n"))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="playground", description="Without a command: serve the page, until Ctrl-C.", allow_abbrev=False
    )
    parser.add_argument("--port", type=_port, help="port of the page; the first free one from 8501 where left out")
    parser.add_argument("--host", help="address to listen on; all of this machine's where left out")
    parser.set_defaults(command="serve")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_train(commands)
    _add_bench(commands)
    devices = commands.add_parser("devices", help="list what TensorFlow can compute on here")
    devices.set_defaults(command="devices")
    return parser


def _add_train(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    train = commands.add_parser("train", help="train an experiment without a browser", allow_abbrev=False)
    train.add_argument("source", metavar="EXPERIMENT", help="a preset's name or title, a JSON file, or a shared link")
    train.add_argument("--engine", help="who computes; the experiment's own engine where left out")
    train.add_argument("--epochs", type=_count, default=100, help="passes over the training samples (default: 100)")
    train.set_defaults(command="train")


def _add_bench(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    bench = commands.add_parser("bench", help="time the engines against other libraries", allow_abbrev=False)
    bench.add_argument("--quick", action="store_true", help="fewer and shorter rounds: coarse figures")
    bench.add_argument("--only", default="", metavar="TEXT", help="the rows whose name or peer holds this text")
    bench.set_defaults(command="bench")


def _port(text: str) -> int:
    return _whole(text, 1, 65535)


def _count(text: str) -> int:
    return _whole(text, 1, 10_000_000)


def _whole(text: str, low: int, high: int) -> int:
    if not text.isdecimal() or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"it is a whole number from {low} to {high}, not {text!r}")
    return int(text)
