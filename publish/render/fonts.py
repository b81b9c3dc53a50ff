"""Faces a house orders → a folder of static fonts that the renderer sees, and nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from publish.diagnostics import PublishError
from publish.finishing.xmp import escape
from publish.houses.faces import FontFace
from publish.render.cache import cache_folder, digest, keep, recall
from publish.render.packages import file_for

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{folder}</dir>
<cachedir>{folder}/scan</cachedir>
<config><rescan><int>0</int></rescan></config>
</fontconfig>
"""

_NEEDS_NO_GLYPH = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs"))
"""Unicode general categories that HarfBuzz shapes without a glyph of the font."""


@dataclass(frozen=True, slots=True)
class FontSet:
    """The static faces of a house in a folder of their own, ready for the renderer."""

    folder: Path
    configuration: Path
    """A fontconfig file that names this folder only."""
    covered: tuple[range, ...]
    """The characters that at least one face has."""
    damaged: tuple[tuple[FontFace, str], ...] = ()
    """Faces that are not among them, as their house's own file cannot be read; and why not."""

    def uncovered(self, text: str) -> set[str]:
        """Name the characters that no face has a glyph for."""
        return {
            each
            for each in set(unicodedata.normalize("NFC", text))
            if each > "~" and not self._has(ord(each)) and _needs_glyph(each)
        }

    def _has(self, character: int) -> bool:
        return any(character in each for each in self.covered)


def prepare(faces: Sequence[FontFace]) -> FontSet:
    """Make static instances of the faces, or find those made before.

    They are kept in the user's cache under a hash of each file, its coordinates and the versions
    of what cuts them. The renderer finds them by fontconfig alone: an `@font-face` rule for each
    would copy every file on every run.
    """
    parts = [_ingredients(face) for face in faces]
    name = digest(_recipe(), _harfbuzz_version(), *parts)
    folder = cache_folder() / "fonts" / name
    configuration, index = folder / "fonts.conf", folder / "coverage"
    known = recall(index)
    damaged: tuple[tuple[FontFace, str], ...] = ()
    if known is None:
        known, damaged = _make(faces, folder)
    return FontSet(folder, configuration, _read_ranges(known.decode("ascii")), damaged)


@lru_cache
def _recipe() -> str:
    """Name what makes the faces by its own text: two states of it are never taken for one."""
    modules = [
        Path(__file__).with_name(name)
        for name in ("instances.py", "letters.py", "quadratic.py", "cutter.py")
    ]
    return digest(*(each.read_bytes() for each in modules))


def fingerprints(faces: Iterable[FontFace]) -> dict[str, str]:
    """Name each face with a hash of its file, its coordinates and what cuts it."""
    made_by = _harfbuzz_version()
    return {
        f"{face.family} {face.weight} {face.style}": digest(_recipe(), made_by, _ingredients(face))
        for face in faces
    }


def uncovered(text: str, faces: Sequence[FontFace]) -> set[str]:
    """Name the characters of a text that none of the faces has a glyph for."""
    return prepare(faces).uncovered(text)


def _needs_glyph(character: str) -> bool:
    return unicodedata.category(character) not in _NEEDS_NO_GLYPH


def _file(face: FontFace) -> Path:
    path = file_for(face)
    if path is None:
        package = "fontpkg-" + face.package.replace(" ", "-")
        raise PublishError(
            f"no font file for '{face.family}' {face.weight} {face.style}",
            3,
            f"pip install {package}",
        )
    return path


def _ingredients(face: FontFace) -> str:
    """Put into words all that the bytes of an instance depend on."""
    axes = ",".join(f"{tag}={value:g}" for tag, value in sorted(face.axes.items()))
    if face.file:
        content = digest(face.file.data)
    else:
        path = _file(face)
        status = path.stat()
        content = _content(path, status.st_size, status.st_mtime_ns)
    return f"{content}|{axes}|{face.family}|{face.weight}|{face.style}"


@lru_cache
def _content(path: Path, _size: int, _changed: int) -> str:
    """Name a file by what it holds: several faces have the same one, and are asked for twice."""
    return digest(path.read_bytes())


def _harfbuzz_version() -> str:
    """Read the version from the folder's name: importing the library costs 25 ms on every run."""
    spec = find_spec("uharfbuzz")
    if spec is None or spec.origin is None:
        raise PublishError("the library 'uharfbuzz' is missing", 3, "pip install uharfbuzz")
    site = Path(spec.origin).parent.parent
    return next((each.name for each in sorted(site.glob("uharfbuzz-*.dist-info"))), "unknown")


def _make(
    faces: Sequence[FontFace], folder: Path
) -> tuple[bytes, tuple[tuple[FontFace, str], ...]]:
    from publish.render.instances import coverage

    covered: set[int] = set()
    damaged: list[tuple[FontFace, str]] = []
    for number, face in enumerate(faces):
        font = _cut(face)
        if isinstance(font, str):
            damaged.append((face, font))
            continue
        for each in coverage(font):
            covered.update(each)
        slug = "".join(filter(str.isalnum, face.family))
        _keep(folder / f"{number:02d}-{slug}-{face.weight}-{face.style}.ttf", font)
    place = escape(folder.as_posix())
    _keep(folder / "fonts.conf", _CONFIGURATION.format(folder=place).encode())
    index = "\n".join(_write_ranges(covered)).encode("ascii")
    if not damaged:
        _keep(folder / "coverage", index)  # last: its presence says that all the rest is there
    return index, tuple(damaged)


def _cut(face: FontFace) -> bytes | str:
    """Make a static font; of a file that nobody vouches for, what is wrong with it."""
    if face.file:
        from publish.render.cutting import cut  # few houses have fonts of their own

        return cut(face, face.file, _recipe() + _harfbuzz_version())
    from publish.render.instances import make_instance

    return make_instance(_file(face).read_bytes(), face)


def _keep(path: Path, data: bytes) -> None:
    if not keep(path, data):
        raise PublishError(f"the folder '{path.parent}' for prepared fonts cannot be written", 3)


def _write_ranges(characters: Iterable[int]) -> list[str]:
    from publish.render.instances import ranges

    return [f"{each.start:x}-{each.stop:x}" for each in ranges(sorted(characters))]


def _read_ranges(text: str) -> tuple[range, ...]:
    pairs = (line.split("-") for line in text.split())
    return tuple(range(int(start, 16), int(stop, 16)) for start, stop in pairs)
