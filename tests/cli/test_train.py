"""`playground train`: what it can be asked for, what it prints, and how it ends."""

import json
import os
import signal
from itertools import pairwise

import pytest

from playground.cli import main, sources, training
from playground.cli.consoles import make_console
from playground.cli.shows import showing
from playground.spec import Experiment, list_presets, load_preset
from playground.spec.link import query_text
from playground.training import Trainer

BLOWS_UP = "data=circle&layers=8-relu+8-relu&out=linear&loss=mean_squared_error&lr=100"


def table_of(text):
    """Return the rows of a printed table by their first column."""
    rows = [line.split("  ", 1) for line in text.splitlines() if "  " in line.strip()]
    return {name.strip(): value.strip() for name, value in rows}


def test_table_tells_what_the_trainer_tells(capsys):
    assert main(["train", "2-spiral", "--engine", "numpy", "--epochs", "3"]) == 0
    rows = table_of(capsys.readouterr().out)
    trainer = Trainer(load_preset("3-deep-networks/2-spiral"), engine="numpy")
    trainer.run(epochs=3)
    end = trainer.snapshot()
    assert rows["train loss"] == f"{end.train_loss:.6g}"
    assert rows["test loss"] == f"{end.test_loss:.6g}"
    assert rows["train accuracy"] == f"{end.metrics['train_accuracy']:.6g}"
    assert (rows["epochs"], rows["steps"], rows["parameters"]) == ("3", str(end.step), "105")
    assert rows["engine"] == "numpy on CPU"
    assert rows["time"].endswith(" s")
    assert float(rows["steps a second"].replace(",", "")) > 0


def test_without_a_test_part_no_test_figures_are_printed(capsys):
    assert main(["train", "split=1&engine=numpy", "--epochs", "1"]) == 0
    rows = table_of(capsys.readouterr().out)
    assert "train loss" in rows
    assert "test loss" not in rows


@pytest.mark.parametrize("preset", list_presets())
def test_preset_is_found_by_all_its_names(preset):
    stem, experiment = preset.rpartition("/")[2], load_preset(preset)
    for name in (preset, stem, stem.partition("-")[2], experiment.name, experiment.name.upper()):
        assert sources.find_experiment(name) == experiment


def test_links_and_files_are_read(tmp_path):
    experiment = load_preset("3-deep-networks/2-spiral")
    path = tmp_path / "a=b.json"
    path.write_text(experiment.model_dump_json())
    query = query_text(experiment)
    for source in (query, f"?{query}", f"https://example.org/playground/?{query}#top", str(path)):
        assert sources.find_experiment(source) == experiment
    assert sources.find_experiment("https://example.org/playground/") == Experiment()


def test_unknown_preset_is_wrong_usage_and_near_ones_are_named(capsys):
    assert main(["train", "sprial"]) == 2
    error = capsys.readouterr().err
    assert "there is no preset 'sprial' (did you mean 2-spiral?)" in error
    for preset in list_presets():
        assert load_preset(preset).name in error


def test_unknown_engine_is_wrong_usage_and_all_are_named(capsys):
    assert main(["train", "spiral", "--engine", "abacus"]) == 2
    error = capsys.readouterr().err
    assert "'abacus'" in error
    assert "graph_variables" in error


def test_engine_that_cannot_train_it_is_wrong_usage_with_the_reason(capsys):
    assert main(["train", "spiral", "--engine", "variables"]) == 2
    assert "the engine variables does plain sgd, not adam" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (
            json.dumps({"data": {"noise": 9}, "training": {"batch_size": 0}}),
            ["data.noise: Input", "0.0 to 1.0", "training.batch_size: Input", "1 to 5000"],
        ),
        ("{", ["Invalid JSON"]),
    ],
)
def test_broken_file_is_wrong_usage_with_every_path_and_range(capsys, tmp_path, text, reasons):
    path = tmp_path / "broken.json"
    path.write_text(text)
    assert main(["train", str(path)]) == 2
    error = capsys.readouterr().err
    for reason in [str(path), *reasons]:
        assert reason in error


def test_missing_file_is_wrong_usage(capsys, tmp_path):
    assert main(["train", str(tmp_path / "none.json")]) == 2
    assert "No such file" in capsys.readouterr().err


def test_link_with_a_refused_value_is_wrong_usage(capsys):
    assert main(["train", "noise=7&data=circle&colour=red"]) == 2
    error = capsys.readouterr().err
    assert "noise=7" in error
    assert "colour=red" in error


@pytest.mark.parametrize("epochs", ["0", "-1", "many", "1.5"])
def test_epochs_that_are_no_count_are_wrong_usage(capsys, epochs):
    with pytest.raises(SystemExit, match="2"):
        main(["train", "spiral", f"--epochs={epochs}"])
    assert "whole number" in capsys.readouterr().err


def test_diverged_run_fails_and_tells_the_step_and_prints_the_table(capsys):
    assert main(["train", BLOWS_UP, "--engine", "numpy", "--epochs", "40"]) == 1
    printed = capsys.readouterr()
    trainer = Trainer(sources.read_link(BLOWS_UP), engine="numpy")
    while trainer.snapshot().is_finite:
        trainer.run(steps=1)
    assert f"diverged at step {trainer.position.step};" in printed.err
    assert table_of(printed.out)["steps"] == str(trainer.position.step - 1)
    assert all(value not in ("inf", "nan") for value in table_of(printed.out).values())


def test_interrupt_prints_the_table_up_to_there(capsys, monkeypatch):

    class Interrupted(Trainer):
        def run(self, steps=0, epochs=0):
            super().run(steps, epochs)
            if self.position.epoch >= 2:
                os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr("playground.cli.train.Trainer", Interrupted)
    before = signal.getsignal(signal.SIGINT)
    assert main(["train", "spiral", "--engine", "numpy", "--epochs", "1000000"]) == 130
    assert signal.getsignal(signal.SIGINT) is before
    rows = table_of(capsys.readouterr().out)
    assert 2 <= int(rows["epochs"]) < 1000
    assert "train loss" in rows


def test_ctrl_c_does_what_it_did_before_once_a_run_is_complete():
    before = signal.getsignal(signal.SIGINT)
    assert main(["train", "two-clouds", "--engine", "numpy", "--epochs", "1"]) == 0
    assert signal.getsignal(signal.SIGINT) is before


def test_without_a_terminal_lines_are_plain(capsys):
    assert main(["train", "two-clouds", "--engine", "numpy", "--epochs", "400"]) == 0
    printed = capsys.readouterr()
    assert printed.err.splitlines()[-1].startswith("epoch 400 of 400: train loss ")
    assert "\x1b" not in printed.out + printed.err


def test_without_a_terminal_progress_is_ten_lines_however_often_it_is_shown(capsys):
    trainer = Trainer(Experiment(), engine="numpy")
    with showing(make_console(stderr=True), n_epochs=40) as show:
        for _ in range(40):
            trainer.run(epochs=1)
            show(trainer.snapshot())
            show(trainer.snapshot())
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in lines] == [f"epoch {epoch} of 40" for epoch in range(4, 41, 4)]


def test_pieces_are_short_but_never_go_past_the_last_epoch():
    trainer = Trainer(Experiment(), engine="numpy")
    seen, now = [], [0.0]

    def clock():
        now[0] += 0.01  # so a piece of any length takes 10 ms
        return now[0]

    outcome = training.train(trainer, 6, seen.append, lambda: False, clock)
    steps = [moment.step for moment in seen]
    assert steps[-1] == outcome.n_steps == 6 * 25
    assert outcome.is_complete
    assert outcome.snapshot.epoch == 6
    assert [later - earlier for earlier, later in pairwise([0, *steps])][:3] == [1, 4, 16]
    assert outcome.duration_s == pytest.approx(0.01 * len(seen))


@pytest.mark.parametrize(
    ("rule", "reason"),
    [("stop=3", "Stopped after 3 epochs, as set."), ("stop=1", "Stopped after 1 epoch, as set.")],
)
def test_stop_rule_of_the_experiment_ends_the_training_and_says_why(capsys, rule, reason):
    assert main(["train", f"{rule}&engine=numpy", "--epochs", "50"]) == 0
    rows = table_of(capsys.readouterr().out)
    assert rows["stopped"] == reason
    assert rows["epochs"] == reason.split()[2]


def test_without_a_stop_rule_nothing_is_said_of_one(capsys):
    assert main(["train", "engine=numpy", "--epochs", "1"]) == 0
    assert "stopped" not in table_of(capsys.readouterr().out)


def test_patience_ends_the_training_with_the_best_weights():
    trainer = Trainer(sources.read_link("data=xor&noise=0.5&n=20&lr=3&patience=3&engine=numpy"))
    outcome = training.train(trainer, 1000, lambda _: None, lambda: False)
    assert outcome.is_complete
    assert "The weights of epoch" in outcome.stopped
    assert outcome.snapshot.test_loss == min(point.test_loss for point in trainer.history.points[1:])
