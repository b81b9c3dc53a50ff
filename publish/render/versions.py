"""Versions of the native libraries that decide on the bytes of a render, for the receipt."""

from __future__ import annotations

import ctypes
import sys
import zlib

_PANGO = {"darwin": "libpango-1.0.0.dylib", "win32": "libpango-1.0-0.dll"}
_HARFBUZZ = {"darwin": "libharfbuzz.0.dylib", "win32": "libharfbuzz-0.dll"}
_FONTCONFIG = {"darwin": "libfontconfig.1.dylib", "win32": "libfontconfig-1.dll"}


def versions_here() -> dict[str, str]:
    """Name the libraries as `native_versions` does, without a renderer; {} where Pango is missing.

    Opening them takes 10 ms; only who compares with a receipt asks.
    """
    try:
        pango = ctypes.CDLL(_PANGO.get(sys.platform, "libpango-1.0.so.0"))
    except OSError:
        return {}
    return native_versions(int(pango.pango_version()))


def native_versions(pango_number: int) -> dict[str, str]:
    """Name each library with its version; one that cannot be asked is left out.

    `pango_number` is what `pango_version()` gives: 15012 for 1.50.12.
    """
    major, rest = divmod(pango_number, 10000)
    found = {
        "pango": f"{major}.{rest // 100}.{rest % 100}",
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    found.update(_harfbuzz())
    found.update(_fontconfig())
    return found


def _harfbuzz() -> dict[str, str]:
    try:
        library = ctypes.CDLL(_HARFBUZZ.get(sys.platform, "libharfbuzz.so.0"))
    except OSError:
        return {}
    library.hb_version_string.restype = ctypes.c_char_p
    return {"harfbuzz": library.hb_version_string().decode("ascii")}


def _fontconfig() -> dict[str, str]:
    try:
        library = ctypes.CDLL(_FONTCONFIG.get(sys.platform, "libfontconfig.so.1"))
    except OSError:
        return {}
    number = library.FcGetVersion()
    return {"fontconfig": f"{number // 10000}.{number // 100 % 100}.{number % 100}"}
