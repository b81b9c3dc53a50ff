"""A house's faces + what is written → those that a page orders, and their names in print."""

from __future__ import annotations

import re

from publish.houses.faces import FontFace
from publish.houses.scripts import SCRIPTS


def faces_for(faces: tuple[FontFace, ...], html: str, css: str) -> tuple[FontFace, ...]:
    """Leave out faces that no sheet names, and those of scripts and elements that are not here.

    Each face costs time, and a house with typefaces of its own inherits those of base.
    """
    wanted = {each.script for each in faces if each.script}
    written = {script for script in wanted if SCRIPTS[script].search(html)}
    used = elements_in(html) if any(each.use for each in faces) else set()
    return tuple(
        each
        for each in faces
        if f'"{each.family}"' in css
        and (not each.script or each.script in written)
        and (not each.use or not used.isdisjoint(each.use))
    )


def elements_in(html: str) -> set[str]:
    """Name the elements that a face may be for, alone and within one another.

    >>> sorted(elements_in("<h2>On <i>Emma</i></h2><code>x</code>"))
    ['code', 'em', 'h2', 'h2 em']
    """
    found: set[str] = set()
    within: list[str] = []
    for tag in _FACED.finditer(html):
        name = _SAME.get(tag["name"], tag["name"])
        if not tag["end"]:
            found.update((name, *(f"{outer} {name}" for outer in within)))
            within.append(name)
        elif name in within:
            del within[_last(within, name) :]
    return found


def _last(names: list[str], name: str) -> int:
    return len(names) - 1 - names[::-1].index(name)


_FACED = re.compile(
    r"<(?P<end>/?)(?P<name>h[1-6]|th|strong|b|em|i|cite|code|pre|kbd|samp)(?=[\s>])"
)
_SAME = {"b": "strong", "i": "em", "cite": "em", "kbd": "code", "samp": "code", "pre": "code"}


def names_in_print(faces: tuple[FontFace, ...]) -> tuple[str, ...]:
    """Name typefaces in print, each once: by font package, or as a file of the house says."""
    names = (each.file.family if each.file else _capitalized(each.package) for each in faces)
    return tuple(dict.fromkeys(names))


def _capitalized(name: str) -> str:
    words = name.split()
    return " ".join(each.upper() if each in _INITIALS else each.capitalize() for each in words)


_INITIALS = frozenset(("dm", "eb", "gfs", "ibm", "pt"))
"""Parts of typefaces' names that are written in capitals."""
