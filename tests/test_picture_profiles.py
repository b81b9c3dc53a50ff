"""A photo with a profile of its own has the colours that the profile says, on screen and press."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from publish.finishing.colour import Inks
from publish.render.conditions import default_condition
from publish.render.uninked import picture_of_screen

Matrix = tuple[tuple[float, float, float], ...]
ADOBE: Matrix = (
    (0.60974, 0.20528, 0.14919),
    (0.31111, 0.62567, 0.06322),
    (0.01947, 0.06087, 0.74457),
)
"""Red, green and blue of Adobe RGB (1998) in XYZ for D50, one in a column (its annex C)."""
FROM_XYZ: Matrix = (
    (3.1339, -1.6169, -0.4906),
    (-0.9788, 1.9161, 0.0335),
    (0.0719, -0.2290, 1.4052),
)
"""XYZ for D50 to the linear channels of sRGB (IEC 61966-2-1, adapted by Bradford)."""
GAMMA = 563 / 256
GREEN, RED = (120, 160, 100), (180, 90, 80)


def adobe_rgb() -> bytes:
    """Write a profile of a matrix and a gamma (ICC.1:2001-04 §6.3.4.2)."""

    def xyz(values: tuple[float, ...]) -> bytes:
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(each * 65536) for each in values))

    text = b"Ours\0"
    name = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(GAMMA * 256))
    tags = {b"desc": name, b"cprt": b"text\0\0\0\0" + text, b"wtpt": xyz((0.9642, 1.0, 0.8249))}
    tags |= {
        key: xyz(each)
        for key, each in zip((b"rXYZ", b"gXYZ", b"bXYZ"), zip(*ADOBE, strict=True), strict=True)
    }
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for key, data in tags.items():
        table += key + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(">I4xI", start + len(body), 0x02400000) + b"mntrRGB XYZ " + bytes(12)
    head += b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + table + body


def expected(colour: tuple[int, int, int]) -> list[int]:
    """Work out the colour of sRGB, without the library that converts."""

    def times(matrix: Matrix, vector: list[float]) -> list[float]:
        return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]

    def curve(light: float) -> float:
        light = min(1.0, max(0.0, light))
        return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055

    linear = times(FROM_XYZ, times(ADOBE, [(each / 255) ** GAMMA for each in colour]))
    return [round(255 * curve(each)) for each in linear]


def photo(colour: tuple[int, ...], kind: str, profile: bytes) -> bytes:
    """Make a picture of one colour, of red, green and blue or with its opacity."""
    out = BytesIO()
    image = Image.new("RGBA" if len(colour) == 4 else "RGB", (40, 30), colour)
    if kind == "palette":
        image, kind = image.quantize(), "PNG"
    image.save(out, kind, icc_profile=profile, quality=95, lossless=True)
    return out.getvalue()


@pytest.mark.parametrize("colour", [GREEN, RED])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "palette"])
def test_on_screen_it_is_in_srgb(colour: tuple[int, int, int], kind: str) -> None:
    wanted = expected(colour)
    assert max(abs(a - b) for a, b in zip(wanted, colour, strict=True)) > 10
    found = picture_of_screen(photo(colour, kind, adobe_rgb()))
    assert found
    image = Image.open(BytesIO(found))
    assert image.convert("RGB").getpixel((20, 15)) == pytest.approx(wanted, abs=3)
    assert "icc_profile" not in image.info


@pytest.mark.parametrize("colour", [GREEN, RED])
def test_on_the_press_it_is_as_the_same_colour_in_srgb(colour: tuple[int, int, int]) -> None:
    inks = Inks(default_condition().profile)
    red, green, blue = expected(colour)
    found = inks.picture(photo(colour, "PNG", adobe_rgb()))
    plain = inks.picture(photo((red, green, blue), "PNG", b""))
    wrong = inks.picture(photo(colour, "PNG", b""))
    assert found
    assert plain
    assert wrong
    shown, same, other = (
        Image.open(BytesIO(each)).getpixel((20, 15)) for each in (found, plain, wrong)
    )
    assert shown == pytest.approx(same, abs=5)
    assert shown != pytest.approx(other, abs=8)


def test_what_shines_through_goes_on_doing_so() -> None:
    found = picture_of_screen(photo((*GREEN, 99), "PNG", adobe_rgb()))
    assert found
    shown = Image.open(BytesIO(found)).getpixel((20, 15))
    assert shown == pytest.approx((*expected(GREEN), 99), abs=3)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photo_in_srgb_stays_as_it_is(kind: str) -> None:
    """Nothing is lost by writing it anew."""
    ours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert picture_of_screen(photo(RED, kind, ours)) is None
    assert picture_of_screen(photo(RED, kind, b"")) is None


def test_a_damaged_profile_says_nothing() -> None:
    assert picture_of_screen(photo(RED, "PNG", b"no profile")) is None


def test_the_same_photo_is_the_same_bytes_twice() -> None:
    data = photo(RED, "PNG", adobe_rgb())
    assert picture_of_screen(data) == picture_of_screen(data)
