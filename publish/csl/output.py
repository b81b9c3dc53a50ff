"""The tree that rendering elements leave: affixes and delimiters stand apart until the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from publish.csl.nodes import PLAIN, Format, Look


class Role(StrEnum):
    """What a part of the tree is, for the steps that come after rendering."""

    CITE = "cite"
    NAMES = "names"
    NAME_LIST = "name-list"
    NAME = "name"
    YEAR = "year"
    DATE = "date"
    YEAR_SUFFIX = "year-suffix"
    CITATION_NUMBER = "citation-number"
    LOCATOR = "locator"
    TERM = "term"
    FIRST_FIELD = "first-field"


class Glue(str):
    """A delimiter among children: punctuation merges with it as with an affix."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Output:
    """One piece of output; never empty: what renders nothing is None."""

    children: tuple[Output | str, ...]
    prefix: str = ""
    suffix: str = ""
    delimiter: str = ""
    """Set between children."""
    format: Format | None = None
    is_toggle: bool = False
    """Whether formatting equal to the one around it turns it off (markup in fields)."""
    quotes: bool = False
    display: str = ""
    href: str = ""
    language: str = ""
    is_nocase: bool = False
    is_affix: bool = False
    """Whether its text merges punctuation as affixes do (prefix and suffix of a cite)."""
    role: Role | None = None
    value: str = ""
    """Of roles: the year, the letter, the number, the variable of a name list."""


def gather(
    children: Iterable[Output | str | None], look: Look = PLAIN, delimiter: str = "",
    role: Role | None = None, value: str = "",
) -> Output | None:  # fmt: skip
    """Make a piece of the non-empty children, affixes and formatting from `look`.

    Text case and periods are the caller's to see to.
    """
    kept = tuple(child for child in children if child)
    if not kept:
        return None
    if look is PLAIN:
        return Output(kept, delimiter=delimiter, role=role, value=value)
    output = Output(
        kept, look.prefix, look.suffix, delimiter, look.format, quotes=look.quotes, role=role,
        value=value,
    )  # fmt: skip
    return Output((output,), display=look.display) if look.display else output


def walk(output: Output) -> Iterator[Output]:
    """Give every piece of the tree, parents first, in order of text."""
    yield output
    for child in output.children:
        if isinstance(child, Output):
            yield from walk(child)


def find(output: Output | None, role: Role) -> Output | None:
    """Give the first piece with a role."""
    if output is None:
        return None
    return next((each for each in walk(output) if each.role is role), None)


def edit(output: Output, change: Callable[[Output], Output | bool | None]) -> Output | None:
    """Rebuild the tree: `change` gives a piece's replacement, None to drop it, True to go inside.

    Pieces left without content vanish with their affixes.
    """
    changed = change(output)
    if changed is not True:
        return changed if isinstance(changed, Output) else None
    children: list[Output | str] = []
    is_same = True
    for child in output.children:
        new = edit(child, change) if isinstance(child, Output) else child
        is_same = is_same and new is child
        if new is not None:
            children.append(new)
    if is_same:
        return output
    if all(isinstance(child, Glue) for child in children):
        return None
    return replace(output, children=tuple(children))


def without(output: Output | None, target: Output | None) -> Output | None:
    """Take one piece out of the tree."""
    if output is None or target is None:
        return output
    return edit(output, lambda piece: None if piece is target else True)


def replaced(output: Output, target: Output, new: Output | None) -> Output | None:
    """Put another piece in the place of one."""
    return edit(output, lambda piece: new if piece is target else True)


def map_text(output: Output, change: Callable[[str], str]) -> Output | None:
    """Change all text inside, the affixes of descendants included, but not its own affixes."""
    children: list[Output | str | None] = []
    for child in output.children:
        if isinstance(child, Output):
            inner = map_text(child, change)
            children.append(
                inner
                and replace(
                    inner,
                    prefix=change(inner.prefix),
                    suffix=change(inner.suffix),
                    delimiter=change(inner.delimiter),
                )
            )
        elif isinstance(child, Glue):
            children.append(Glue(change(child)))
        else:
            children.append(change(child))
    kept = tuple(child for child in children if child)
    return replace(output, children=kept) if kept else None


def content(output: Output | None) -> str:
    """Give all characters, affixes and delimiters included, unpunctuated: for comparing."""
    if output is None:
        return ""
    parts = [child if isinstance(child, str) else content(child) for child in output.children]
    return output.prefix + output.delimiter.join(parts) + output.suffix
