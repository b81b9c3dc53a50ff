"""Two pictures of a page → how far they differ, blind to a rasteriser's grain."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter

PPI = 60
"""A line of text is twelve pixels high, and a pixel 0.42 mm."""
BLUR = 0.8
"""Pixels: evens out what rasterisers make of a letter's edge."""
REACH = 3
"""Pixels of the square within which ink may lie elsewhere: one in each direction."""
LEAST = 50
"""Steps of grey (of 255) by which a pixel is darker than all within reach, to count."""
MOST = 24
"""Pixels that may count: less than one word of the text has."""


def strangers(one: Image.Image, other: Image.Image) -> int:
    """Count the pixels with ink that the other picture has nowhere near; from both sides."""
    if abs(one.width - other.width) > 1 or abs(one.height - other.height) > 1:
        return one.width * one.height
    size = (0, 0, min(one.width, other.width), min(one.height, other.height))
    first, second = (
        each.crop(size).filter(ImageFilter.GaussianBlur(BLUR)) for each in (one, other)
    )
    return _alone(first, second) + _alone(second, first)


def _alone(inked: Image.Image, other: Image.Image) -> int:
    nearby = other.filter(ImageFilter.MinFilter(REACH))
    return sum(ImageChops.subtract(nearby, inked).histogram()[LEAST:])


def thin(picture: Image.Image) -> Image.Image:
    """Reduce a grey page to sixteen greys, so that it takes some 12 kB as PNG."""
    greys = picture.point([min(17 * round(level / 17), 255) for level in range(256)])
    palette = Image.new("P", (1, 1))
    palette.putpalette([17 * level for level in range(16) for _ in range(3)])
    return greys.convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE)
