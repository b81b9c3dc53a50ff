"""A font of Arabic script → the same, with one glyph for what a reader searches for as one.

A PDF's text is read back from its glyphs, by place. A letter that is drawn with a second glyph to
lengthen it, or a sign set above it as a glyph of its own, comes back torn, doubled or on another
line; HarfBuzz gives both glyphs the same text, so nothing in the file could mend it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

SIGNED = (
    # hamza over a silent he: the Persian ezafe, and what Unicode has composed of it
    ((0x0647, 0x06C0, 0x06C1, 0x06C2, 0x06D5), 0x0654),
    # the two strokes over the alef of Arabic adverbs in Persian and Urdu
    ((0x0627,), 0x064B),
)
"""Letters that are written with a sign in plain prose, and the sign."""
_ONE_TO_ONE, _ONE_TO_MANY, _MANY_TO_ONE, _MARK_TO_BASE = 1, 2, 4, 4
"""Types of lookups (OpenType 1.9 §GSUB, §GPOS)."""
_LAST_FEATURE = "rlig"
_SINGLE, _PAIR = 1, 2
"""Types of lookups (OpenType 1.9 §GPOS)."""
WIDEST_GAP_EM = 0.095
"""Poppler takes 0.1 em between two letters for a space (TextOutputDev, minWordBreakSpace)."""


def join_letters(font: Any) -> None:
    """Change an open font in place; one without Arabic letters stays as it is."""
    characters = font.getBestCmap()
    if "GSUB" not in font or "glyf" not in font or 0x0647 not in characters:
        return
    substitutions = font["GSUB"].table
    _draw_letters_once(substitutions)
    if "GPOS" in font:
        _close_gaps(font["GPOS"].table, int(WIDEST_GAP_EM * font["head"].unitsPerEm))
    ligatures: dict[tuple[str, str], str] = {}
    for letters, sign in SIGNED:
        bases = _forms(substitutions, {characters[each] for each in letters if each in characters})
        signs = _forms(substitutions, {characters[sign]} if sign in characters else set())
        for base in sorted(bases):
            for mark in sorted(signs):
                name = _compose(font, base, mark)
                if name:
                    ligatures[base, mark] = name
    if ligatures:
        font.setGlyphOrder(font["glyf"].glyphOrder)
        font.getReverseGlyphMap(rebuild=True)
        _add_lookup(substitutions, ligatures)


def _subtables(table: Any) -> Iterator[tuple[int, Any]]:
    """Give every subtable with its lookup's type, extensions (OpenType 1.9 §GSUB) opened."""
    for lookup in table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            inner = getattr(subtable, "ExtSubTable", subtable)
            yield inner.LookupType, inner


def _draw_letters_once(substitutions: Any) -> None:
    """Take away the strokes that lengthen a letter: a letter that becomes itself and more."""
    for kind, subtable in _subtables(substitutions):
        if kind == _ONE_TO_MANY:
            for glyph, sequence in subtable.mapping.items():
                if len(sequence) > 1 and sequence[0] == glyph:
                    subtable.mapping[glyph] = [glyph]


def _close_gaps(positions: Any, widest: int) -> None:
    """Move letters apart by no more than what still reads as one word.

    Two lookups can move the same pair, so each has half.
    """
    for kind, subtable in _subtables(positions):
        limit = widest if kind == _SINGLE else widest // 2
        for value in _values(kind, subtable):
            if getattr(value, "XAdvance", 0) > limit:
                value.XAdvance = limit
                if hasattr(value, "XPlacement"):
                    value.XPlacement = min(value.XPlacement, limit)


def _values(kind: int, subtable: Any) -> Iterator[Any]:
    """Give the movements of a subtable that moves single letters or pairs."""
    if kind == _SINGLE:
        yield from subtable.Value if isinstance(subtable.Value, list) else (subtable.Value,)
    elif kind == _PAIR and subtable.Format == 1:
        for pairs in subtable.PairSet:
            for record in pairs.PairValueRecord:
                yield from (record.Value1, record.Value2)
    elif kind == _PAIR:
        for first in subtable.Class1Record:
            for record in first.Class2Record:
                yield from (record.Value1, record.Value2)


def _forms(substitutions: Any, glyphs: set[str]) -> set[str]:
    """Find all shapes that glyphs take, one for one, whatever stands beside them."""
    found, fresh = set(glyphs), set(glyphs)
    changes = [
        (glyph, after[0] if kind == _ONE_TO_MANY else after)
        for kind, subtable in _subtables(substitutions)
        if kind in (_ONE_TO_ONE, _ONE_TO_MANY)
        for glyph, after in subtable.mapping.items()
    ]
    while fresh:
        fresh = {after for glyph, after in changes if glyph in fresh} - found
        found |= fresh
    return found


def _compose(font: Any, base: str, mark: str) -> str:
    """Draw a letter with its sign as one glyph; "" where the font does not join the two."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    offset = _offset(font, base, mark)
    if offset is None:
        return ""
    name = f"signed.{base}.{mark}"
    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = []
    for part, place in ((base, (0, 0)), (mark, offset)):
        component = GlyphComponent()
        component.glyphName, (component.x, component.y) = part, place
        component.flags = 0
        glyph.components.append(component)
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    advance, _ = font["hmtx"][base]
    font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
    return name


def _offset(font: Any, base: str, mark: str) -> tuple[int, int] | None:
    """Find where the font sets a sign over a letter; the last lookup that says so counts."""
    found = None
    for kind, subtable in _subtables(font["GPOS"].table) if "GPOS" in font else ():
        if kind != _MARK_TO_BASE or not hasattr(subtable, "BaseCoverage"):
            continue
        marks, bases = subtable.MarkCoverage.glyphs, subtable.BaseCoverage.glyphs
        if mark not in marks or base not in bases:
            continue
        record = subtable.MarkArray.MarkRecord[marks.index(mark)]
        anchors = subtable.BaseArray.BaseRecord[bases.index(base)].BaseAnchor
        below = anchors[record.Class]
        if below is not None:
            above = record.MarkAnchor
            found = (
                below.XCoordinate - above.XCoordinate,
                below.YCoordinate - above.YCoordinate,
            )
    return found


def _add_lookup(substitutions: Any, ligatures: dict[tuple[str, str], str]) -> None:
    """Join the pairs after everything else that a font must do to letters."""
    from fontTools.otlLib.builder import buildLigatureSubstSubtable
    from fontTools.ttLib.tables.otTables import Lookup

    lookup = Lookup()
    lookup.LookupType, lookup.LookupFlag = _MANY_TO_ONE, 0
    lookup.SubTable = [buildLigatureSubstSubtable(ligatures)]
    lookup.SubTableCount = 1
    lookups = substitutions.LookupList
    lookups.Lookup.append(lookup)
    lookups.LookupCount = len(lookups.Lookup)
    for record in substitutions.FeatureList.FeatureRecord:
        if record.FeatureTag == _LAST_FEATURE:
            record.Feature.LookupListIndex.append(lookups.LookupCount - 1)
            record.Feature.LookupCount = len(record.Feature.LookupListIndex)
