"""HTML that is XML as well, read by the XML parser in C: the same tree in a tenth of the time.

The renderer's HTML parser, in Python, takes 35 ms for a brief. What we write ourselves is well
formed, and where the nesting too is plain, HTML's rules and XML's give the same tree (HTML Living
Standard §13.2.6, as WeasyPrint's tinyhtml5 follows it). Anything else goes to the HTML parser.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_BLOCKS = _HEADINGS | _names(
    "address article aside blockquote details div dl figcaption figure footer header hgroup hr "
    "main nav ol p pre section summary table ul"
)
"""What ends an open paragraph."""
_VOID = _names("br col hr img link meta wbr")
_PHRASES = _names(
    "a abbr b bdi bdo br cite code dfn em i img ins kbd mark note-call q s samp small span strong "
    "sub sup u var wbr"
)
_PLACES = {
    "title": ("head",),
    "meta": ("head",),
    "link": ("head",),
    "li": ("ol", "ul"),
    "dt": ("dl",),
    "dd": ("dl",),
    "caption": ("table",),
    "colgroup": ("table",),
    "col": ("colgroup",),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "tr": ("thead", "tbody", "tfoot"),
    "td": ("tr",),
    "th": ("tr",),
}
"""Elements that stand in some places only; elsewhere the HTML parser moves them."""
_HOLDS_NO_TEXT = _names("head table colgroup thead tbody tfoot tr")
_HOLDS_PARTS_ONLY = _HOLDS_NO_TEXT | {"ol", "ul", "dl"}
_BARE = re.compile(rf"<({'|'.join(sorted(_VOID))})((?:\s[^<>]*?)?)\s*/?>")
_DIFFERENT = re.compile(
    r"<[!?]|\r|&(?!(?:amp|lt|gt|quot|#39|#x27|#34);)|=\s*\"[^\"\n\t]*[\n\t]|=\s*'[^'\n\t]*[\n\t]"
)
"""Comments, other references, and line ends in attributes: the two parsers differ on them."""
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_START = "<!DOCTYPE html>"
_END = re.compile(r"</body>(\s*)</html>(\s*)\Z")


def tree_of(html: str) -> Element | None:
    """Give the tree that an HTML parser makes of this; None where only such a parser knows."""
    text, voids = _BARE.subn(r"<\1\2/>", html.removeprefix(_START))
    end = _END.search(html)
    if not end or not html.startswith(_START) or _DIFFERENT.search(text):
        return None
    if text.count("/>") != voids:
        return None  # to HTML, "<p/>" opens a paragraph
    try:
        root = fromstring(text)
    except (ParseError, UnicodeEncodeError):
        return None
    if root.tag != "html" or [each.tag for each in root] != ["head", "body"] or not _is_plain(root):
        return None
    _space_as_html(root, end[1] + end[2])
    return root


def _space_as_html(root: Element, behind: str) -> None:
    """Drop white space before the head, and put into the body what follows it."""
    root.text = None
    body = root[1]
    body.tail = None
    if behind and len(body):
        body[-1].tail = (body[-1].tail or "") + behind
    elif behind:
        body.text = (body.text or "") + behind


def _is_plain(root: Element) -> bool:
    """Say whether every element stands where the HTML parser leaves it."""
    names: set[str] = set()
    waiting = [(each, False, False) for each in root]
    while waiting:
        parent, is_in_p, is_in_a = waiting.pop()
        place = parent.tag
        names.update(parent.attrib)
        if place in _HOLDS_NO_TEXT and not _has_space_only(parent):
            return False
        if (place in _VOID or place == "title") and len(parent):
            return False
        if place == "pre" and (parent.text or "").startswith("\n"):
            return False
        is_in_p = is_in_p or place == "p"
        is_in_a = is_in_a or place == "a"
        for child in parent:
            if not _may_stand(child.tag, place, is_in_p, is_in_a):
                return False
            waiting.append((child, is_in_p, is_in_a))
    names.update(root.attrib)
    return all(_NAME.fullmatch(each) for each in names)


def _may_stand(tag: str, place: str, is_in_p: bool, is_in_a: bool) -> bool:
    if tag in _PHRASES:
        return place not in _HOLDS_PARTS_ONLY and not (tag == "a" and is_in_a)
    if tag in _BLOCKS:
        if tag in _HEADINGS and place in _HEADINGS:
            return False
        return place not in _HOLDS_PARTS_ONLY and not is_in_p
    return place in _PLACES.get(tag, ())


def _has_space_only(element: Element) -> bool:
    texts = [element.text, *(each.tail for each in element)]
    return not any(each and each.strip(" \n\t") for each in texts)


def parse_quickly(weasyprint: Any) -> None:
    """Let the renderer ask for its HTML parser only where the tree is not plain."""
    slow = weasyprint.tinyhtml5

    class Parser:
        """Stands in for the module `tinyhtml5`."""

        @staticmethod
        def parse(file: Any, **options: Any) -> Any:
            tree = tree_of(file.getvalue())
            return slow.parse(file, **options) if tree is None else tree

    weasyprint.tinyhtml5 = Parser
