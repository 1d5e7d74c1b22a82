"""What axe-core, as npm installs it, finds on a page."""

from playwright.sync_api import Page

from playground.views.palette import GROUNDS
from tests.javascript.tools import installed

ALLOWED: dict[tuple[str, str], str] = {}
"""(rule of axe-core, part of the element's HTML) -> why it stays."""
COLORS = ["color-contrast", "link-in-text-block"]
"""The rules about colours (axe-core's "cat.color"); all others ask what is there, which no theme changes."""
LISTED = "async (options) => (await axe.run(options)).violations"


def violations(page: Page, *rules: str) -> list[str]:
    """Return what breaks these rules, or any, of whatever severity, and is not allowed, a line an element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(installed("axe-core/axe.min.js").read_text("utf-8"))
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} {node['target']}: {node['failureSummary']}"
        for rule in page.evaluate(LISTED, {"runOnly": list(rules)} if rules else {})
        for node in rule["nodes"]
        if not any(rule["id"] == name and part in node["html"] for name, part in ALLOWED)
    ]


def violations_in_either_theme(page: Page, wait_for_ground: str) -> list[str]:
    """Return what breaks any rule in the theme that the page is seen in, and those about colours in the other.

    Args:
        page: which follows the system's theme.
        wait_for_ground: a JavaScript condition on `ground`, the colour of the theme's ground: it is seen in that.
    """
    seen, other = ("dark", "light") if page.evaluate(IS_DARK) else ("light", "dark")
    found = []
    for theme, rules in ((seen, []), (other, COLORS)):
        page.emulate_media(color_scheme=theme)
        page.wait_for_function(f"ground => {wait_for_ground}", arg=GROUNDS[theme][0])
        found += [f"{theme}: {violation}" for violation in violations(page, *rules)]
    return found


IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
