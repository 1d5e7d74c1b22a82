"""The benchmark: its rows are those of the budget, and the arithmetic holds."""

import json
from dataclasses import replace

import numpy as np
import pytest

from playground.cli import bench, main
from playground.cli.bench import measuring
from playground.cli.bench.peers import JAX, KERAS_BATCH, KERAS_FIT, SCIKIT_LEARN, TORCH
from playground.cli.bench.rows import DEEP, MIDDLE, ROWS, TINY, WIDE, Painting, Race
from playground.cli.bench.workloads import Workload

TWO_CLASSES = Workload((2, 4, 2, 1), "tanh", batch_size=5, n_samples=20, n_steps=12)


def test_rows_are_those_of_the_budget():
    races = {(row.engine, row.workload.sizes, row.peer): row.bar for row in ROWS if isinstance(row, Race)}
    assert races == {
        ("compiled", (2, 4, 2, 1), SCIKIT_LEARN): 50,
        ("compiled", (2, 4, 2, 1), JAX): 4,
        ("compiled", (2, 4, 2, 1), KERAS_BATCH): 300,
        ("compiled", (2, 8, 8, 8, 8, 8, 8, 1), SCIKIT_LEARN): 40,
        ("compiled", (2, 8, 8, 8, 8, 8, 8, 1), JAX): 4,
        ("compiled", (64, 128, 64, 10), SCIKIT_LEARN): 6,
        ("compiled", (64, 128, 64, 10), TORCH): 5,
        ("compiled", (64, 128, 64, 10), JAX): 0.9,
        ("compiled", (784, 512, 512, 10), TORCH): 0.9,
        ("numpy", (2, 4, 2, 1), SCIKIT_LEARN): 3,
        ("xla", (2, 4, 2, 1), KERAS_BATCH): 50,
        ("xla", (784, 512, 512, 10), KERAS_FIT): 2,
    }
    assert [row.bar_s for row in ROWS if isinstance(row, Painting)] == [0.003]


@pytest.mark.parametrize("workload", [TINY, DEEP, MIDDLE, WIDE], ids=lambda workload: str(workload.sizes))
def test_workload_passes_all_samples_before_any_comes_again(workload):
    assert workload.n_samples % workload.batch_size == 0
    order = workload.batches.ravel()
    assert len(order) == workload.n_steps * workload.batch_size
    first = order[: workload.n_samples]
    assert len(np.unique(first)) == len(first)


def test_ratio_is_the_peers_median_by_ours_for_one_step():
    race = Race("numpy", "tiny", TWO_CLASSES, SCIKIT_LEARN, bar=3)
    result = race.result([[0.12, 0.24, 7.0], [0.96, 0.1, 1.2]])
    assert (result.ours_s, result.peer_s) == pytest.approx((0.02, 0.08))
    assert result.ratio == pytest.approx(4)
    assert result.is_held
    assert not replace(race, bar=4.1).result([[0.24], [0.96]]).is_held


def test_painting_is_held_to_its_longest_time():
    assert Painting(bar_s=0.003).result([[0.002, 0.003, 0.009]]).is_held
    assert not Painting(bar_s=0.003).result([[0.002, 0.0031, 0.009]]).is_held


class Worker:
    """Takes its time on a clock that nothing else moves, and keeps a diary."""

    def __init__(self, name, takes_s, diary):
        self.name, self.takes_s, self.diary = name, takes_s, diary

    def run(self):
        self.diary.append(self.name)
        Worker.now += self.takes_s


def test_contestants_take_turns_and_the_first_round_does_not_count():
    Worker.now, diary = 0.0, []
    contestants = [Worker("ours", 0.5, diary), Worker("peer", 2.0, diary)]
    times = measuring.interleaved(contestants, n_rounds=2, least_s=1.0, clock=lambda: Worker.now)
    assert times == [[0.5, 0.5], [2.0, 2.0]]
    assert diary == ["ours", "ours", "peer"] * 3


def test_one_row_is_timed_in_a_process_of_its_own(capsys):
    assert main(["bench", "--quick", "--only", "numpy"]) == 0
    table = capsys.readouterr().out
    assert "numpy: 2-4-2-1 tanh, batch 10" in table
    assert "scikit-learn partial_fit" in table
    assert "held" in table or "missed" in table
    assert "tests.benchmarks.live_view" in table


def test_peers_that_are_not_installed_are_named_and_skipped(capsys, monkeypatch):
    missing = replace(JAX, package="a_package_that_nobody_has")
    rows = tuple(replace(row, peer=missing) for row in ROWS if row.peer is JAX)
    monkeypatch.setattr(bench, "ROWS", rows)
    assert main(["bench"]) == 0
    assert "JAX: not installed, skipped (3 rows)" in capsys.readouterr().out


def test_row_that_cannot_be_timed_is_named_and_the_command_fails(capsys, monkeypatch):
    monkeypatch.setattr(bench, "ROUNDS", {True: ("no number", "0.01")})
    assert main(["bench", "--quick", "--only", "maps"]) == 1
    error = capsys.readouterr().err
    assert "all maps" in error
    assert "ValueError: invalid literal for int()" in error
    assert "Traceback" not in error


def test_text_that_no_row_holds_is_wrong_usage(capsys):
    assert main(["bench", "--only", "abacus"]) == 2
    assert "compiled: 2-4-2-1 tanh, batch 10, against Keras train_on_batch" in capsys.readouterr().err


def test_child_is_held_to_one_thread(monkeypatch):
    asked = {}

    def fake_run(_command, **keywords):
        asked.update(keywords["env"])
        return type("Done", (), {"returncode": 0, "stdout": json.dumps([[0.001]]), "stderr": ""})

    monkeypatch.setattr(bench.subprocess, "run", fake_run)
    assert main(["bench", "--only", "maps"]) == 0
    assert {name: asked[name] for name in measuring.ONE_THREAD} == measuring.ONE_THREAD
