"""What a page looks like to the eye and the finger: how large words and lines are, and what lies over what."""

from typing import Any

from playwright.sync_api import BrowserContext, Page

RECORD = """
window.drawn = { words: {}, lines: {}, letters: {}, inks: {} };
const pen = CanvasRenderingContext2D.prototype;
const note = (kind, name, size) => {
  window.drawn[kind][name] = Math.min(size, window.drawn[kind][name] ?? Infinity);
};
const { fillText, stroke, strokeRect } = pen;
pen.fillText = function (text, ...rest) {
  note("words", text, parseFloat(/([\\d.]+)px/.exec(this.font)[1]) * this.getTransform().a);
  note("letters", this.fillStyle, this.globalAlpha);
  return fillText.call(this, text, ...rest);
};
for (const [name, draw] of Object.entries({ stroke, strokeRect })) {
  pen[name] = function (...rest) {
    const place = new Error().stack.split("\\n")[2].trim();
    note("lines", `${name} ${this.strokeStyle} ${place}`, this.lineWidth * this.getTransform().a);
    note("inks", this.strokeStyle, this.globalAlpha);
    return draw.apply(this, rest);
  };
}
"""
"""A script that keeps of every word and every line that any canvas draws the smallest size and the palest ink."""

HELPERS = """
const everything = (root) => [...root.querySelectorAll("*")].flatMap((element) =>
  [element, ...(element.shadowRoot ? everything(element.shadowRoot) : [])]);
const isSeen = (element) => {
  const { width, height } = element.getBoundingClientRect();
  const isSpoken = element.closest(".unseen, option") !== null;
  return width > 1 && height > 1 && !isSpoken && element.checkVisibility({ visibilityProperty: true });
};
const stageOf = () => everything(document).find((element) => element.matches("[data-run-state]"));
const pixels = (element, property) => parseFloat(getComputedStyle(element)[property]) * element.currentCSSZoom;
const ownText = (element) => {
  if (element.matches("select")) return element.selectedOptions[0]?.text;
  if (element.matches("input[type=text]")) return element.value;
  return [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.data.trim() : "")).join("");
};
const CONTROLS = `button, select, summary, label.check, input:not([type=checkbox], [type=range]),
  [role=radio], [role=slider], [role=combobox]`;
"""

WORDS = f"""() => {{
  {HELPERS}
  const speaking = [...stageOf().querySelectorAll("*")].filter((element) => ownText(element) && isSeen(element));
  return Object.fromEntries(speaking.map((element) => [ownText(element), pixels(element, "fontSize")]));
}}"""

FIELDS = f"""() => {{
  {HELPERS}
  const pen = document.createElement("canvas").getContext("2d");
  const hex = (color) => {{
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    const channels = [...pen.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
    return `#${{channels.map((value) => value.toString(16).padStart(2, "0")).join("")}}`;
  }};
  const edge = (element) => {{
    const around = [element, element.parentElement, element.parentElement?.parentElement].filter(Boolean);
    const outlined = around.map((one) => getComputedStyle(one)).find((style) => parseFloat(style.borderTopWidth) > 0);
    return outlined ? hex(outlined.borderTopColor) : "none";
  }};
  const kinds = "select, textarea, input:not([type=checkbox], [type=radio], [type=range], [type=file], .units)";
  const found = everything(document).filter((element) => element.matches(kinds) && isSeen(element));
  return found.map((element) => [element.ariaLabel ?? element.id, edge(element)]);
}}"""

BORDERS = f"""() => {{
  {HELPERS}
  const widths = {{}};
  for (const element of [...stageOf().querySelectorAll("*")].filter(isSeen)) {{
    for (const side of ["Top", "Right", "Bottom", "Left"]) {{
      const width = pixels(element, `border${{side}}Width`);
      if (width > 0) widths[`${{element.tagName}}.${{element.className}} ${{side}}`] = width;
    }}
  }}
  return widths;
}}"""

FIND_CONTROLS = f"""() => {{
  {HELPERS}
  const found = everything(document).filter((element) => element.matches(CONTROLS) && isSeen(element));
  return found.map((element) => {{
    const {{ left, top, right, bottom }} = element.getBoundingClientRect();
    const name = element.getAttribute("aria-label") ?? element.textContent.trim();
    return {{ name, left, top, right, bottom }};
  }});
}}"""

IS_SEEN_ON = """(() => {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(ground.slice(at, at + 2), 16));
  const isSettled = document.getAnimations().every((animation) => animation.playState !== "running");
  const isOld = document.querySelector("[data-stale=true]") !== null; // which Streamlit dims
  const { backgroundColor } = getComputedStyle(document.querySelector(".stApp"));
  return isSettled && !isOld && backgroundColor === `rgb(${red}, ${green}, ${blue})`;
})()"""
"""Whether the whole page is seen on a `ground`, nothing of it is old, and nothing is still on its way."""


def record(context: BrowserContext) -> BrowserContext:
    """Let every page of a window keep what its canvases draw."""
    context.add_init_script(RECORD)
    return context


def drawn(page: Page, kind: str) -> dict[str, float]:
    """Return what canvases have drawn since the page was opened.

    Args:
        page: whose canvases.
        kind: "words" or "lines", each with its size in pixels of the screen, or "letters" or "inks": the colours of
            words and of lines, each with how much it covers, 0..1.
    """
    found: dict[str, float] = page.evaluate("kind => window.drawn[kind]", kind)
    return found


def words(page: Page) -> dict[str, float]:
    """Return the size in pixels of everything that the stage says outside its canvases."""
    sizes: dict[str, float] = page.evaluate(WORDS)
    return sizes


def borders(page: Page) -> dict[str, float]:
    """Return the width in pixels of all borders on the stage."""
    widths: dict[str, float] = page.evaluate(BORDERS)
    return widths


def fields(page: Page) -> list[tuple[str, str]]:
    """Return of everything that can be filled in or chosen from its name and its border's colour, "none" without one.

    A number of neurons has none: it stands between its buttons.
    """
    return [(name, color) for name, color in page.evaluate(FIELDS)]


def controls(page: Page) -> list[dict[str, Any]]:
    """Return everything that can be pressed: its name and its box."""
    found: list[dict[str, Any]] = page.evaluate(FIND_CONTROLS)
    return found


def overlaps(page: Page) -> list[str]:
    """Return all pairs of controls that lie over each other by more than a pixel."""
    found = controls(page)
    return [
        f"{one['name']} over {other['name']}"
        for at, one in enumerate(found)
        for other in found[at + 1 :]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    ]


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    script = """() => Math.max(...[document.documentElement, ...document.querySelectorAll(
        '[data-testid="stMain"], [data-testid="stAppViewContainer"]')].map((e) => e.scrollWidth - e.clientWidth))"""
    return int(page.evaluate(script))
