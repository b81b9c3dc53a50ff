"""Where a line may end and where not: `|` a soft hyphen, `~` a no-break space, `+` a joiner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.language.hyphens import patterns
from publish.language.line_breaks import set_breaks

MONTHS = ("December", "April", "May")
SIGNS = str.maketrans(
    {"\xad": "|", "\xa0": "~", "\u2060": "+", "\u200b": "^", "\N{NARROW NO-BREAK SPACE}": "'"}
)
INVISIBLE = str.maketrans(
    {"\xad": None, "\u2060": None, "\u200b": None, "\xa0": " ", "\N{NARROW NO-BREAK SPACE}": " "}
)


def shown(html: str, lang: str = "en-GB") -> str:
    """Set the breaks and show them as signs."""
    return set_breaks(html, lang, MONTHS).translate(SIGNS)


@pytest.mark.parametrize(
    ("name", "html", "expected"),
    [
        ("a long word may be divided", "<p>the institutions met again here", "insti|tu|tions"),
        ("a name is never divided", "<p>in Afghanistan they were", "Afghanistan"),
        ("a capital inside a word is a name", "<p>the YouTuberism of late", "YouTuberism"),
        ("the last word of a paragraph stays whole", "<p>a recognition.</p>", "recognition."),
        (
            "a cell of code is not kept on one line",
            "<td><code>about_authors</code>, <code>publisher</code>, x</td>",
            "</code>, <code>",
        ),
        ("a short cell stays on one line", "<td>11 May <code>a b</code></td>", "11~May~<code>a b<"),
        ("the last word stays whole before a stop", "<p>of <em>recognition</em>.", "recognition<"),
        (
            "the last word stays whole before the call of an endnote",
            '<p>a recognition.<a class="note-call">12</a></p>',
            "a recognition.<",
        ),
        (
            "a short end of a pull quote takes another word with it",
            '<div class="pullquote"><p>whose work it is.</p></div>',
            "it~is.",
        ),
        (
            "the end of a pull quote is no wider than the side column",
            '<div class="pullquote"><p>to the reader’s thumb.</p></div>',
            "to the reader’s thumb.",
        ),
        (
            "what is too long for a pull quote is divided",
            '<div class="pullquote"><p>of Counterinsurgencies and institutions</p></div>',
            "Coun|ter|insur|gen|cies and institutions",
        ),
        ("a word beside a hyphen stays whole", "<p>well-established facts here", "l-established"),
        ("a heading is not divided", "<h2>Understanding institutions now</h2>", "Understanding "),
        ("a note is not divided", '<span class="note">institutions abound', "institutions"),
        ("a reference is not divided", '<div class="reference">institutions x', "institutions"),
        ("code is left alone", "<p><code>institutions p. 5</code> x", "institutions p. 5"),
        ("a foreign run has its own patterns", '<p><i lang="fr">gouvernementale</i> x y', "|"),
        ("a run without patterns stays whole", '<p><i lang="xx">gouvernementale</i> x', "gouverne"),
        ("a page number stays with its p.", "<p>see p. 5 and pp. 7–9 there", "p.~5 and pp.~7+–+9"),
        (
            "a day stays with its month",
            "<p>On December 11 and 7 April it",
            "December~11 and 7~April",
        ),
        ("a year may leave its month", "<p>In May 2022 it was", "May 2022"),
        ("a number stays with its unit", "<p>some 12 km and 3 million of", "12~km and 3~million"),
        ("initials stay together", "<p>by C. Christine Fair and J. P. Singh in", "C.~Christine"),
        ("an Arabic article stays with its name", "<p>of al-Qaeda there", "al-+Qaeda"),
        ("a single letter keeps its hyphen", "<p>an e-mail came", "e-+mail"),
        ("groups of thousands stay together", "<p>some 12 000 of them", "12'000"),
        ("a dash does not begin a line", "<p>it – he said – was there", "it~– he said~– was"),
        ("a very short last word takes another with it", "<p>and so it is.</p>", "it~is."),
        (
            "a note ends like a paragraph, and the text goes on around it",
            '<p>a word<span class="note">see it.</span> and so it is.</p>',
            "see~it.</span> and so it~is.",
        ),
        ("a heading ends with more than a short word", "<h2>What will be?</h2>", "will~be?"),
        (
            "a note does not make a short cell long",
            '<td>16 Aug 2021<span class="note">a note of several words here</span></td>',
            "16~Aug~2021",
        ),
        ("a short table cell stays on one line", "<td>16 Aug 2021</td>", "16~Aug~2021"),
        ("a long table cell may be broken", "<td>An Indian delegation meets</td>", "An Indian"),
        (
            "an address breaks before its signs",
            "<p>https://a.example/bcd/efg-hij x",
            "^/+bcd^/+efg^-+hij",
        ),
        ("an address does not break after its scheme", "<p>https://a.example/b/cde x", "://+a.ex"),
        (
            "attributes are not touched",
            '<img alt="a p. 5 > institutions">',
            "a p. 5 > institutions",
        ),
        ("a comment is not touched", "<!-- p. 5 institutions --><p>x y", "p. 5 institutions"),
    ],
)
def test_breaks(name: str, html: str, expected: str) -> None:
    """What the name says holds in what is shown."""
    assert expected in shown(html), name


def test_french_signs_keep_their_space() -> None:
    """In French a line does not begin with a sign of punctuation."""
    assert shown("<p>Vraiment ? « Oui » : certainement !", "fr") == (
        "<p>Vraiment'? «~Oui~»~: certainement'!"
    )


def test_german_nouns_may_be_divided() -> None:
    """Every German noun has a capital, so a capital does not make a name."""
    assert "|" in shown("<p>die Entwicklungszusammenarbeit ist hier", "de")


@given(st.text(alphabet="abc AB1.-/<>&\"'=xp—", max_size=80))
def test_nothing_but_invisible_characters_is_added(text: str) -> None:
    """Whatever the text, taking the marks away gives it back."""
    assert set_breaks(text, "en-US", MONTHS).translate(INVISIBLE) == text.translate(INVISIBLE)


@pytest.mark.parametrize("lang", ["en-US", "fr", "es"])
def test_our_patterns_agree_with_pyphen(lang: str) -> None:
    """Liang's method, read lazily, finds the same places."""
    pyphen = pytest.importorskip("pyphen")
    known = patterns(lang)
    other = pyphen.Pyphen(lang=lang.replace("-", "_"))
    assert known is not None
    for word in ("understanding", "organisation", "communication", "administratives"):
        ours = known.places(word)
        assert ours == tuple(at for at in other.positions(word) if 3 <= at <= len(word) - 4)
