"""The kept moments of a run -> a film of its network, its output and its loss, as the bytes of a GIF or an MP4.

It is drawn with Pillow to look like the stage of the page. `order` says what is wanted and is all that a server needs
to load; `process` does the work in a process of its own.
"""
