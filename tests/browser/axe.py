"""What axe-core, as npm installs it, finds on a page."""

from playwright.sync_api import Page

from tests.javascript.tools import installed

ALLOWED: dict[tuple[str, str], str] = {}
"""(rule of axe-core, part of the element's HTML) -> why it stays."""
LISTED = "async () => (await axe.run()).violations"


def violations(page: Page) -> list[str]:
    """Return what is found, of whatever severity, and is not allowed, a line an element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(installed("axe-core/axe.min.js").read_text("utf-8"))
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} {node['target']}: {node['failureSummary']}"
        for rule in page.evaluate(LISTED)
        for node in rule["nodes"]
        if not any(rule["id"] == name and part in node["html"] for name, part in ALLOWED)
    ]
