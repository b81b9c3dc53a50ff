"""Raw HTML in a text → tokens of the elements that are allowed; the rest goes, and is told.

Elements and attributes are those of the HTML Living Standard §4 that put words on a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import html_block as library_html_block
from markdown_it.token import Token

from publish.diagnostics import Diagnostic, shortened, warning
from publish.located import Located

_GLOBAL = frozenset(("id", "class", "lang", "dir", "title", "role", "aria-label", "aria-hidden"))
_OWN = {
    "a": ("href", "name"),
    "bdo": ("dir",),
    "blockquote": ("cite",),
    "col": ("span",),
    "colgroup": ("span",),
    "del": ("datetime",),
    "img": ("src", "alt", "width", "height"),
    "ins": ("datetime",),
    "li": ("value",),
    "ol": ("start", "type", "reversed"),
    "q": ("cite",),
    "td": ("colspan", "rowspan", "headers"),
    "th": ("colspan", "rowspan", "headers", "scope", "abbr"),
    "time": ("datetime",),
}
_WITHOUT_EFFECT = {"a": ("target", "rel", "download", "hreflang")}
"""What says only how a browser follows a link: nothing on a page is lost without it."""
_ALLOWED = (
    "a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup"
    " data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr"
    " i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary"
    " sup table tbody td tfoot th thead time tr u ul var wbr"
)
ALLOWED = frozenset(_ALLOWED.split())
VOID = frozenset(("br", "hr", "img", "wbr", "col"))
_GONE = (
    "script style iframe object embed applet template noscript noembed noframes frameset"
    " textarea select svg math video audio canvas title xmp head"
)
_WITH_CONTENT = frozenset(_GONE.split())
"""Elements that go with all that is in them."""
_END_OPTIONAL = frozenset(("p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot"))
"""HTML Living Standard §13.1.2.4, "Optional tags"."""
DEPTH_LIMIT = 40
SPAN_LIMIT = 100
"""The most rows or columns that a cell may span; the renderer needs hours for thousands."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)(?![^\s/>])")
"""A tag; an address such as <jane@example.org> in a block of HTML is text."""
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?"""
)
_ADDRESS = re.compile(
    r"""(?:\b(?:href|src|srcset|data|poster|background|action)\s*=\s*|@import\s+|\burl\(\s*)"""
    r"""["']?(?!url\()([^"'\s<>)]{3,})""",
    re.IGNORECASE,
)
_LOST = 2000
"""Characters of a dropped element that are looked through for addresses."""
_CSS_ESCAPE = re.compile(r"\\0{0,4}([0-9A-Fa-f]{2})\s?")
_NAMED = 3
"""As many names stand in one message."""
_NOT_AN_ELEMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)", re.DOTALL)


class Cleaner:
    """Turns raw HTML into tokens, and keeps what there is to tell."""

    def __init__(self, *, is_literal: bool = False) -> None:
        """Drop what is not allowed, or print it as it stands where `is_literal`."""
        self._is_literal = is_literal
        self.diagnostics: list[Diagnostic] = []
        self._endless: set[str] = set()
        self._lost = ""

    def tokens(self, html: str, located: Located, lost: str = "") -> list[Token]:
        """Read a piece of HTML: text, and the tags that are allowed.

        `lost` is what has gone already with an element that is not allowed.
        """
        found: list[Token] = []
        self._lost = lost
        self._endless.clear()
        at = 0
        while at < len(html):
            opening = html.find("<", at)
            if opening < 0:
                opening = len(html)
            if opening > at:
                found.append(_text(html[at:opening], located, at))
            if opening == len(html):
                break
            at = self._markup(html, opening, located, found)
        return found

    def _markup(self, html: str, at: int, located: Located, found: list[Token]) -> int:
        """Read what begins with a `<`; give where it ends."""
        other = _NOT_AN_ELEMENT.match(html, at)
        if other is not None:
            if not other[0].startswith("<!--"):
                what = f"'{_short(other[0])}' is not printed{_loads(other[0])}"
                self._tell(what, located, at, other.end())
            return other.end()
        tag = _TAG.match(html, at)
        end = html.find(">", at)
        if tag is None or end < 0:
            found.append(_text("<", located, at))
            return at + 1
        name = tag[2].lower()
        attributes, end = _attributes(html, tag.end())
        if name not in ALLOWED:
            if self._is_literal:
                return self._print(html, name, at, end, located, found)
            return self._refuse(html, name, bool(tag[1]), at, end, located)
        token = Token("html_close", name, -1) if tag[1] else self._open(name, attributes)
        if not tag[1]:
            for key in _WITHOUT_EFFECT.get(name, ()):
                attributes.pop(key, None)
            self._tell_attributes(name, attributes, located, at, end)
        token.meta["at"] = ((0, located.place(at)),)
        token.meta["span"] = located.at(at, end)
        found.append(token)
        return end

    def _open(self, name: str, attributes: dict[str, str]) -> Token:
        token = Token("html_void", name, 0) if name in VOID else Token("html_open", name, 1)
        kept = {key: value for key, value in attributes.items() if _is_allowed(name, key)}
        for key in ("colspan", "rowspan", "span"):
            if key in kept:
                kept[key] = str(
                    min(int(kept[key] or 1), SPAN_LIMIT) if _is_number(kept[key]) else 1
                )
        if "name" in kept:  # HTML Living Standard §16.2: an identifier in older texts
            kept.setdefault("id", kept.pop("name"))
            kept.pop("name", None)
        token.attrs = dict(kept)
        return token

    def _refuse(
        self, html: str, name: str, is_end: bool, at: int, end: int, located: Located
    ) -> int:
        """Leave out an element that is not allowed; some go with their content."""
        if is_end:
            return end
        after = self._end_of_content(html, name, end)
        what = f"the element <{name}> is not allowed, and not printed"
        self._tell(what + _loads(html[at:after] + self._lost), located, at, end)
        return after

    def _print(
        self, html: str, name: str, at: int, end: int, located: Located, found: list[Token]
    ) -> int:
        """Let a tag that is not allowed stand as text."""
        token = _text("", located, at)
        token.type, token.content = "text", html[at:end]
        found.append(token)
        what = f"the element <{name}> is not allowed, and printed as it stands"
        self._tell(what, located, at, end)
        return end

    def _end_of_content(self, html: str, name: str, end: int) -> int:
        """Find the end of what goes with an element."""
        if name not in _WITH_CONTENT or name in self._endless:
            return end
        closing = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(html, end)
        if closing is None:
            self._endless.add(name)
            return end
        return closing.end()

    def _tell_attributes(
        self, name: str, attributes: dict[str, str], located: Located, at: int, end: int
    ) -> None:
        refused = {key: value for key, value in attributes.items() if not _is_allowed(name, key)}
        if refused:
            keys = [f"'{_short(key)}'" for key in refused]
            listed = ", ".join(keys[:_NAMED]) + (" and others" if len(keys) > _NAMED else "")
            what = f"attribute {listed}" if len(keys) == 1 else f"attributes {listed}"
            verb = "is" if len(keys) == 1 else "are"
            values = " ".join(f'{key}="{value}"' for key, value in refused.items())
            message = f"the {what} of <{name}> {verb} not allowed{_loads(values)}"
            self._tell(message, located, at, end)

    def _tell(self, message: str, located: Located, at: int, end: int) -> None:
        self.diagnostics.append(warning("raw-html", message, located.at(at, min(end, at + 80))))


def html_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a block of HTML; in the text of another one there are only marks."""
    if state.env.get("is_in_html"):
        return False
    return library_html_block(state, start_line, end_line, silent)


def balance(tokens: Iterable[Token], diagnostics: list[Diagnostic]) -> list[Token]:
    """Close every element within what holds it, and leave out ends without a beginning."""
    kept: list[Token] = []
    opened: list[Token | None] = []
    for token in tokens:
        if token.type == "html_close":
            if not _close_to(token.tag, opened, kept):
                message = f"the end tag </{token.tag}> closes nothing"
                diagnostics.append(warning("raw-html", message, token.meta["span"]))
        elif token.type == "html_open" and _is_deep(opened):
            _tell_depth(token, diagnostics)
        else:
            if token.nesting == 1:
                opened.append(token if token.type == "html_open" else None)
            elif token.nesting == -1:
                _close_all(opened, kept, diagnostics)
            kept.append(token)
    while opened:
        _close_all(opened, kept, diagnostics)
    return kept


def _is_deep(opened: list[Token | None]) -> bool:
    return sum(each is not None for each in opened[-DEPTH_LIMIT:]) >= DEPTH_LIMIT


def _close_all(
    opened: list[Token | None], kept: list[Token], diagnostics: list[Diagnostic]
) -> None:
    """Close the elements that are open within the innermost mark or block, and leave that."""
    while opened and (left := opened.pop()) is not None:
        kept.append(_end(left, diagnostics))


def _close_to(name: str, opened: list[Token | None], kept: list[Token]) -> bool:
    for at in range(len(opened) - 1, -1, -1):
        each = opened[at]
        if each is None:
            return False
        if each.tag == name:
            kept.extend(Token("html_close", left.tag, -1) for left in reversed(opened[at:]) if left)
            del opened[at:]
            return True
    return False


def _end(token: Token, diagnostics: list[Diagnostic]) -> Token:
    if token.tag not in _END_OPTIONAL:
        message = f"the element <{token.tag}> is not closed where it was opened"
        diagnostics.append(warning("raw-html", message, token.meta["span"]))
    return Token("html_close", token.tag, -1)


def _tell_depth(token: Token, diagnostics: list[Diagnostic]) -> None:
    if not any(each.code == "nesting" for each in diagnostics):
        message = f"HTML elements nest deeper than {DEPTH_LIMIT}: the rest of them is left out"
        diagnostics.append(warning("nesting", message, token.meta["span"]))


def drop_content(tokens: list[Token]) -> list[Token]:
    """Take out what stands between the tags of a script or the like within one paragraph."""
    kept: list[Token] = []
    waiting = ""
    ends = {name for token in tokens if (name := _tag_name(token, is_end=True))}
    for token in tokens:
        if waiting:
            if _tag_name(token, is_end=True) == waiting:
                waiting = ""
            kept[-1].meta["lost"] = (kept[-1].meta.get("lost", "") + token.content)[:_LOST]
            continue
        kept.append(token)
        name = _tag_name(token, is_end=False)
        if name in _WITH_CONTENT and name in ends:
            waiting = name
            ends.discard(name)
    return kept


def _tag_name(token: Token, *, is_end: bool) -> str:
    if token.type != "html_inline":
        return ""
    found = _TAG.match(token.content)
    return found[2].lower() if found and bool(found[1]) == is_end else ""


def _attributes(html: str, at: int) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    while attribute := _ATTRIBUTE.match(html, at):
        value = attribute[2] or attribute[3] or attribute[4] or ""
        found.setdefault(attribute[1].lower(), unescape(value))
        at = attribute.end()
    end = html.find(">", at)
    return found, end + 1 if end >= 0 else len(html)


def _is_allowed(name: str, key: str) -> bool:
    return key in _GLOBAL or key in _OWN.get(name, ())


def _loads(html: str) -> str:
    """Name the addresses that a piece of HTML or CSS would have loaded."""
    if "=" not in html and "(" not in html and "@" not in html:
        return ""
    plain = _CSS_ESCAPE.sub(lambda each: chr(int(each[1], 16)), html)
    names = list(dict.fromkeys(_ADDRESS.findall(plain)))
    if not names:
        return ""
    listed = ", ".join(f"'{shortened(each)}'" for each in names[:_NAMED])
    more = " and others" if len(names) > _NAMED else ""
    return f"; {listed}{more} {'is' if len(names) == 1 else 'are'} not loaded"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9


def _text(text: str, located: Located, at: int) -> Token:
    token = Token("html_text", "", 0, content=unescape(text))
    token.meta["at"] = ((0, located.place(at)),)
    token.meta["located"] = located.part(at, at + len(text))
    return token


def _short(text: str) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= 40 else bare[:39] + "…"
