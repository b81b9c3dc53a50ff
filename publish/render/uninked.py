"""Printing inks → colours of the screen, which are all that PDF/A with our output intent takes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from publish.finishing.colour import in_eight_bits, in_srgb, upright

_INKS = re.compile(rb"(\S+) (\S+) (\S+) (\S+) (scn|SCN)")
_SPACES = {b"/DeviceCMYK cs": b"/DeviceRGB cs", b"/DeviceCMYK CS": b"/DeviceRGB CS"}
_QUALITY = 92


def picture_of_screen(data: bytes) -> bytes | None:
    """Convert a picture to sRGB from inks, or by its own profile; None for most, which are so.

    Grey of 16 bits gets 8, which is what the renderer can take.
    ISO 19005-2 §6.2.4.3: DeviceCMYK wants an output intent with inks.
    """
    from PIL import Image, ImageCms

    image = Image.open(BytesIO(data))
    out = BytesIO()
    if image.mode.startswith("I"):
        in_eight_bits(image).save(out, "PNG")
        return out.getvalue()
    if image.mode != "CMYK":
        return _in_srgb(image)
    image = upright(image)
    plain = image.convert("RGB")
    if profile := image.info.get("icc_profile"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a damaged profile says nothing
        plain = converted or plain
    plain.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


def _in_srgb(image: Any) -> bytes | None:
    """Write a picture of another RGB anew, without loss if it had none."""
    if "icc_profile" not in image.info:
        return None
    kind = image.format
    shown = upright(image)
    converted = in_srgb(shown)
    if converted is shown:
        return None
    out = BytesIO()
    if kind == "JPEG":
        converted.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        converted.save(out, "PNG")
    return out.getvalue()


def take_inks_out(pdf: Any) -> None:
    """Replace inks among the operators of all content streams (ISO 19005-2 §6.2.4.3)."""
    for each in pdf.objects:
        lines = getattr(each, "stream", None)
        if not isinstance(lines, list):
            continue
        for place, line in enumerate(lines):
            if not isinstance(line, bytes):
                continue
            if line in _SPACES:
                lines[place] = _SPACES[line]
            elif line.endswith((b" scn", b" SCN")) and (found := _INKS.fullmatch(line)):
                lines[place] = _on_screen(*map(float, found.groups()[:4])) + b" " + found[5]


def _on_screen(cyan: float, magenta: float, yellow: float, black: float) -> bytes:
    """Convert as CSS Color 5 §10 does where no profile is known."""
    mixed = (1 - min(1.0, each * (1 - black) + black) for each in (cyan, magenta, yellow))
    return " ".join(f"{round(each, 4):g}" for each in mixed).encode()
