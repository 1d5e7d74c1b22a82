"""Going back to an earlier moment of a run that a worker trains."""

import pytest

pytestmark = pytest.mark.browser

QUERY = "?engine=numpy"


@pytest.fixture
def stepped(open_stage):
    """Return a stage whose run has made four epochs, one by one."""
    stage = open_stage(QUERY)
    stage.page.get_by_label("Step size").select_option("epoch")
    make_epochs(stage, 4)
    return stage


def test_training_on_from_a_past_moment_repeats_itself_exactly(stepped):
    loss = stepped.number("train-loss")
    look_at(stepped, 1)
    assert stepped.number("epoch") < 4
    make_epochs(stepped, 4)
    assert stepped.root.get_attribute("data-moment") == ""
    assert stepped.number("train-loss") == loss


def make_epochs(stage, n_epochs):
    """Step on, epoch by epoch, until so many are made."""
    while (epoch := stage.number("epoch")) < n_epochs:
        stage.press("Step: 1 epoch")
        stage.wait(f"Number(data.epoch) === {epoch + 1} && data.runState === 'paused'")


def look_at(stage, at):
    """Put the slider on a kept moment and wait until it is shown."""
    stage.page.get_by_label("Moment").fill(str(at))
    stage.wait(f"data.moment === '{at}'")
