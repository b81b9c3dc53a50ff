"""One name → output: the order of its parts and their formatting (CSL 1.0.2, "Name-part Order")."""

from __future__ import annotations

import re
from dataclasses import replace

from publish.csl.collation import FIELD
from publish.csl.initials import initials
from publish.csl.markup import parse_pieces
from publish.csl.name_options import NameOptions
from publish.csl.nodes import NameElement, NamePart
from publish.csl.output import Glue, Output
from publish.csl.person import LiteralName, Name, PersonName
from publish.csl.textcase import change_case

_EAST_ASIAN = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_ARTICLE = re.compile(r"(?i)^(?:the|an?)\s+")
_THE = re.compile(r"(?i)^the\s+")
_JOINS_TIGHTLY = re.compile(r"[\u05d5\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\s]")
"""East Asian script, white space, and the Hebrew "and", which is a part of the next word."""
SHORT, INITIALS, FULL = 0, 1, 2
"""How much of a given name is shown: the levels of CSL 1.0.2, "Expansion of Individual Names"."""


def base_level(options: NameOptions) -> int:
    """Give the level at which the style itself shows given names."""
    if options.form == "short":
        return SHORT
    return INITIALS if options.initialize_with is not None and options.initialize else FULL


def is_east_asian(name: PersonName) -> bool:
    """Say whether a name is in a script that puts the family name first, without a space."""
    return bool(_EAST_ASIAN.search(name.family))


def joins_tightly(char: str) -> bool:
    """Say whether a conjunction that begins or ends so stands without a space on that side."""
    return bool(_JOINS_TIGHTLY.match(char))


def given_text(name: PersonName, options: NameOptions, level: int) -> str:
    """Write the given name at a level."""
    if level == SHORT or not name.given:
        return ""
    mark = options.initialize_with
    if mark is None or is_east_asian(name):
        return name.given
    shortens = options.initialize and level == INITIALS
    if level == FULL and options.initialize:
        return name.given  # expanded by disambiguation
    return initials(name.given, mark, options.initialize_with_hyphen, shortens)


def format_name(
    name: Name, options: NameOptions, element: NameElement | None, is_inverted: bool, level: int
) -> Output | None:
    """Write one name in its display order."""
    if isinstance(name, LiteralName):
        return _literal(name, element)
    parts = _Parts(name, options, element, level)
    if level == SHORT:
        return _affixed(parts.family_group(with_dropping=False), parts.family_part)
    if is_east_asian(name):
        return _joined([*parts.family_group(False), *parts.given_group(False)], "")
    if name.static_ordering and not is_inverted:
        return _joined([*parts.family_group(False), " ", *parts.given_group(False)], "")
    return parts.inverted() if is_inverted else parts.in_order()


def _literal(name: LiteralName, element: NameElement | None) -> Output | None:
    part = element.family if element is not None else None
    return _part([name.text], part, "family")


class _Parts:
    """The parts of one personal name, formatted, for the orders to choose from."""

    def __init__(
        self, name: PersonName, options: NameOptions, element: NameElement | None, level: int
    ) -> None:
        self.name = name
        self.options = options
        self.family_part = element.family if element is not None else None
        self.given_part = element.given if element is not None else None
        self.given = given_text(name, options, level)

    def family(self, text: str) -> Output | None:
        return _formatted(text, self.family_part)

    def given_piece(self, text: str) -> Output | None:
        return _formatted(text, self.given_part)

    def family_group(self, with_dropping: bool, demotes: bool = False) -> list[Output | str]:
        """Write the family name with the particles that go before it."""
        pieces: list[Output | str] = []
        if with_dropping:
            _append(pieces, self.given_piece(self.name.dropping), self.name.dropping)
        if not demotes:
            _append(pieces, self.family(self.name.non_dropping), self.name.non_dropping)
        family = self.family(self.name.family)
        if family:
            pieces.append(family)
        return pieces

    def given_group(self, demotes: bool) -> list[Output | str]:
        """Write the given name with the particles that go after it when inverted."""
        pieces: list[Output | str] = []
        for text, piece in (
            (self.given, self.given_piece(self.given)),
            (self.name.dropping, self.given_piece(self.name.dropping)),
            (self.name.non_dropping, self.family(self.name.non_dropping) if demotes else None),
        ):
            if piece and text:
                if pieces:
                    pieces.append(" ")
                pieces.append(piece)
        return pieces

    def inverted(self) -> Output | None:
        """Write family name, given name, suffix."""
        demotes = self.options.demote == "display-and-sort"
        family = _affixed(self.family_group(False, demotes), self.family_part)
        given = _affixed(self.given_group(demotes), self.given_part)
        pieces = [family, given, _formatted(self.name.suffix, None)]
        return _joined([piece for piece in pieces if piece], self.options.sort_separator)

    def in_order(self) -> Output | None:
        """Write given name, particles, family name, suffix."""
        pieces: list[Output | str] = self.family_group(True)
        if self.name.suffix:
            pieces.append(", " if self.name.comma_suffix else " ")
            pieces.append(self.name.suffix.replace("'", "’"))
        family = _affixed(pieces, self.family_part)
        given = _affixed([self.given_piece(self.given)], self.given_part) if self.given else None
        return _joined([piece for piece in (given, family) if piece], " ")


def _append(pieces: list[Output | str], piece: Output | None, text: str) -> None:
    """Add a particle, with a space unless it ends in an apostrophe or hyphen ("d'", "al-")."""
    if piece:
        pieces.append(piece)
        if text[-1] not in "'’-‐":
            pieces.append(" ")


def _formatted(text: str, part: NamePart | None) -> Output | None:
    if not text:
        return None
    piece = Output(parse_pieces(text))
    if part is None:
        return piece
    if part.text_case:
        piece = change_case(piece, part.text_case, "en")
    return replace(piece, format=part.look.format)


def _affixed(
    pieces: list[Output | str] | list[Output | None], part: NamePart | None
) -> Output | None:
    kept = tuple(piece for piece in pieces if piece)
    if not kept:
        return None
    if part is None:
        return Output(kept)
    return Output(kept, prefix=part.look.prefix, suffix=part.look.suffix)


def _part(pieces: list[str], part: NamePart | None, kind: str) -> Output | None:
    formatted = [_formatted(text, part) for text in pieces]
    return _affixed(formatted, part)


def _joined(pieces: list[Output | str], separator: str) -> Output | None:
    if not pieces:
        return None
    children: list[Output | str] = []
    for index, piece in enumerate(pieces):
        if index and separator:
            children.append(Glue(separator))
        children.append(piece)
    return Output(tuple(children))


def sort_text(name: Name, options: NameOptions, level: int, language: str) -> str:
    """Write a name for sorting: its keys in order of weight, each one ended.

    English articles do not count, but "A" is a word or a letter in other languages.
    """
    if isinstance(name, LiteralName):
        article = _ARTICLE if language.startswith("en") else _THE
        return f"{article.sub('', name.text)}{FIELD * 4}"
    particles, family = f"{name.dropping} {name.non_dropping}", name.family
    if options.demote == "never":
        particles, family = name.dropping, f"{name.non_dropping} {name.family}"
    if level == SHORT:
        return f"{family.strip()}{FIELD}"
    given = given_text(name, options, level)
    keys = (family, particles, given, name.suffix)
    return "".join(f"{key.strip()}{FIELD}" for key in keys)
