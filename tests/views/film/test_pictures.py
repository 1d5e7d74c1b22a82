"""Which bytes are a picture of a film, and which are refused."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from playground.views.film.pictures import SIGNATURE, check, opened

SIZE = (64, 36)


def picture(kind="PNG", size=SIZE, mode="RGB"):
    """Return a picture's bytes."""
    file = io.BytesIO()
    Image.new(mode, size, 1).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_png_is_opened_in_rgb(mode):
    image = opened(picture(mode=mode), SIZE)
    assert (image.size, image.mode) == (SIZE, "RGB")
    assert np.asarray(image).shape == (36, 64, 3)


@pytest.mark.parametrize("content", [b"", b"GIF89a", SIGNATURE, b"<svg/>", picture("JPEG"), picture("GIF")])
def test_anything_but_a_png_is_refused(content):
    with pytest.raises(ValueError, match="is a PNG"):
        check(content, SIZE)


@pytest.mark.parametrize("size", [(64, 37), (1, 1), (60_000, 60_000)])
def test_png_of_another_size_is_refused_before_it_is_opened(size):
    header = struct.pack(">4sIIBBBBB", b"IHDR", *size, 8, 2, 0, 0, 0)
    content = SIGNATURE + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    with pytest.raises(ValueError, match=f"64 x 36 pixels, not {size[0]} x {size[1]}"):
        opened(content, SIZE)


@pytest.mark.parametrize("n_bytes", [30, 60, -200])
def test_png_that_breaks_off_is_refused(n_bytes):
    noise = np.random.default_rng(0).integers(256, size=(36, 64, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, "PNG")
    with pytest.raises(ValueError, match="could not be read"):
        opened(file.getvalue()[:n_bytes], SIZE)
