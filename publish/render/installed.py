"""Versions of installed packages, from the names of their folders."""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache

_FOLDER = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)\.dist-info")
"""Recording installed projects (PyPA specification), the `.dist-info` directory."""


def installed_version(name: str) -> str | None:
    """Give a package's version; None when it is not installed.

    `importlib.metadata` reads and parses each package's description: 40 ms for twenty of them.
    """
    return _versions().get(_normal(name))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@lru_cache
def _versions() -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in filter(os.path.isdir, sys.path):
        for entry in os.listdir(folder):
            if known := _FOLDER.fullmatch(entry):
                found.setdefault(_normal(known["name"]), known["version"])
    return found
