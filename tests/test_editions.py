"""A manuscript in several languages: found by name, made in one run, each naming the others."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from publish import settings
from publish.composing.editions import editions_of
from publish.draft import page_of, prepare
from publish.options import Options
from publish.project import Project
from publish.source import Source
from publish.targets import TARGETS
from tests.test_cli import publish

TEXTS = {
    "brief.md": "---\ntitle: Peace\nlang: en-GB\ndoi: 10.5555/x.1\n---\n\nText.\n",
    "brief.fa.md": "---\ntitle: صلح\nlang: fa-AF\n---\n\nمتن.\n",
    "brief.de.md": "---\ntitle: Frieden\nlang: de\nurl: https://example.org/de\n---\n\nText.\n",
    "brief.old.md": "---\ntitle: Old\nlang: en\n---\n\nNot an edition.\n",
    "briefing.md": "---\ntitle: Other\nlang: fr\n---\n\nNot an edition.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["brief.md", "brief.fa.md"])
def test_editions_are_found_by_their_names_and_languages(folder: Path, name: str) -> None:
    """From any of them; the one without a language in its name comes first."""
    project = Project.of(folder / name)
    found = editions_of(project, folder / name, settings.load(project))
    assert [(each.path.name, each.lang, each.address) for each in found] == [
        ("brief.md", "en-GB", "https://doi.org/10.5555/x.1"),
        ("brief.de.md", "de", "https://example.org/de"),
        ("brief.fa.md", "fa-AF", ""),
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "brief.md",
            'Also available in <a href="https://example.org/de" hreflang="de">German</a> and Dari.',
        ),
        (
            "brief.de.md",
            'Auch auf <a href="https://doi.org/10.5555/x.1" hreflang="en-GB">Englisch</a> und Dari'
            " erhältlich.",
        ),
        ("brief.old.md", ""),
    ],
)
def test_each_edition_names_the_others(folder: Path, name: str, sentence: str) -> None:
    """With links to where they are published, also for readers of the HTML."""
    project = Project.of(folder / name)
    draft = prepare(project, Source(name, TEXTS[name]), Options())
    html = page_of(draft, TARGETS["screen"]).html.replace("\u2060", "").replace("\u00ad", "")
    found = re.search(r'<span class="editions">(.*?)</span> ', html)
    said = found[1].replace("\xa0", " ") if found else ""
    assert re.sub(r"\s+", " ", said) == sentence
    assert ('<link rel="alternate"' in html) is bool(sentence)


def test_all_languages_are_made_in_one_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    code, _, said = publish("pdf", "brief.fa.md", "--languages", "all")
    assert (code, [line.split(" (")[0] for line in said.splitlines()]) == (
        0,
        ["made build/brief.pdf", "made build/brief.de.pdf", "made build/brief.fa.pdf"],
    )
    with pypdfium2.PdfDocument(folder / "build" / "brief.pdf") as document:
        assert "German and Dari" in document[0].get_textpage().get_text_range()
    alone = publish("pdf", "brief.md", "-o", "alone.pdf")
    assert alone[0] == 0
    assert (folder / "alone.pdf").read_bytes() == (folder / "build" / "brief.pdf").read_bytes()


def test_some_languages_may_be_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert publish("pdf", "brief.md", "--languages", "fa,en", "--output-dir", "out")[0] == 0
    made = sorted(each.name for each in (folder / "out").glob("*.pdf"))
    assert made == ["brief.fa.pdf", "brief.pdf"]


def test_a_language_without_an_edition_is_wrong_usage(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    code, _, said = publish("pdf", "brief.md", "--languages", "it")
    assert (code, "has no edition in 'it'; there are: en-GB, de, fa-AF" in said) == (2, True)
