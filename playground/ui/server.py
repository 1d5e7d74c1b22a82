"""What lives as long as the server: the hub with its worker processes, the films."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator
from functools import cache

import streamlit as st

from playground.live.hub import Hub
from playground.ui.films import Films


@cache
def get_hub() -> Hub:
    """Return this server's hub; the first call starts its worker processes."""
    return Hub()


@cache
def get_films() -> Films:
    """Return this server's films; their process waits for the first one."""
    return Films()


@contextlib.asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Start the workers before the first page, and end them with the server."""
    hub = await asyncio.to_thread(get_hub)
    gc.collect()
    gc.freeze()  # what start-up made lives on: no later collection has to walk it
    yield
    await asyncio.to_thread(hub.close)
    await asyncio.to_thread(get_films().close)
