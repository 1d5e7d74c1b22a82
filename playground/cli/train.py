"""`playground train`: one experiment on one engine, and a table of how it went."""

import argparse
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from types import FrameType

import numpy as np
from rich.console import Console

from playground.backends import ENGINES
from playground.cli.consoles import make_console, make_table
from playground.cli.errors import CommandError, UsageError, needing_libraries, printable
from playground.cli.shows import showing
from playground.cli.sources import choose_engine, find_experiment
from playground.cli.training import Outcome, train
from playground.spec import Experiment
from playground.training import Trainer

QUIET_S = 2.0  # what is ready by then was compiled before


def run(options: argparse.Namespace) -> int:
    """Train, and print the table even where the run is cut short.

    Raises:
        UsageError: if there is no such experiment or engine, or the engine cannot train it.
        CommandError: if the run diverged.
        KeyboardInterrupt: if it was interrupted.
    """
    experiment = find_experiment(options.source)
    if options.engine is not None:
        experiment = choose_engine(experiment, options.engine)
    progress = make_console(stderr=True)
    trainer = make_trainer(experiment, progress)
    with interruptible() as is_interrupted, showing(progress, options.epochs) as show:
        outcome = train(trainer, options.epochs, show, is_interrupted)
    print_table(make_console(), trainer, outcome)
    if outcome.diverged_at is not None:
        raise CommandError(
            f"the run diverged at step {outcome.diverged_at}; the table shows the last finite moment before it. "
            "A smaller learning rate is the usual cure"
        )
    if not outcome.is_complete:
        raise KeyboardInterrupt
    return 0


def make_trainer(experiment: Experiment, console: Console) -> Trainer:
    """Return the trainer, once its engine is loaded and has compiled what it compiles: that is no time of training.

    Raises:
        UsageError: if the engine cannot train the experiment.
        CommandError: if a library that it needs is not installed.
    """
    engine = ENGINES[experiment.engine]
    with preparing(console, engine.name), np.errstate(over="ignore", invalid="ignore"):
        if engine.prepare is not None:
            with needing_libraries():
                engine.prepare()
        try:
            trainer = Trainer(experiment)
        except ValueError as error:
            raise UsageError(str(error)) from error
        trainer.backend.train(trainer.trial())
        trainer.reset()
    return trainer


@contextmanager
def preparing(console: Console, engine: str) -> Iterator[None]:
    """Show that an engine is made ready; without a terminal in one line, and only where it takes a while."""
    text = f"Preparing the engine {engine}: the first time on a machine it compiles for up to a minute"
    if console.is_terminal:
        with console.status(text):
            yield
        return
    late = Timer(QUIET_S, console.print, [text])
    late.start()
    try:
        yield
    finally:
        late.cancel()


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Give what tells whether Ctrl-C was pressed inside; pressed again, it interrupts at once."""
    was_pressed = False

    def remember(_number: int, _frame: FrameType | None) -> None:
        nonlocal was_pressed
        was_pressed = True
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, remember)
    try:
        yield lambda: was_pressed
    finally:
        signal.signal(signal.SIGINT, before)


def print_table(console: Console, trainer: Trainer, outcome: Outcome) -> None:
    """Print what was trained, and how it stands."""
    table = make_table(console)
    for name, value in figures(trainer, outcome).items():
        table.add_row(name, value)
    console.print(table)


def figures(trainer: Trainer, outcome: Outcome) -> dict[str, str]:
    """Return the table's rows: losses are over all samples.

    The time is that of the updates, and of the losses that the curve and the stop rules look at between them.
    """
    experiment, end = trainer.experiment, outcome.snapshot
    test = {} if end.test_loss is None else {"test loss": f"{end.test_loss:.6g}"}
    stopped = {} if outcome.stopped is None else {"stopped": outcome.stopped}
    return {
        "experiment": printable(experiment.name) or "unnamed",
        "network": "-".join(map(str, experiment.sizes)),
        "parameters": f"{end.state.vector.size:,}",
        "engine": f"{experiment.engine} on {trainer.backend.device}",
        "epochs": f"{end.epoch:,}",
        "steps": f"{end.step:,}",
        "train loss": f"{end.train_loss:.6g}",
        **test,
        **{name.replace("_", " "): f"{value:.6g}" for name, value in end.metrics.items()},
        "time": f"{outcome.duration_s:.3g} s",
        "steps a second": f"{outcome.n_steps / outcome.duration_s:,.0f}" if outcome.duration_s else "none made",
        **stopped,
    }
