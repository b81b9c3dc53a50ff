"""Screen colours → printing inks by an ICC profile, black as black ink alone, ink bounded."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

MOST_INK = 2.94
"""Sum of the four inks, each 0 to 1: the 300 % that sheet-fed coated stock takes (FOGRA39), less
what JPEG adds at edges."""

_NEUTRAL = 14 / 255
"""Channels that differ by no more are a grey to the eye, and grey is printed in black alone."""
_NODES = 33
"""Nodes on each axis of the colour cube for pictures: 33 is what ICC tables themselves have."""
_QUALITY = 95


class UnusableProfileError(Exception):
    """The colour library cannot convert by a profile; the text says why."""


class Inks:
    """One printing condition: what amounts of ink make a colour of the screen."""

    def __init__(self, profile: bytes) -> None:
        """Prepare the conversion sRGB → profile, relative colorimetric with black point."""
        from PIL import Image, ImageCms

        self._image: Any = Image
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        try:
            self._transform: Any = ImageCms.buildTransform(
                ImageCms.createProfile("sRGB"),
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                "RGB",
                "CMYK",
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                flags=flags,
            )
        except (ImageCms.PyCMSError, OSError) as problem:
            raise UnusableProfileError(str(problem)) from problem
        self._apply: Any = ImageCms.applyTransform
        self.mix = lru_cache(self._mix)

    def _mix(self, red: float, green: float, blue: float) -> tuple[float, float, float, float]:
        """Give the inks of one colour; all numbers from 0 to 1."""
        if max(red, green, blue) - min(red, green, blue) <= _NEUTRAL:
            grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue  # WCAG 2.2, relative luminance
            return 0, 0, 0, round(1 - grey, 3)
        pixel = tuple(round(255 * each) for each in (red, green, blue))
        inks = self._apply(self._image.new("RGB", (1, 1), pixel), self._transform).getpixel((0, 0))
        return bound(*(each / 255 for each in inks))

    def picture(self, data: bytes) -> bytes | None:
        """Convert a picture to a CMYK JPEG; None when it needs no conversion.

        Grey pictures stay grey, which is black ink (ISO 15930-7 §6.2.4 allows DeviceGray). What
        shines through becomes white paper.
        """
        image = self._image.open(BytesIO(data))
        if image.mode in ("L", "CMYK") and "transparency" not in image.info:
            return None
        plain = self._on_paper(in_srgb(upright(image)))
        red, green, blue = plain.split()
        out = BytesIO()
        if red.tobytes() == green.tobytes() == blue.tobytes():
            red.save(out, "PNG")
            return out.getvalue()
        self._separate(plain).save(out, "JPEG", quality=_QUALITY, subsampling=0)
        return out.getvalue()

    def _on_paper(self, image: Any) -> Any:
        """Give a picture in eight bits of red, green and blue, on white."""
        image = in_eight_bits(image)
        if image.has_transparency_data:
            clear = image.convert("RGBA")
            image = self._image.new("RGB", clear.size, "white")
            image.paste(clear, mask=clear.getchannel("A"))
        return image.convert("RGB")

    def _separate(self, image: Any) -> Any:
        """Convert by a table of colours whose ink is already bounded."""
        from PIL import ImageFilter

        steps = [round(255 * each / (_NODES - 1)) for each in range(_NODES)]
        cube = self._image.new("RGB", (_NODES, _NODES * _NODES))
        cube.putdata([(r, g, b) for b in steps for g in steps for r in steps])
        table: list[float] = []
        data = self._apply(cube, self._transform).tobytes()
        for place in range(0, len(data), 4):
            table.extend(bound(*(each / 255 for each in data[place : place + 4])))
        lookup = ImageFilter.Color3DLUT(_NODES, table, channels=4, target_mode="CMYK")
        return image.filter(lookup)


def upright(image: Any) -> Any:
    """Turn a photo as its camera was held (Exif 2.32, tag 0x0112), which a new file does not say.

    The renderer turns pictures as they come: CSS Images 3 §3.5, `image-orientation: from-image`.
    """
    from PIL import ImageOps

    return ImageOps.exif_transpose(image)


def in_srgb(image: Any) -> Any:
    """Convert a picture in red, green and blue by its own profile, as cameras and telephones write.

    The same comes back where it is in sRGB already, or says nothing that can be used.
    """
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "P"):
        return image
    from PIL import Image, ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        transform = ImageCms.buildTransform(
            source, target, "RGB", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC
        )
        if _keeps_colours(transform, Image):
            return image
        converted = ImageCms.applyTransform(image.convert("RGB"), transform)
    except (ImageCms.PyCMSError, OSError):
        return image  # a damaged profile says nothing
    assert converted is not None  # which it is for a picture that is converted in its place
    del converted.info["icc_profile"]  # it has the time in it
    converted.info.pop("transparency", None)
    if image.has_transparency_data:
        converted.putalpha(image.convert("RGBA").getchannel("A"))
    return converted


_SAME = 2
"""Steps of 255 by which the tables of two profiles for sRGB may differ."""


def _keeps_colours(transform: Any, pillow: Any) -> bool:
    from PIL import ImageChops, ImageCms

    steps = (0, 64, 128, 192, 255)
    cube = pillow.new("RGB", (len(steps), len(steps) ** 2))
    cube.putdata([(r, g, b) for b in steps for g in steps for r in steps])
    changed: Any = ImageCms.applyTransform(cube, transform)
    return max(ImageChops.difference(cube, changed).tobytes()) <= _SAME


def in_eight_bits(image: Any) -> Any:
    """Round 16 bits of grey, which the renderer and most presses do not take; Pillow would clip."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda each: each * (1 / 257)).convert("L")


def bound(
    cyan: float, magenta: float, yellow: float, black: float
) -> tuple[float, float, float, float]:
    """Take back the coloured inks until the sum is allowed; black, which holds the form, stays."""
    coloured = cyan + magenta + yellow
    allowed = MOST_INK - black
    share = min(1.0, allowed / coloured) if coloured else 1.0
    return (
        round(cyan * share, 3),
        round(magenta * share, 3),
        round(yellow * share, 3),
        round(black, 3),
    )
