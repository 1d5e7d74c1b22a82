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
_PREFIX = "playground-modules"
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@cache
def modules_path(component: str) -> str:
    """Return where a component's modules lie, relative to the page; the path changes when a file does."""
    digest = hashlib.sha256()
    for path in sorted(COMPONENTS.rglob("*.js")):
        digest.update(path.read_bytes())
    return f"{_PREFIX}/{digest.hexdigest()[:12]}/{component}/"


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
