"""The page as the keyboard sees it: where the focus is, and how Tab gets it elsewhere."""

from playwright.sync_api import Page

MOST_TABS = 80
FOCUSED = """() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element.getAttribute("aria-label") ?? element.textContent;
}"""


def focused(page: Page) -> str:
    """Return the name of what has the focus."""
    return str(page.evaluate(FOCUSED))


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until something of this name has the focus."""
    for _ in range(MOST_TABS):
        if focused(page) == name:
            return
        page.keyboard.press(key)
    raise AssertionError(f"Tab does not come to {name!r}")
