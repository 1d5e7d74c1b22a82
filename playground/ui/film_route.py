"""How a page sends the pictures of a film: one POST each, to an address that only the viewer's own page knows."""

import asyncio
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from playground.live.routes import is_own_page
from playground.ui.films import GIVEN_UP, Film, Films, NotInTurnError, TooManyWaitingError
from playground.views.film.pictures import MAX_BYTES, check

PREFIX = "films"
LONGEST_WAIT_S, LOOKS_A_S = 20, 20
STATUSES: dict[type[Exception], int] = {ValueError: 400, NotInTurnError: 409, TooManyWaitingError: 503}


def film_path(film: Film) -> str:
    """Return where the pictures of a film are sent to, relative to the page."""
    return f"{PREFIX}/{film.token}"


def film_route(films: Callable[[], Films]) -> Route:
    """Return the route of films.

    POST takes a picture, with its number from 0 on in `picture` and how many there will be in `of`; DELETE gives the
    film up. A refusal says in words what is wrong.
    """

    async def serve(request: Request) -> Response:
        if not is_own_page(request):
            raise HTTPException(403, "films are made by this server's own page")
        film = films().find(request.path_params["token"])
        if film is None:
            raise HTTPException(404, "no such film is being made")
        if request.method == "DELETE":
            film.fail(GIVEN_UP)
            return Response(status_code=204)
        picture = await _body(request)
        try:
            check(picture, film.order.size)
            await _room(film)
            films().take(film, picture, _number(request, "picture"), _number(request, "of"))
        except tuple(STATUSES) as error:
            return PlainTextResponse(str(error), STATUSES[type(error)])
        return Response(status_code=204)

    return Route(f"/{PREFIX}/{{token}}", serve, methods=["POST", "DELETE"])


async def _room(film: Film) -> None:
    """Wait until there is room for another picture, but not for ever: whoever sends it can send it again."""
    for _ in range(LONGEST_WAIT_S * LOOKS_A_S):
        if film.has_room or not film.is_going:
            return
        await asyncio.sleep(1 / LOOKS_A_S)


async def _body(request: Request) -> bytes:
    """Return what was sent, and read no more of it than a picture can have."""
    parts, n_bytes = [], 0
    async for part in request.stream():
        n_bytes += len(part)
        if n_bytes > MAX_BYTES:
            raise HTTPException(413, f"a picture has at most {MAX_BYTES >> 20} MB")
        parts.append(part)
    return b"".join(parts)


def _number(request: Request, name: str) -> int:
    text = request.query_params.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise ValueError(f"{name} is a whole number, not {text!r}")
    return int(text)
