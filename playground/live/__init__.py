"""How the browser watches: runs and their owners, frames, and the live socket."""
