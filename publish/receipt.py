"""Inputs + house + versions + outputs → Receipt: what the bytes of a publication depend on."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publish.artifact import Artifact
from publish.project import Input
from publish.render.installed import installed_version
from publish.render.own_code import code_digest

LIBRARIES = (
    "publish-press", "weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen",
    "fonttools", "markdown-it-py", "mdit-py-plugins", "jinja2", "PyYAML", "pikepdf", "pillow",
    "uharfbuzz", "segno",
    "fontpkg-source-serif-4", "fontpkg-source-sans-3", "fontpkg-source-code-pro", "fontpkg-amiri",
)  # fmt: skip
"""The packages whose versions can change the bytes of an output."""
BUILD = "publish-press code"
"""Under this name the versions say which code the program is: versions of it are far between."""
EXTRAS = {"formulas": "mathra", "charts": "vl-convert-python"}
"""What draws parts that few texts have; a receipt names it where a text has them."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What went in, what worked on it, and what came out, each with its SHA-256."""

    manuscript: str
    targets: tuple[str, ...]
    inputs: tuple[Input, ...]
    house: tuple[str, ...]
    """The chain of house styles, base first."""
    versions: Mapping[str, str]
    outputs: tuple[Input, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    """How it was made, of all who may say so: {"paper": "a4", "lang": "en-GB"}."""
    command: Mapping[str, Any] = field(default_factory=dict)
    """What the command line asked for itself: {"csl": "../own.csl"}; see `publish.asked`."""
    fonts: Mapping[str, str] = field(default_factory=dict)
    """Face → what its bytes are made from, as a hash: {"Source Serif Text 400 normal": "ab…"}."""

    def to_json(self) -> str:
        """Write the receipt as JSON with a line end; equal runs give equal text."""
        return json.dumps(self.as_record(), ensure_ascii=False, indent=2) + "\n"

    def as_record(self) -> dict[str, Any]:
        """Give the receipt as plain data."""
        return {
            "manuscript": self.manuscript,
            "targets": list(self.targets),
            "inputs": [_record(each) for each in self.inputs],
            "house": list(self.house),
            "options": dict(sorted(self.options.items())),
            "command": dict(sorted(self.command.items())),
            "fonts": dict(sorted(self.fonts.items())),
            "versions": dict(sorted(self.versions.items())),
            "outputs": [_record(each) for each in self.outputs],
        }


def issue(
    manuscript: str,
    targets: tuple[str, ...],
    inputs: tuple[Input, ...],
    house: tuple[str, ...],
    artifacts: Mapping[str, Artifact],
    native: Mapping[str, str],
    options: Mapping[str, str],
    fonts: Mapping[str, str],
    command: Mapping[str, Any],
    drawn: tuple[str, ...],
) -> Receipt:
    """Write the receipt of a publication.

    `artifacts` are by file name; `native` are versions of libraries that are no Python
    packages (Pango, HarfBuzz …), as the renderer reported them; `drawn` are keys of `EXTRAS`.
    """
    outputs = tuple(
        Input(name, hashlib.sha256(each.data).hexdigest(), len(each.data))
        for name, each in artifacts.items()
    )
    used = {EXTRAS[part] for part in drawn}
    known = library_versions().items()
    versions = {name: each for name, each in known if name in used or name not in EXTRAS.values()}
    versions |= native
    return Receipt(manuscript, targets, inputs, house, versions, outputs, options, command, fonts)


def library_versions() -> dict[str, str]:
    """Name Python, our own code and each installed package of `LIBRARIES` and `EXTRAS`."""
    found = {"python": platform.python_version(), BUILD: code_digest()}
    for name in (*LIBRARIES, *EXTRAS.values()):
        if version := installed_version(name):
            found[name] = version
    return found


def _record(each: Input) -> dict[str, Any]:
    return {"name": each.name, "sha256": each.sha256, "size": each.size}
