"""The pictures that a page sends: PNGs of one size, and nothing else."""

import io
import struct

from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MAX_BYTES = 4 << 20  # of one picture: more than its pixels take
_HEADER = struct.Struct(">8sI4sII")


def check(picture: bytes, size: tuple[int, int]) -> None:
    """Look at a picture's first bytes, which say what it is and how large.

    Raises:
        ValueError: if it is no PNG of this width and height.
    """
    if len(picture) < _HEADER.size or not picture.startswith(SIGNATURE):
        raise ValueError("a picture of a film is a PNG")
    _, _, kind, *found = _HEADER.unpack_from(picture)
    if kind != b"IHDR" or tuple(found) != size:
        raise ValueError(f"a picture of this film is {size[0]} x {size[1]} pixels, not {found[0]} x {found[1]}")


def opened(picture: bytes, size: tuple[int, int]) -> Image.Image:
    """Return a picture's pixels, in RGB.

    Raises:
        ValueError: if it is no whole PNG of this width and height.
    """
    check(picture, size)
    try:
        return Image.open(io.BytesIO(picture), formats=["PNG"]).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValueError(f"a picture of the film could not be read ({error})") from error
