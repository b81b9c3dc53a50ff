"""The child process that cuts a face out of a font file of a house, which nobody vouches for.

Each table and each letter is read before anything is cut; the line on standard error that came
last says what was being read, should this process end there.
"""

from __future__ import annotations

import marshal
import sys
from io import BytesIO
from typing import Any

from publish.houses.faces import FontFace
from publish.render.bounded import restrict
from publish.render.instances import make_instance

_KEPT = frozenset(
    (
        *("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post"),
        *("glyf", "loca", "cvt ", "fpgm", "prep", "gasp", "CFF ", "VORG", "vhea", "vmtx"),
        *("GDEF", "GSUB", "GPOS", "BASE", "kern"),
        *("fvar", "gvar", "avar", "cvar", "HVAR", "VVAR", "MVAR", "STAT", "CFF2"),
    )
)
"""Tables that setting text takes; bitmaps, colours and signatures are left out unread."""


def main() -> None:
    """Cut one face."""
    job: dict[str, Any] = marshal.loads(sys.stdin.buffer.read())
    restrict(job["cpu_s"], job["memory_bytes"])
    face = FontFace(job["family"], job["weight"], job["style"], "", job["axes"])
    font = make_instance(_read(job["data"]), face)
    sys.stdout.buffer.write(font)


def _read(data: bytes) -> bytes:
    """Read all of a font, and give it as a new file that holds nothing else."""
    from fontTools.pens.basePen import NullPen
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables.otBase import BaseTTXConverter

    font = TTFont(BytesIO(data), lazy=False, recalcTimestamp=False, recalcBBoxes=False)
    for tag in sorted(font.keys()):
        if tag == "GlyphOrder":
            continue
        if tag not in _KEPT:
            del font[tag]
            continue
        _say(f"its table '{tag}'")
        table = font[tag]
        if isinstance(table, BaseTTXConverter):
            table.ensureDecompiled()
    letters = font.getGlyphSet()
    for name in font.getGlyphOrder():
        _say(f"its letter '{name}'")
        letters[name].draw(NullPen())
    _say("its list of characters")
    if not font.getBestCmap():
        raise ValueError("no characters of Unicode")
    _say("it as a whole")
    font.flavor = None
    whole = BytesIO()
    font.save(whole, reorderTables=False)
    return whole.getvalue()


def _say(part: str) -> None:
    print(part, file=sys.stderr)
