"""A house's faces + what is written → those that a page orders, and their names in print."""

from __future__ import annotations

import re

from publish.house import FontFace

_SCRIPTS = {
    "Arab": re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
}
"""Unicode 16 blocks Arabic, Arabic Supplement, Arabic Extended and Presentation Forms."""


def faces_for(faces: tuple[FontFace, ...], html: str, css: str) -> tuple[FontFace, ...]:
    """Leave out faces that no sheet names and those of scripts that nobody has written here.

    Each face costs time, and a house with typefaces of its own inherits those of base.
    """
    written = {script for script, letters in _SCRIPTS.items() if letters.search(html)}
    return tuple(
        each
        for each in faces
        if f'"{each.family}"' in css and (not each.script or each.script in written)
    )


def names_in_print(faces: tuple[FontFace, ...]) -> tuple[str, ...]:
    """Name typefaces in print: by font package, each once."""
    names = dict.fromkeys(each.package for each in faces)
    return tuple(
        " ".join(word.upper() if word in _INITIALS else word.capitalize() for word in name.split())
        for name in names
    )


_INITIALS = frozenset(("dm", "eb", "gfs", "ibm", "pt"))
"""Parts of typefaces' names that are written in capitals."""
