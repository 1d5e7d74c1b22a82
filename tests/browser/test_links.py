"""Links: what is shared is what opens, whatever the link holds."""

import pytest
from playwright.sync_api import expect

from tests.chromium import VIEWPORT

pytestmark = pytest.mark.browser


def test_copied_link_gives_the_same_losses_at_the_same_step(open_stage, browser):
    stage = open_stage("?data=moons&noise=0.2&layers=5-relu+3-tanh-0.2&opt=adam&lr=0.01")
    stage.press("New weights")
    stage.page.wait_for_url("**seed=1*")
    stage.page.get_by_role("button", name="Share", exact=True).click()
    link = stage.page.evaluate("navigator.clipboard.readText()")
    other = browser.new_context(viewport=VIEWPORT)
    twin = open_stage(link.partition("/?")[2].join(["?", ""]), other)
    for tab in (stage, twin):
        tab.page.get_by_label("Step size").select_option("epoch")
        for epoch in (1, 2, 3):
            tab.press("Step: 1 epoch")
            tab.wait(f"data.epoch === '{epoch}'")
    assert stage.step() == twin.step()
    assert stage.number("train-loss") == twin.number("train-loss")
    assert stage.number("test-loss") == twin.number("test-loss")
    other.close()


def test_hostile_link_applies_what_is_valid_and_lists_the_rest(open_stage):
    stage = open_stage("?v=7&data=moons&noise=0.3&lr=nan&layers=99999-tanh&<script>alert(1)</script>=1&n=-5")
    alert = stage.page.get_by_text("Part of the link was not applied")
    expect(alert).to_be_visible()
    for refused in ("lr = nan", "layers = 99999-tanh", "n = -5", "v = 7"):
        expect(stage.page.get_by_text(refused)).to_be_visible()
    stage.page.wait_for_url("**data=moons&noise=0.3")
    stage.press("Run")
    stage.wait("Number(data.step) > 10")


@pytest.mark.parametrize("panel", [None, "Curves"])
def test_browser_back_returns_to_the_experiment_before(stage, panel):
    if panel is not None:
        stage.page.get_by_role("radio", name=panel, exact=True).click()
    stage.page.get_by_role("radio", name="Moons").click()
    stage.page.wait_for_url("**data=moons*")
    if panel is not None:
        stage.page.get_by_role("radio", name="Log", exact=True).click()
        stage.page.get_by_role("radio", name="Log", exact=True, checked=True).wait_for()
    run = stage.number("run")
    stage.page.go_back()
    stage.page.wait_for_url(lambda url: "moons" not in url)
    stage.wait(f"Number(data.run) !== {run}")
