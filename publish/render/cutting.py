"""A face with a font file of its house → one static font file, or why there is none."""

from __future__ import annotations

import marshal
import subprocess

from publish.houses.faces import FontFace
from publish.houses.own_fonts import HouseFont
from publish.render.bounded import ask
from publish.render.cache import cache_folder, digest, keep, recall

WALL_S = 60
CPU_S = 40
MEMORY_BYTES = 1 << 30
"""A face of 2,000 letters takes 1 s and 120 MB."""


def cut(face: FontFace, font: HouseFont, recipe: str) -> bytes | str:
    """Cut a face by a child process, or find the one that was cut before.

    `recipe` names what cuts. What is a text completes "'x.otf' …".
    """
    job = {
        "data": font.data,
        "family": face.family,
        "weight": face.weight,
        "style": face.style,
        "axes": dict(sorted(face.axes.items())),
        "cpu_s": CPU_S,
        "memory_bytes": MEMORY_BYTES,
    }
    whole = marshal.dumps(job)
    path = cache_folder() / "cut" / digest(recipe, whole)
    known = recall(path)
    if known is not None:
        return known
    try:
        done = ask("publish.render.cutter", whole, WALL_S)
    except subprocess.TimeoutExpired:
        return f"takes longer than {WALL_S} s to be read"
    if done.returncode or not done.stdout:
        return _fault(done.stderr.decode("utf-8", "replace"))
    keep(path, done.stdout)
    return done.stdout


def _fault(log: str) -> str:
    """Say what was being read when the child ended."""
    parts = [line for line in log.splitlines() if line.startswith("it")]
    part = parts[-1][:80] if parts else "it as a whole"
    return f"is damaged: {part} cannot be read"
