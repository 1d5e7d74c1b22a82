"""The stage's JavaScript modules by themselves."""

from typing import Any

from playwright.sync_api import Page

from playground.ui.assets import module_paths


def module(page: Page, name: str, expression: str) -> Any:
    """Return an expression of what one of the stage's modules exports, on a page of the server that has them."""
    path = next(path for path in module_paths("stage") if path.endswith(f"/{name}"))
    script = """async ([path, expression]) =>
        new Function("exported", `return ${expression}`)(await import(`${location.origin}/${path}`))"""
    return page.evaluate(script, [path, expression])
