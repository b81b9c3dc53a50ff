"""Recommendations + to whom they go → groups, each under its heading."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from publish.frontmatter.values import Addressee
from publish.language.localization import Words


@dataclass(frozen=True, slots=True)
class Group:
    """What is recommended to one addressee."""

    to: Markup
    """The heading, "To the government"; "" for what goes to all."""
    items: tuple[Markup, ...]


def grouped(
    texts: tuple[Markup, ...],
    addressees: tuple[Addressee, ...],
    names: tuple[Markup, ...],
    words: Words,
) -> tuple[Group, ...]:
    """Part recommendations by addressee, in their order; without any they are one group.

    `names` are those of the addressees as HTML, in the same order.
    """
    headings = [(0, Markup(""))] + [
        (each.first, name if each.is_heading else heading(name, words))
        for each, name in zip(addressees, names, strict=True)
    ]
    ends = [*headings, (len(texts), Markup(""))]
    parts = (Group(to, texts[start:end]) for (start, to), (end, _) in pairwise(ends))
    return tuple(each for each in parts if each.items)


def heading(name: Markup, words: Words) -> Markup:
    """Write to whom: "the donors" becomes "To the donors", unless it says so already."""
    pattern = words["addressee"]
    before, _, after = pattern.partition("{name}")
    plain = str(name)
    said = plain.replace("\N{NO-BREAK SPACE}", " ")
    if said.lower().startswith(before.lower()) and said.endswith(after):
        return name
    if words.lang.startswith("en") and plain.startswith("The "):
        plain = "the " + plain.removeprefix("The ")
    return Markup(before) + Markup(plain) + Markup(after)
