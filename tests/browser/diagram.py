"""Finding what the network diagram shows: it is a picture, so by pointing, until the tooltip says the words."""

from collections.abc import Iterable

from playwright.sync_api import Locator

from tests.browser.stage import Stage

Point = tuple[float, float]


def tooltip(stage: Stage) -> Locator:
    """Return the tooltip of the diagram."""
    return stage.page.locator(".network .tooltip")


def click_neuron(stage: Stage, column: str, unit: int) -> None:
    """Click a neuron of a hidden layer; units count from 1."""
    _click_where(stage, _down(stage, column), f"{column}, neuron {unit}")


def click_beside(stage: Stage, column: str, words: str) -> None:
    """Click the first thing left of a hidden layer of which the tooltip says these words, such as "Weight"."""
    _click_where(stage, ((x, y) for x, _ in _across(stage, column) for _, y in _down(stage, column)), words)


def texts_down(stage: Stage, column: str) -> dict[str, str]:
    """Return what the tooltip says of all the neurons of a hidden layer, by their names."""
    texts = (_text_at(stage, point) for point in _down(stage, column))
    return dict(text.split("\n", 1) for text in texts if text)


def _click_where(stage: Stage, points: Iterable[Point], words: str) -> None:
    for point in points:
        if words in _text_at(stage, point):
            stage.page.mouse.click(*point)
            return
    raise AssertionError(f"nothing in the diagram says {words!r}")


def _text_at(stage: Stage, point: Point) -> str:
    stage.page.mouse.move(*point)
    stage.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return tooltip(stage).inner_text() if tooltip(stage).is_visible() else ""


def _down(stage: Stage, column: str) -> list[Point]:
    header, network = _boxes(stage, column)
    middle, below = header["x"] + header["width"] / 2, header["y"] + header["height"]
    return [(middle, y) for y in range(int(below) + 10, int(network["y"] + network["height"]) - 70, 12)]


def _across(stage: Stage, column: str) -> list[Point]:
    header, _ = _boxes(stage, column)
    middle, below = header["x"] + header["width"] / 2, header["y"] + header["height"]
    return [(x, below) for x in range(int(middle) - 36, int(middle) - 90, -4)]


def _boxes(stage: Stage, column: str) -> list[dict[str, float]]:
    places = (
        stage.page.get_by_role("group", name=column, exact=True),
        stage.page.get_by_role("region", name="Network"),
    )
    return [dict(place.bounding_box() or {}) for place in places]
