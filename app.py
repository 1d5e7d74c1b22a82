"""The ASGI entry: `streamlit run app.py`, or any ASGI server on `app:app`."""

import streamlit as st

from playground.ui import page
from playground.ui.routes import routes
from playground.ui.server import lifespan

app = st.App(page.__file__, lifespan=lifespan, routes=routes())
