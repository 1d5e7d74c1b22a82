"""For who wants stillness nothing moves."""

import pytest

from tests.chromium import VIEWPORT

pytestmark = pytest.mark.browser

MOTION = """async () => {
  const { Motion } = await import("/stage/network/motion.js");
  const column = (x) => ({ x, tile: 10, ys: [50] });
  const layout = (x) => ({ width: 100, height: 100, columns: [column(x), column(90)] });
  const motion = new Motion(layout(10), [1, 1]);
  motion.head(layout(30), [1, 2], 1000);
  return [motion.isMoving(1001), motion.at(1001).columns[0].x];
}"""
DURATIONS = """root => [root, ...root.querySelectorAll('*')].flatMap((element) => {
  const style = getComputedStyle(element);
  return [style.transitionDuration, style.animationName];
})"""


@pytest.fixture(scope="module")
def window(browser):
    """Return a window in which nothing is to move."""
    window = browser.new_context(viewport=VIEWPORT, reduced_motion="reduce")
    yield window
    window.close()


def test_nothing_moves_for_who_wants_stillness(stage):
    assert stage.page.evaluate(MOTION) == [False, 30]
    assert set(stage.root.evaluate(DURATIONS)) == {"0s", "none"}
