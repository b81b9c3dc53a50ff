"""What a style says of its text, told to Pango once for each style.

WeasyPrint 70 makes a context, a font description and a list of features anew for every piece of
text that it measures or draws, 2,500 times in a brief: 35 ms. The height of a line, which it looks
up under a key of 14 properties written out, takes 25 ms more.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from publish.render.mending import replace_everywhere

_FEATURES = (
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    "font_feature_settings",
)
_DECORATION = (
    *("ascent", "underline_position", "strikethrough_position"),
    *("underline_thickness", "strikethrough_thickness"),
)


_values = itemgetter(
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size"),
    *("font_variation_settings", "font_language_override", "lang", "direction"),
    *_FEATURES,
)


def _ask(style: Any) -> tuple[Any, ...]:
    """Give what layouts of a style depend on; in drawings the families are a list."""
    families, *others = _values(style)
    return tuple(families), *others


def set_up_once(line_break: Any) -> None:
    """Shorten `Layout.setup` and `strut` of `weasyprint.text.line_break`."""
    _keep_setup(line_break)
    measure = line_break.strut

    def strut(style: Any) -> Any:
        try:
            return style.strut
        except AttributeError:
            pass
        known = style.font_config.__dict__.setdefault("struts", {})
        key = (*_ask(style), style["line_height"])
        if key not in known:
            known[key] = measure(style)
        style.strut = known[key]
        return style.strut

    replace_everywhere("weasyprint", "strut", strut)


def _keep_setup(line_break: Any) -> None:
    ffi, pango = line_break.ffi, line_break.pango
    set_up, end = line_break.Layout.setup, line_break.gobject.g_object_unref

    def make(layout: Any, style: Any) -> None:
        """Set the first layout of such a style up, and keep what with."""
        known = style.font_config.__dict__.setdefault("text_setups", {})
        key = (*_ask(style), style["text_decoration_line"] != "none")
        if key not in known:
            set_up(layout, style)
            known[key] = _Kept(line_break, layout, style)
        style.text_setup = known[key]

    def setup(layout: Any, style: Any) -> None:
        try:
            kept = style.text_setup
        except AttributeError:
            make(layout, style)
            kept = style.text_setup
        layout.style = style
        layout.first_line_direction = 0
        layout.__dict__.update(kept.values)
        layout.layout = pointer = ffi.gc(pango.pango_layout_new(kept.context), end)
        pango.pango_layout_set_auto_dir(pointer, False)
        pango.pango_layout_set_font_description(pointer, kept.font)
        if kept.feature is not None:
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, kept.feature)
            pango.pango_layout_set_attributes(pointer, attributes)

    line_break.Layout.setup = setup


class _Kept:
    """What the first layout of a style was set up with, and what more of them need."""

    __slots__ = ("context", "feature", "font", "values")

    def __init__(self, line_break: Any, layout: Any, style: Any) -> None:
        known = layout.__dict__
        self.values = {name: known[name] for name in ("language", *_DECORATION) if name in known}
        self.context = _context(line_break, style, layout.language)
        self.font = line_break.get_font_description(style)
        features = line_break.font_features(*(style[name] for name in _FEATURES))
        written = ",".join(f"{key} {value}" for key, value in features.items()).encode()
        self.feature = style.font_config.font_features[written] if features else None


def _context(line_break: Any, style: Any, language: Any) -> Any:
    ffi, pango, gobject = line_break.ffi, line_break.pango, line_break.gobject
    made = pango.pango_font_map_create_context(style.font_config.font_map)
    context = ffi.gc(made, gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    direction = line_break.PANGO_DIRECTION[style["direction"]]
    pango.pango_context_set_base_dir(context, direction)
    if style["font_language_override"] != "normal" or style["lang"]:
        pango.pango_context_set_language(context, language)
    return context
