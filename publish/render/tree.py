"""The parsed HTML tree, made ready for the renderer."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from publish.render.even_lines import EVEN
from publish.render.messages import Listener, Message
from publish.render.pull_quotes import PULL_QUOTE

_OPEN_SCHEMES = ("http:", "https:", "mailto:", "#")


def prepare_tree(root: Element, listener: Listener) -> None:
    """Do on the parsed tree what HTML's grammar forbids in the text, and close bad links.

    A note lies inside its call, both of them links: HTML takes no `a` in an `a`, the tree does.
    """
    for element in root.iter():
        if element.tag == "note-call":
            element.tag = "a"
        if element.tag == "sub" and any(map(str.isalpha, "".join(element.itertext()))):
            element.set("data-letters", "")  # typefaces have lowered figures, and few letters
        if PULL_QUOTE in element.get("class", "").split():
            for child in element:
                child.set(EVEN, "")
        if element.tag in ("a", "area") and "href" in element.attrib:
            href = element.attrib["href"].strip()
            if not href.lower().startswith(_OPEN_SCHEMES):
                del element.attrib["href"]
                text = "links go to 'http:', 'https:', 'mailto:' or a place in the document"
                listener.heard[Message("refused", text, href[:200])] = None
