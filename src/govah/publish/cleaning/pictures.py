"""Pictures made anew from their pixels: nothing but the pixels is carried over, so nothing else can be left in."""

from __future__ import annotations

import io
import struct
import warnings
from typing import Any, Final

import PIL
from PIL import Image, ImageCms, ImageOps

from govah.publish.cleaning.interface import CLEANED, FIRST_FRAME, MOST_PIXELS, Cleaned, UncleanError

TOOL: Final = f"govah-clean 1 / Pillow {PIL.__version__}"
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
QUALITY: Final = 92
BROKEN: Final = (OSError, ValueError, SyntaxError, TypeError, LookupError, AttributeError, ArithmeticError, EOFError,
                 RuntimeError, MemoryError, struct.error)  # fmt: skip
"""What decoders are known to raise on hostile bytes."""


def clean_picture(data: bytes, media_type: str) -> Cleaned:
    """Gives the picture anew, upright, in sRGB; of several only the first. Raises `UncleanError` where it cannot be decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise UncleanError("original-too-large")
                notes = (FIRST_FRAME,) if getattr(picture, "n_frames", 1) > 1 else ()
                bare = pixels_of(_in_srgb(_upright(picture)))
    except Image.DecompressionBombError as why:
        raise UncleanError("original-too-large") from why
    except BROKEN as why:
        raise UncleanError("original-damaged") from why
    written = io.BytesIO()
    if CLEANED[media_type] == "image/jpeg":
        bare.convert("RGB").save(written, "JPEG", quality=QUALITY, subsampling=0)
    else:
        bare.save(written, "PNG")
    return Cleaned(written.getvalue(), CLEANED[media_type], TOOL, notes)


def pixels_of(picture: Image.Image) -> Image.Image:
    """Gives a new picture of the same pixels, which never had a header."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    mode = "RGBA" if has_alpha else "L" if picture.mode in ("1", "L") else "RGB"
    return Image.frombytes(mode, picture.size, picture.convert(mode).tobytes())


def _upright(picture: Image.Image) -> Image.Image:
    """Gives the picture turned as its header asks; one whose header is broken as it stands."""
    picture.load()
    try:
        return ImageOps.exif_transpose(picture)
    except BROKEN:
        return picture


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Gives the picture in the colours that a profile in it asks for; one whose profile is broken as it stands."""
    profile: Any = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK", "L"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, *BROKEN):
        return picture
    return turned if turned is not None else picture
