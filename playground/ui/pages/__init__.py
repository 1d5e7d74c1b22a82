"""The pages: each a module here, and an entry in this table. The experiment goes along from page to page."""

from collections.abc import Callable
from dataclasses import dataclass

from playground.ui.pages import playground


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        title: what it is called.
        path: its part of the URL, "" for the page that opens first.
        show: draws it for the session.
    """

    title: str
    path: str
    show: Callable[[], None]


PAGES = (Page("Playground", "", playground.show),)
