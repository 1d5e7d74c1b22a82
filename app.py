"""The ASGI entry: `streamlit run app.py`, or any ASGI server on `app:app`."""

import streamlit as st

from playground.ui import entry
from playground.ui.routes import routes
from playground.ui.server import lifespan

app = st.App(entry.__file__, lifespan=lifespan, routes=routes())
