"""Bytes of an ICC profile → why no press can print by it; it comes from outside."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_HEADER = 128
_MOST_TAGS = 100
_SIZE, _VERSION, _CLASS = slice(0, 4), 8, slice(12, 16)
_SPACE, _CONNECTION, _SIGNATURE = slice(16, 20), slice(20, 24), slice(36, 40)
"""ICC.1:2022 §7.2, table 17."""
_FROM_INKS, _TO_INKS = b"A2B0", b"B2A1"
"""Tables of an output profile (§8.4.2): B2A1 is relative colorimetric, as we convert."""

_CLASSES = {
    b"scnr": "a scanner or camera",
    b"mntr": "a monitor",
    b"prtr": "a printer",
    b"link": "a pair of devices",
    b"spac": "a colour space",
    b"abst": "an effect",
    b"nmcl": "named colours",
}
_SPACES = {b"RGB ": "RGB", b"GRAY": "grey", b"CMYK": "CMYK", b"Lab ": "Lab", b"XYZ ": "XYZ"}


def fault(profile: bytes) -> str:
    """Say why a profile is none of a press with four inks; "" when it is one.

    ISO 15930-7 §6.2.3 asks for an output profile; what it holds is checked as far as a table
    of contents can tell, so that nothing that was cut short reaches the colour library.
    """
    if len(profile) < _HEADER + 4 or profile[_SIGNATURE] != b"acsp":
        return "it does not begin as one"
    kind, space, size = profile[_CLASS], profile[_SPACE], int.from_bytes(profile[_SIZE])
    if kind != b"prtr":
        return f"it is the profile of {_CLASSES.get(kind, 'something else')}, not of a printer"
    if space != b"CMYK":
        return f"its colours are {_SPACES.get(space, 'no')} colours, and the press has four inks"
    if size > len(profile):
        return f"it is cut short: {len(profile)} bytes of {size}"
    return _fault_inside(profile)


def _fault_inside(profile: bytes) -> str:
    tags = _tags(profile)
    if tags is None:
        return "its table of contents points beyond its end"
    missing = [each.decode() for each in (_FROM_INKS, _TO_INKS) if each not in tags]
    if missing:
        return f"it lacks the table '{missing[0]}', by which colours become inks"
    is_known = profile[_CONNECTION] in (b"Lab ", b"XYZ ") and 2 <= profile[_VERSION] <= 4
    return "" if is_known else f"it is of version {profile[_VERSION]}; 2 and 4 can be used"


def description(profile: bytes) -> str:
    """Give the name that a profile has for people, or "" (§9.2.41; in version 2 §6.4.32)."""
    data = (_tags(profile) or {}).get(b"desc", b"")
    if data[:4] == b"desc" and len(data) > 12:
        size = int.from_bytes(data[8:12])
        text = data[12 : 12 + size].decode("latin-1")
    elif data[:4] == b"mluc" and len(data) >= 28:
        size, start = struct.unpack(">II", data[20:28])
        text = data[start : start + size].decode("utf-16-be", "replace")
    else:
        return ""
    return " ".join("".join(each for each in text if each.isprintable()).split())[:200]


def _tags(profile: bytes) -> Mapping[bytes, bytes] | None:
    """Read the table of contents (§7.3); None where it points beyond the file."""
    count = int.from_bytes(profile[_HEADER : _HEADER + 4])
    if count > _MOST_TAGS or len(profile) < _HEADER + 4 + 12 * count:
        return None
    found = {}
    for place in range(_HEADER + 4, _HEADER + 4 + 12 * count, 12):
        name, start, size = struct.unpack(">4sII", profile[place : place + 12])
        if start + size > len(profile):
            return None
        found[name] = profile[start : start + size]
    return found
