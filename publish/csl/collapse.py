"""Cites of one citation → grouped and collapsed (CSL 1.0.2, "Cite Grouping" and "Collapsing")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publish.csl.citation import Cite
from publish.csl.nodes import Section
from publish.csl.output import Output, Role, content, find, without
from publish.csl.vocabulary import Collapse, whole_number


@dataclass(frozen=True, slots=True)
class RenderedCite:
    """A cite and its output, without the cite's own prefix and suffix."""

    cite: Cite
    output: Output

    @property
    def names(self) -> str:
        """The rendered names, for comparing; "" where there are none."""
        return content(find(self.output, Role.NAMES))

    @property
    def number(self) -> int:
        """The citation number, 0 where it is not rendered."""
        found = find(self.output, Role.CITATION_NUMBER)
        return whole_number(found.value) if found is not None else 0

    @property
    def is_bare(self) -> bool:
        """Whether nothing was added to the cite: only such cites collapse into ranges."""
        return not (self.cite.prefix or self.cite.suffix or self.cite.locator)


@dataclass(frozen=True, slots=True)
class Joined:
    """A cite as it will be printed, and the delimiter before it (the first one's is unused)."""

    delimiter: str
    output: Output
    cite: Cite
    """Its prefix and suffix are still to be printed."""


@dataclass(frozen=True, slots=True)
class _Delimiters:
    layout: str
    group: str
    after_collapse: str
    year_suffix: str
    after_locator: str
    """Inside of a group, after a cite with a locator: "(Stern 2008, 14; 2009)"."""


def join_cites(
    cites: Sequence[RenderedCite], section: Section, has_suffixes: bool, is_note: bool
) -> list[Joined]:
    """Group and collapse cites as the style wants, and put delimiters between them.

    In notes the delimiter inside of groups is that of the layout where none is set: the usage of
    processors; the specification has ", " throughout.
    """
    options = section.options
    wanted = options.get("collapse", "")
    collapse = Collapse(wanted) if wanted in set(Collapse) else Collapse.NONE
    if collapse is Collapse.CITATION_NUMBER:
        return _collapse_numbers(cites, section.delimiter, options.get("after-collapse-delimiter"))
    group_delimiter = options.get("cite-group-delimiter", section.delimiter if is_note else ", ")
    delimiters = _Delimiters(
        section.delimiter,
        group_delimiter,
        options.get("after-collapse-delimiter", section.delimiter),
        options.get(
            "year-suffix-delimiter", options.get("cite-group-delimiter", section.delimiter)
        ),
        options.get("after-collapse-delimiter", group_delimiter),
    )
    if collapse is Collapse.NONE and "cite-group-delimiter" not in options:
        return [Joined(section.delimiter, each.output, each.cite) for each in cites]
    groups = _groups(cites)
    if not has_suffixes and collapse is not Collapse.NONE:
        collapse = Collapse.YEAR
    joined: list[Joined] = []
    after = delimiters.layout
    for group in groups:
        members = _collapse_group(group, collapse, delimiters)
        first = members[0]
        joined.append(Joined(after, first.output, first.cite))
        joined.extend(members[1:])
        is_collapsed = len(group) > 1 and collapse is not Collapse.NONE
        after = delimiters.after_collapse if is_collapsed else delimiters.layout
    return joined


def _groups(cites: Sequence[RenderedCite]) -> list[list[RenderedCite]]:
    """Bring cites with the same names together, where the first of them stood.

    A cite with a prefix ("but compare") begins anew: nothing moves across the author's words.
    """
    groups: list[list[RenderedCite]] = []
    latest: dict[str, list[RenderedCite]] = {}
    for index, cite in enumerate(cites):
        if cite.cite.prefix:
            latest = {}
        key = cite.names or f"\0{index}"
        if key not in latest:
            latest[key] = []
            groups.append(latest[key])
        latest[key].append(cite)
    return groups


def _collapse_group(
    group: list[RenderedCite], collapse: Collapse, delimiters: _Delimiters
) -> list[Joined]:
    first = group[0]
    joined = [Joined("", first.output, first.cite)]
    if collapse is Collapse.NONE:
        return joined + [Joined(delimiters.group, each.output, each.cite) for each in group[1:]]
    previous = first
    for each in group[1:]:
        if collapse is not Collapse.YEAR and _same_year(previous, each):
            letter = find(each.output, Role.YEAR_SUFFIX)
            assert letter is not None
            joined.append(Joined(delimiters.year_suffix, letter, each.cite))
        else:
            rest = without(each.output, find(each.output, Role.NAMES))
            delimiter = delimiters.after_locator if previous.cite.locator else delimiters.group
            if rest is not None:
                joined.append(Joined(delimiter, rest, each.cite))
        previous = each
    return _ranged(joined) if collapse is Collapse.YEAR_SUFFIX_RANGED else joined


def _same_year(one: RenderedCite, other: RenderedCite) -> bool:
    """Whether two cites differ by their year suffix alone."""
    if one.cite.locator or other.cite.locator or one.cite.suffix or other.cite.prefix:
        return False
    letters = find(one.output, Role.YEAR_SUFFIX), find(other.output, Role.YEAR_SUFFIX)
    if letters[0] is None or letters[1] is None:
        return False
    rests = [
        content(without(each.output, letter))
        for each, letter in zip((one, other), letters, strict=True)
    ]
    return rests[0] == rests[1]


def _ranged(joined: list[Joined]) -> list[Joined]:
    """Write three and more letters that follow each other as a range."""
    result: list[Joined] = []
    run: list[Joined] = []
    for each in joined:
        letter = _letter(each.output)
        follows = (
            bool(run)
            and each.output.role is Role.YEAR_SUFFIX
            and letter == _letter(run[-1].output) + 1
            and not (each.cite.prefix or run[-1].cite.suffix)
        )
        if run and not follows:
            result.extend(_shortened(run))
            run = []
        run.append(each)
    return result + _shortened(run)


def _shortened(run: list[Joined]) -> list[Joined]:
    if len(run) < 3:
        return run
    return [run[0], Joined("–", run[-1].output, run[-1].cite)]


def _letter(output: Output) -> int:
    """Count a year suffix: "a" is 1, "z" 26, "aa" 27; 0 where there is none."""
    found = find(output, Role.YEAR_SUFFIX)
    number = 0
    for char in found.value if found is not None else "":
        number = number * 26 + ord(char) - 96
    return number


def _collapse_numbers(
    cites: Sequence[RenderedCite], delimiter: str, after_collapse: str | None
) -> list[Joined]:
    """Write three and more numbers that follow each other as a range."""
    joined: list[Joined] = []
    after = delimiter
    index = 0
    while index < len(cites):
        end = index
        while end + 1 < len(cites) and _follows(cites[end], cites[end + 1]):
            end += 1
        first = cites[index]
        joined.append(Joined(after, first.output, first.cite))
        after = delimiter
        if end - index >= 2:
            joined.append(Joined("–", cites[end].output, cites[end].cite))
            after = after_collapse if after_collapse is not None else delimiter
        else:
            end = index
        index = end + 1
    return joined


def _follows(one: RenderedCite, other: RenderedCite) -> bool:
    return one.is_bare and other.is_bare and 0 < one.number == other.number - 1
