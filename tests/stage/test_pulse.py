"""The pulse by itself: it asks once for what is new, and never misses what comes while it waits."""

import pytest

pytestmark = pytest.mark.browser

MOUNT = """async () => {
  const [{ mount }, { tellInspection }] = await Promise.all([import("/pulse/main.js"), import("/page/events.js")]);
  const parentElement = document.body.appendChild(document.createElement("div"));
  let answers = 0;
  let pulse = null;
  window.asked = [];
  window.answer = (drawn) => {
    const setTriggerValue = (name, number) => window.asked.push(number);
    const component = { parentElement, data: [drawn, answers++], setTriggerValue };
    if (pulse) pulse.update(component);
    else pulse = mount(component);
  };
  window.find = (number) => tellInspection({ number, isRunning: false });
}"""


@pytest.fixture
def page(window, site):
    """Return an empty page with a pulse that has drawn nothing."""
    page = window.new_page()
    page.goto(site)
    page.evaluate(MOUNT)
    yield page
    page.close()


def test_news_are_asked_for_once_and_again_after_the_answer(page):
    page.evaluate("answer(0); find(1); find(2)")
    assert page.evaluate("asked") == [1]
    page.evaluate("answer(1)")
    assert page.evaluate("asked") == [1, 2]
    page.evaluate("answer(2)")
    assert page.evaluate("asked") == [1, 2]


def test_run_that_only_begins_is_not_asked_for_again_until_there_is_something_new(page):
    page.evaluate("answer(0); find(5); answer(0); answer(0)")
    assert page.evaluate("asked") == [5]
    page.evaluate("find(6)")
    assert page.evaluate("asked") == [5, 6]


@pytest.mark.parametrize("scroller", ["outer", "inner"])
def test_panel_that_opens_is_brought_into_view_whatever_scrolls(page, scroller):
    """A narrow page scrolls in another element than a wide one."""
    page.evaluate(NEST, scroller)
    page.evaluate("answer(0); answer(1)")
    page.wait_for_function("scroller => document.getElementById(scroller).scrollTop > 100", arg=scroller)


NEST = """(scroller) => {
  document.body.style.margin = 0;
  const [outer, inner] = ["outer", "inner"].map((id) => Object.assign(document.createElement("div"), { id }));
  inner.dataset.testid = "stMain";
  outer.append(inner);
  document.body.prepend(outer);
  Object.assign(document.getElementById(scroller).style, { height: "100vh", overflow: "hidden auto" });
  const [above, below] = [1, 2].map(() => document.createElement("div"));
  above.style.height = below.style.height = "100vh";
  inner.append(above, document.body.lastChild, below);
}"""
