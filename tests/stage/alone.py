"""The stage alone on an empty page, with a run of its own in this process."""

import itertools
from typing import Any

from playwright.sync_api import BrowserContext, Page

from playground.ui.assets import asset_text
from playground.ui.components.stage import STYLES
from tests.browser.stage import Stage
from tests.stage.host import Host

MAIN = "stage/app/main.js"  # from the components' folder
STYLE = "".join(asset_text("stage", name) for name in STYLES)
_numbers = itertools.count(1)


class Alone(Stage):
    """A stage without Streamlit, and who answers it."""

    def __init__(self, page: Page, host: Host) -> None:
        super().__init__(page)
        self.host = host

    def wait_for_query(self, part: str) -> None:
        """Wait until the link of the experiment that the stage was handed has this part, such as "lr=0.1"."""
        self.page.wait_for_function("part => window.query.split('&').includes(part)", arg=part)


class Place:
    """A page that one stage after another is mounted on."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.errors: list[str] = []
        self._hosts: dict[int, Host] = {}
        self._url = url
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.expose_binding("answer", self._answer)
        self.page.goto(url)

    def mount(self, query: str) -> Alone:
        """Mount a stage that shows an experiment's query, for a viewer who prefers nothing."""
        host, number = Host(query.lstrip("?")), next(_numbers)
        self._hosts = {number: host}
        self.page.evaluate("localStorage.clear()")
        self.page.mouse.move(0, 0)
        arguments = [number, f"{self._url}{MAIN}", STYLE, host.data()]
        self.page.evaluate("([host, main, style, data]) => mountStage(host, main, style, data)", arguments)
        alone = Alone(self.page, host)
        alone.root.wait_for(state="attached")
        alone.wait_painted()
        return alone

    def _answer(self, _source: Any, number: int, name: str, value: Any) -> str | None:
        """Answer the stage that is there; one that has gone is owed nothing."""
        host = self._hosts.get(number)
        return None if host is None else host.answer(name, value)
