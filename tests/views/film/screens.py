"""Pictures as a page sends them, and the films made of them taken apart again."""

import io

import av
import numpy as np
from PIL import Image, ImageDraw, ImageSequence

from playground.views.film.order import SIZES, Order
from tests.views.figures import LIGHT


def order(kind="GIF", **choices):
    """Return the order of a film."""
    chosen = {"name": "circle", "look": LIGHT, "n_classes": 0, "per_second": 10, "size": SIZES[kind]} | choices
    return Order(kind=kind, **chosen)


def screen(an_order, at=0):
    """Return a picture: the output's colours from one end to the other, and a disc that moves with `at`."""
    look, (width, height) = an_order.look, an_order.size
    picture = Image.new("RGB", an_order.size, look.ground)
    pen = ImageDraw.Draw(picture)
    for x in range(100, width - 100):
        pen.line([(x, 100), (x, height - 100)], look.value((x - 100) / (width - 200)))
    pen.ellipse([20 * at, 20, 20 * at + 60, 80], look.strong_positive, look.ink)
    return picture


def png(picture):
    """Return a picture as PNG bytes."""
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return file.getvalue()


def pngs(an_order, n_pictures):
    """Return so many different pictures for a film."""
    return [png(screen(an_order, at)) for at in range(n_pictures)]


def gif_pictures(content):
    """Return every picture (height, width, 3) of a GIF, and for how many ms it is shown."""
    film = Image.open(io.BytesIO(content))
    return [(np.asarray(picture.convert("RGB")), picture.info["duration"]) for picture in ImageSequence.Iterator(film)]


def mp4_pictures(content):
    """Return every picture (height, width, 3) of an MP4, and its length in seconds."""
    with av.open(io.BytesIO(content)) as film:
        (stream,) = film.streams
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        pictures = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
        return pictures, float(stream.duration * stream.time_base)
