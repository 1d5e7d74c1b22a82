"""A panel on the real page, and what its figures hold."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.stage import Stage

THIRTY_A_SECOND = "3"  # of the slider's places


def open_panel(stage: Stage, name: str, *choices: str) -> None:
    """Open a panel and choose what stands side by side in it."""
    choose(stage, name, *choices)


def choose(stage: Stage, *names: str) -> None:
    """Choose of what stands side by side, one after another."""
    for name in names:
        stage.page.get_by_role("radio", name=name, exact=True).click()


def run_slowly(stage: Stage) -> None:
    """Let the run go on, few updates a second: at full speed it would take a core from all that is waited for."""
    stage.page.get_by_role("slider", name="Speed").fill(THIRTY_A_SECOND)
    stage.press("Run")


def pause(stage: Stage) -> None:
    """Let the run pause, and wait until it has."""
    stage.press("Pause")
    stage.expect_state("paused")


def figure(stage: Stage, label: str) -> Locator:
    """Return the figure that is described so, once it is drawn."""
    found = stage.page.get_by_role("figure", name=label)
    expect(found.locator(".main-svg").first).to_be_visible()
    return found


def value(plot: Locator, expression: str) -> Any:
    """Return what an expression of a figure's element `plot` is."""
    return plot.evaluate(f"plot => {expression}")


def wait_for(plot: Locator, condition: str) -> None:
    """Wait until a condition on a figure's element `plot` holds."""
    plot.page.wait_for_function(f"plot => {condition}", arg=plot.element_handle())
