"""The ASGI entry: `streamlit run app.py`, or any ASGI server on `app:app`."""

import streamlit as st

from playground.live.routes import live_route, status_route
from playground.ui import page
from playground.ui.assets import asset_route, plotly_route
from playground.ui.server import get_hub, lifespan

routes = [live_route(get_hub), status_route(get_hub), asset_route(), plotly_route()]
app = st.App(page.__file__, lifespan=lifespan, routes=routes)
