"""What the server answers besides the page itself."""

from starlette.routing import BaseRoute

from playground.live.routes import live_route, status_route
from playground.ui.assets import asset_route, plotly_route
from playground.ui.film_route import film_route
from playground.ui.server import get_films, get_hub
from playground.ui.static_data import static_route


def routes() -> list[BaseRoute]:
    """Return the live socket, its status page, where films are sent to, and the files that the components load."""
    files = [asset_route(), plotly_route(), static_route()]
    return [live_route(get_hub), status_route(get_hub), film_route(get_films), *files]
