"""Pictures that stand alone become figures with captions (Pandoc, "implicit_figures")."""

from __future__ import annotations

from markdown_it.token import Token

from publish.syntax.attributes import Attributes

BELOW = ("note", "source", "credit")
"""Attributes of figures and tables that are printed below them, in this order."""


def make_figures(tokens: list[Token]) -> list[Token]:
    """Turn each paragraph that is one picture into a figure; the picture's text is its caption."""
    made: list[Token] = []
    at = depth = 0
    while at < len(tokens):
        depth += (tokens[at].type == "figure_open") - (tokens[at].type == "figure_close")
        pictures = _labelled_pictures(tokens, at) if depth else []
        if pictures:
            for each in pictures:
                made += _figure(each, tokens[at + 1], tokens[at].level)
            at += 3
            continue
        picture = _lone_picture(tokens, at)
        if picture is None:
            made.append(tokens[at])
            at += 1
            continue
        made += _figure(picture, tokens[at + 1], tokens[at].level)
        at += 3
    return made


def _labelled_pictures(tokens: list[Token], at: int) -> list[Token]:
    """Give the pictures of a paragraph within a figure (pandoc-crossref's manual, "Subfigures")."""
    if tokens[at].type != "paragraph_open" or len(tokens) < at + 3:
        return []
    children = [
        child
        for child in tokens[at + 1].children or ()
        if child.type not in ("softbreak", "hardbreak", "text") or child.content.strip()
    ]
    are_all = all(
        child.type == "image" and (child.meta.get("attributes") or Attributes()).id
        for child in children
    )
    return children if are_all and len(children) > 1 else []


def _lone_picture(tokens: list[Token], at: int) -> Token | None:
    if tokens[at].type != "paragraph_open" or len(tokens) < at + 3:
        return None
    children = [
        child
        for child in tokens[at + 1].children or ()
        if child.type not in ("softbreak", "text") or child.content.strip()
    ]
    if len(children) == 2 and children[0].type == "image" and children[1].content == "\\":
        (tokens[at + 1].children or []).remove(children[1])  # a backslash keeps it in its line
        return None
    if len(children) != 1 or children[0].type != "image":
        return None
    attributes: Attributes = children[0].meta.get("attributes") or Attributes()
    is_figure = children[0].children or attributes.id or _below(attributes)
    return children[0] if is_figure else None


def _figure(picture: Token, inline: Token, level: int) -> list[Token]:
    attributes: Attributes = picture.meta.get("attributes") or Attributes()
    opening = Token("figure_open", "figure", 1, level=level, block=True)
    opening.map = inline.map
    opening.meta["span"] = picture.meta["span"]
    below = _below(attributes)
    opening.meta["attributes"] = Attributes(attributes.id, attributes.classes, below)
    rest = {name: value for name, value in attributes.pairs.items() if name not in below}
    picture.meta["attributes"] = Attributes(pairs=rest)
    picture.meta["in_figure"] = True
    holder = Token("inline", "", 0, level=level + 1, children=[picture])
    holder.meta["located"] = inline.meta["located"]
    figure = [opening, holder]
    if picture.children:
        words = Token("inline", "", 0, level=level + 2, content=picture.content)
        words.children = picture.children
        words.meta["located"] = inline.meta["located"]
        figure += [
            Token("figcaption_open", "figcaption", 1, level=level + 1),
            words,
            Token("figcaption_close", "figcaption", -1, level=level + 1),
        ]
        picture.meta["caption"] = picture.children
        picture.children = None
    return [*figure, Token("figure_close", "figure", -1, level=level, block=True)]


def _below(attributes: Attributes) -> dict[str, str]:
    """Give what an author writes about a picture to be printed below it."""
    return {name: value for name, value in attributes.pairs.items() if name in BELOW}


def make_div_figures(tokens: list[Token]) -> list[Token]:
    """Turn `::: {#fig-x}` and `::: {#tbl-x}` into figures; the last paragraph is the caption.

    Quarto, "Cross References", "Figure Divs" and "Table Divs".
    """
    opened: list[tuple[Token, str]] = []
    for at, token in enumerate(tokens):
        if token.type == "div_open":
            attributes: Attributes = token.meta.get("attributes") or Attributes()
            opened.append((token, attributes.id.replace(":", "-").partition("-")[0]))
        elif token.type == "div_close" and opened:
            opening, kind = opened.pop()
            name = {"fig": "figure", "tbl": "table_figure"}.get(kind)
            if name:
                opening.type, token.type = f"{name}_open", f"{name}_close"
                _make_caption(tokens, at)
    return tokens


def _make_caption(tokens: list[Token], end: int) -> None:
    """Make the paragraph before the end of a div its caption."""
    before = tokens[end - 3 : end]
    kinds = [each.type for each in before]
    if kinds != ["paragraph_open", "inline", "paragraph_close"]:
        return
    before[0].type, before[2].type = "figcaption_open", "figcaption_close"
    before[0].hidden = before[2].hidden = False
