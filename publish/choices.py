"""Front matter + settings + command line → Choices: whose word counts for each question."""

from __future__ import annotations

from dataclasses import dataclass

from publish.located import Located
from publish.manuscript import Manuscript
from publish.options import Options
from publish.press_settings import PressSettings
from publish.project import SETTINGS_FILE
from publish.settings import Settings, place
from publish.source import Span

DEFAULT_STYLE = "base"
DEFAULT_LANG = "en-US"
DEFAULT_CSL = "publish-notes"
DEFAULT_PAPER = "a4"
"""ISO 216; a manuscript for readers in North America says `paper: letter`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A name, and where someone chose it."""

    name: str
    """"" when nobody chose."""
    at: Span | None = None
    beside: str = ""
    """Name of the file that says so; relative paths count from its folder."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a run is made with."""

    style: Choice
    layout: Choice
    csl: Choice
    lang: str
    paper: str
    press: PressSettings
    """What neither command line nor settings say is None or ""."""


def choose(manuscript: Manuscript, settings: Settings, options: Options) -> Choices:
    """Ask the command line first, then the front matter, then the project's settings."""
    front = manuscript.front
    beside = manuscript.source.name
    lang = front.lang or settings.lang or DEFAULT_LANG
    return Choices(
        style=_first(options.style, front.style, "style", settings, beside),
        layout=_first("", front.layout, "layout", settings, beside),
        csl=_first(options.csl, front.csl, "csl", settings, beside),
        lang=lang,
        paper=options.paper or front.paper or settings.paper or DEFAULT_PAPER,
        press=options.press.over(settings.press),
    )


def _first(
    option: str, field: Located | None, setting: str, settings: Settings, beside: str
) -> Choice:
    if option:
        return Choice(option, None, beside)
    if field is not None and field.text.strip():
        return Choice(field.text.strip(), field.span, field.span.source.name)
    name = getattr(settings, setting)
    assert isinstance(name, str)
    at = place(settings.source, setting) if settings.source and name else None
    return Choice(name, at, SETTINGS_FILE)
