"""The app with one more door, for the live-view benchmark: a run can be opened without a browser."""

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from playground.spec import Experiment
from playground.ui import entry
from playground.ui.routes import routes
from playground.ui.server import get_hub, lifespan


async def open_run(_request: Request) -> JSONResponse:
    """Open a run of the default experiment and return its token."""
    run = get_hub().open(Experiment())
    run.is_leased = False  # its socket alone holds it
    return JSONResponse({"token": run.token})


app = st.App(entry.__file__, lifespan=lifespan, routes=[*routes(), Route("/open", open_run, methods=["POST"])])
