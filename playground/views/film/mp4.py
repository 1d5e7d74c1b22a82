"""Pictures -> an MP4 that every browser plays: H.264 in 4:2:0."""

import io

import av
import numpy as np
from PIL import Image

from playground.views.film.order import Order

QUALITY = {"crf": "20", "preset": "veryfast", "tune": "animation"}


class Mp4:
    """An MP4 in the making."""

    def __init__(self, order: Order) -> None:
        """Begin an MP4 of an order's size and speed."""
        self._file = io.BytesIO()
        self._container = av.open(self._file, "w", format="mp4")
        self._stream = self._container.add_stream("libx264", rate=order.per_second, options=QUALITY)
        self._stream.width, self._stream.height = order.size
        self._stream.pix_fmt = "yuv420p"
        self._stream.codec_context.thread_count = 1

    def add(self, picture: Image.Image) -> None:
        """Take the next picture."""
        self._container.mux(self._stream.encode(av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")))

    def finish(self) -> bytes:
        """Return the film."""
        self._container.mux(self._stream.encode(None))
        self._container.close()
        return self._file.getvalue()
