"""Going back to an earlier moment of the run: the slider under the loss curve, the curve itself, the film."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def trained(open_stage):
    """Return a stage whose run has come some way and is paused."""
    stage = open_stage()
    stage.press("Run")
    stage.wait("Number(data.step) > 200")
    stage.press("Pause")
    stage.expect_state("paused")
    return stage


@pytest.fixture
def stepped(open_stage):
    """Return a stage whose run has made four epochs, one by one."""
    stage = open_stage()
    stage.page.get_by_label("Step size").select_option("epoch")
    make_epochs(stage, 4)
    return stage


def test_slider_shows_a_past_moment_and_back_to_now_returns(trained):
    step, loss = trained.step(), trained.number("train-loss")
    look_at(trained, 5)
    assert trained.step() < step / 2
    assert trained.number("train-loss") > loss
    expect(trained.page.get_by_text("You are looking at epoch")).to_be_visible()
    in_time(trained, "Back to now").click()
    trained.expect_step(step)
    assert trained.number("train-loss") == loss
    expect(trained.page.get_by_text("You are looking at epoch")).to_be_hidden()


def test_training_on_from_a_past_moment_repeats_itself_exactly(stepped):
    loss = stepped.number("train-loss")
    look_at(stepped, 1)
    assert stepped.number("epoch") < 4
    make_epochs(stepped, 4)
    assert stepped.root.get_attribute("data-moment") == ""
    assert stepped.number("train-loss") == loss


def test_banner_offers_to_train_on_from_there(trained):
    step = trained.step()
    look_at(trained, 3)
    trained.press("Train on from here")
    trained.expect_state("running")
    trained.wait(f"data.moment === '' && Number(data.step) > {step}")


def test_film_shows_every_moment_and_ends_at_the_present(stepped):
    step, n_moments = stepped.step(), int(stepped.number("moments"))
    stepped.root.evaluate("""root => {
        window.seen = [];
        const observer = new MutationObserver(() => window.seen.push(root.dataset.moment));
        observer.observe(root, { attributeFilter: ["data-moment"] });
    }""")
    in_time(stepped, "Play back").click()
    stepped.page.wait_for_function("window.seen.at(-1) === ''")
    assert stepped.page.evaluate("window.seen") == [*map(str, range(n_moments)), ""]
    assert stepped.step() == step
    expect(in_time(stepped, "Play back")).to_be_visible()


def test_looking_back_pauses_the_run(open_stage):
    stage = open_stage()
    stage.press("Run")
    stage.wait("Number(data.moments) > 20")
    look_at(stage, 10)
    stage.expect_state("paused")


def test_pressing_on_the_loss_curve_shows_that_epoch(trained):
    last = trained.number("epoch")
    x, y, width = curve_axis(trained)
    trained.page.mouse.click(x + width / 2, y)
    trained.wait("data.moment !== ''")
    assert trained.number("epoch") == pytest.approx(last / 2, rel=0.25)


def test_setting_changed_while_it_trains_is_marked_on_the_curve(trained):
    trained.page.get_by_role("combobox", name="Learning rate").select_option("0.1")
    trained.wait_for_query("lr=0.1")
    step = trained.step()
    trained.press("Run")
    trained.wait(f"Number(data.step) > {2 * step}")
    trained.press("Pause")
    x, y, width = curve_axis(trained)
    told = trained.page.locator(".curves .tooltip")
    for at in range(0, int(width), 4):
        trained.page.mouse.move(x + at, y)
        if "0.03 → 0.1" in told.inner_text():
            return
    pytest.fail("no mark says that the learning rate was changed")


def test_nothing_to_go_back_to_before_the_first_step(open_stage):
    slider = open_stage().page.get_by_label("Moment")
    expect(slider).to_be_disabled()
    expect(slider).to_have_attribute("title", "Nothing is kept yet: press Run")


def test_reason_why_a_rule_stopped_the_run_is_shown_until_the_next_command(open_stage):
    stage = open_stage("?stop=3")
    stage.press("Run")
    reason = stage.page.get_by_text("Stopped after 3 epochs, as set.")
    expect(reason).to_be_visible()
    stage.expect_state("paused")
    look_at(stage, 0)
    expect(reason).to_be_hidden()
    stage.press("Step: 1 batch")
    stage.expect_step(1)
    expect(reason).to_be_hidden()


def make_epochs(stage, n_epochs):
    """Step on, epoch by epoch, until so many are made."""
    while (epoch := stage.number("epoch")) < n_epochs:
        stage.press("Step: 1 epoch")
        stage.wait(f"Number(data.epoch) === {epoch + 1} && data.runState === 'paused'")


def look_at(stage, at):
    """Put the slider on a kept moment and wait until it is shown."""
    stage.page.get_by_label("Moment").fill(str(at))
    stage.wait(f"data.moment === '{at}'")


def in_time(stage, name):
    """Return the button of this name beside the slider."""
    return stage.page.get_by_role("region", name="Time").get_by_role("button", name=name)


def curve_axis(stage):
    """Return where the curve's axis begins, a height inside the plot, and how long the axis is, in pixels."""
    slider = stage.page.get_by_label("Moment").bounding_box()
    plot = stage.page.get_by_role("img", name="Loss curves").bounding_box()
    return slider["x"] + 8, plot["y"] + plot["height"] / 2, slider["width"] - 16
