"""House name → its folder, in whatever package pip has installed it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

GROUP = "publish.styles"
"""The group of entry points (PyPA, "Entry points specification") by which a package offers houses:
`acme = "acme_press.houses.acme"` names the package whose folder holds `style.toml`."""


@lru_cache
def installed_houses() -> Mapping[str, Path]:
    """Find the folder of every installed house; of two with one name the first on the path.

    `importlib.metadata` would parse what every package says of itself: 30 ms on every run.
    """
    found: dict[str, Path] = {}
    for text in _entry_points():
        for name, module in _houses(text):
            folder = _folder(module)
            if folder is not None:
                found.setdefault(name, folder)
    return MappingProxyType(found)


def _entry_points() -> Iterator[str]:
    """Read the entry points of each package that has a group of ours."""
    for place in filter(os.path.isdir, dict.fromkeys(sys.path)):
        for package in sorted(os.listdir(place)):
            if not package.endswith(".dist-info"):
                continue
            try:
                with open(os.path.join(place, package, "entry_points.txt"), "rb") as file:
                    data = file.read()
            except OSError:  # most packages have none
                continue
            if GROUP.encode() in data:
                yield data.decode("utf-8", "replace")


def _houses(text: str) -> list[tuple[str, str]]:
    # Few have installed houses: the others do without the import.
    from configparser import ConfigParser
    from configparser import Error as NotEntryPoints

    parser = ConfigParser(delimiters=("=",), interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # names keep their case
    try:
        parser.read_string(text)
    except NotEntryPoints:  # another package's fault is not the author's
        return []
    return parser.items(GROUP) if parser.has_section(GROUP) else []


def _folder(module: str) -> Path | None:
    """Find a package's folder without running its code: only its outermost package is located."""
    outermost, *inner = module.strip().split(".")
    if not outermost.isidentifier() or not all(part.isidentifier() for part in inner):
        return None
    spec = find_spec(outermost)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations)), *inner)
    return folder if (folder / "style.toml").is_file() else None
