"""The locks above the columns: freezing layers and thawing them again, while the network trains."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LEAST_PX = 24  # WCAG 2.5.8
LEVELS = {"wide": 2, "medium": 4, "tiny": 12}  # hidden layers


def loss_stays(stage):
    """Return whether the loss is the same after some more updates."""
    loss, step = stage.number("train-loss"), stage.step()
    stage.wait(f"Number(data.step) > {step + 20}")
    return stage.number("train-loss") == loss


def test_lock_freezes_and_thaws_a_layer_in_the_run_that_goes_on(stage):
    stage.press("Run")
    stage.wait("Number(data.step) > 20")
    run = stage.number("run")
    stage.press("Freeze Hidden 1")
    stage.wait_for_query("layers=4-tanh-frozen+2-tanh")
    lock = stage.page.get_by_role("button", name="Freeze Hidden 1", exact=True)
    expect(lock).to_have_attribute("aria-pressed", "true")
    assert "its weights stay as they are while the others learn" in lock.get_attribute("title")
    assert not loss_stays(stage), "the other layers learn"
    stage.press("Freeze Hidden 2")
    stage.press("Freeze Output")
    stage.wait_for_query("layers=4-tanh-frozen+2-tanh-frozen")
    stage.wait_for_query("outfrozen=1")
    assert loss_stays(stage), "no layer learns"
    stage.press("Freeze Output")
    stage.page.wait_for_function("!query.includes('outfrozen')")
    expect(stage.page.get_by_role("button", name="Freeze Output", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )
    assert not loss_stays(stage), "the output learns again"
    stage.expect_state("running")
    assert stage.number("run") == run


@pytest.mark.parametrize("level", LEVELS)
def test_locks_lie_whole_and_apart_from_the_other_buttons(open_stage, level):
    stage = open_stage("?outfrozen=1&layers=" + "+".join(["4-tanh-frozen", "2-tanh"] * (LEVELS[level] // 2)))
    headers = stage.page.locator(".headers")
    expect(headers).to_have_attribute("data-level", level)
    expect(headers.locator(".lock[aria-pressed=true]")).to_have_count(LEVELS[level] // 2 + 1)
    outer = stage.page.locator(".network").bounding_box()
    boxes = [button.bounding_box() for button in headers.get_by_role("button").all()]
    units = [button.bounding_box() for button in headers.get_by_role("button", name=" a neuron ").all()]
    assert min(min(box["width"], box["height"]) for box in units) >= LEAST_PX
    locks = [lock.bounding_box() for lock in headers.locator(".lock").all()]
    assert len(locks) == LEVELS[level] + 1
    for lock in locks:
        assert overlap(lock, outer) == (lock["width"], lock["height"])
        others = [box for box in boxes if box != lock]
        assert [box for box in others if min(overlap(lock, box)) > 0] == []


def overlap(one, other):
    """Return how wide and how high the part is that two boxes share; negative where they are apart."""
    return tuple(
        min(one[start] + one[size], other[start] + other[size]) - max(one[start], other[start])
        for start, size in (("x", "width"), ("y", "height"))
    )
