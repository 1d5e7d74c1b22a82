"""The components' JavaScript modules, served under a path that changes with their content.

Streamlit loads a component's script as a blob, in which relative imports find nothing: the script is a few lines
that import the modules from here.
"""

import hashlib
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

COMPONENTS = Path(__file__).with_name("components")
SCRIPT, MAIN = "component.js", "main.js"  # what Streamlit loads, and the module that it hands over to
_PREFIX = "playground-modules"
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@cache
def module_paths(component: str) -> list[str]:
    """Return where a component's modules lie, main.js first, relative to the page; paths change when a file does."""
    digest = hashlib.sha256()
    for path in sorted(COMPONENTS.rglob("*.js")):
        digest.update(path.read_bytes())
    names = [path.name for path in (COMPONENTS / component).glob("*.js") if path.name not in (SCRIPT, MAIN)]
    return [f"{_PREFIX}/{digest.hexdigest()[:12]}/{component}/{name}" for name in (MAIN, *sorted(names))]


def asset_text(component: str, name: str) -> str:
    """Return the text of one of a component's files."""
    return (COMPONENTS / component / name).read_text(encoding="utf-8")


def asset_route() -> Route:
    """Return the route that serves the modules."""

    async def serve(request: Request) -> Response:
        component, name = request.path_params["component"], request.path_params["name"]
        path = COMPONENTS / component / name
        if path.suffix != ".js" or path.parent.parent != COMPONENTS or not path.is_file():
            return Response("there is no such module", status_code=404)
        return FileResponse(path, media_type="text/javascript", headers=_FOREVER)

    return Route(f"/{_PREFIX}/{{version}}/{{component}}/{{name}}", serve)
