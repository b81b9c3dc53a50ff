"""A picture that a sheet names beside itself → the address under which a page holds it."""

from __future__ import annotations

import re
from posixpath import dirname, normpath

_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""", re.IGNORECASE)
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#]", re.IGNORECASE)
"""What has a scheme, begins at the root or is a place in the page itself."""
_PLACE = "doc:///"


def absolute(address: str, sheet: str) -> str:
    """Give the address of a picture that the sheet of that address names.

    Python's `urljoin` knows no schemes of our own.

    >>> absolute("./marks/seal.svg", "doc:///house/acme/tokens.css")
    'doc:///house/acme/marks/seal.svg'
    """
    if _WHOLE.match(address):
        return address
    folder = dirname(sheet.removeprefix(_PLACE))
    return _PLACE + normpath(f"{folder}/{address.strip()}")


def with_addresses(text: str, sheet: str) -> str:
    """Write the addresses of a sheet out."""
    if "url(" not in text:
        return text
    return _URL.sub(lambda found: f'url("{absolute(found[2], sheet)}")', text)
