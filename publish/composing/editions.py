"""A manuscript + its project → its editions in other languages: `brief.md`, `brief.fa.md`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from publish import manuscript
from publish.composing.imprint import doi_address
from publish.diagnostics import Diagnostic
from publish.frontmatter.front import FrontMatter
from publish.project import Project
from publish.settings import Settings
from publish.source import Source
from publish.syntax.language import DEFAULT_LANGUAGE

_NAME = re.compile(r"(?P<stem>[^/]+?)(?:\.(?P<lang>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.md")


@dataclass(frozen=True, slots=True)
class Edition:
    """A manuscript in one language."""

    path: Path
    lang: str
    """As its front matter says (BCP 47)."""
    address: str
    """Where it is published: its DOI's address or its own; "" for none."""


def editions_of(project: Project, path: Path, rules: Settings) -> tuple[Edition, ...]:
    """Find all editions of a manuscript, itself among them, by their names.

    The editions of `brief.md` are files beside it such as `brief.fa.md`, whose front matter is
    in that language; and the other way round. The one without a language in its name comes first.
    """
    named = _NAME.fullmatch(path.name)
    if named is None:
        return ()
    stem = named["stem"]
    found: list[Edition] = []
    for each in project.beside(path, f"{stem}*.md"):
        other = _NAME.fullmatch(each.name)
        if other is None or other["stem"] != stem:
            continue
        read = project.read_text(each, "manuscript")
        edition = None if isinstance(read, Diagnostic) else _edition(each, read, rules)
        if edition and (not other["lang"] or _is_of(edition.lang, other["lang"])):
            found.append(edition)
    return tuple(sorted(found, key=lambda each: (each.path.stem != stem, each.lang)))


def other_editions(project: Project, source: Source, rules: Settings) -> tuple[Edition, ...]:
    """Find the editions of a manuscript in other languages than its own."""
    path = project.root / source.name
    editions = editions_of(project, path, rules)
    own = next((each.lang for each in editions if each.path.name == path.name), "")
    return tuple(each for each in editions if own and each.lang != own)


def _edition(path: Path, source: Source, rules: Settings) -> Edition:
    front: FrontMatter = manuscript.read(source).front
    address = doi_address(front.doi) or (front.url if "://" in front.url else "")
    return Edition(path, front.lang or rules.lang or DEFAULT_LANGUAGE, address)


def _is_of(lang: str, named: str) -> bool:
    return lang.lower().split("-")[0] == named.lower().split("-")[0]
