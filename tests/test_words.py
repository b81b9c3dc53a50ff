"""Text that was lost between the page and the finished file."""

from __future__ import annotations

import pytest

from publish.inspection.words import lost_words


@pytest.mark.parametrize(
    ("html", "pages", "lost"),
    [
        ("<p>Trade fell again.</p>", ["Trade fell\r\nagain."], []),
        ("<p>Trade fell again.</p>", ["Trade\r\nagain."], ["fell"]),
        ("<p>counter&shy;terror</p>", ["counter\ufffeterror"], []),
        ("<p>well-known counterterrorism</p>", ["well-\r\nknown counter\u00adterrorism"], []),
        ("<p>counterterrorism</p>", ["counter\u2010\r\n12", "Head\r\nterrorism"], []),
        ("<p>eﬀects</p>", ["effects"], []),
        ("<p>effects</p>", ["e ects"], ["effects"]),
        ("<p>کابل</p>", ["لباک"], []),
        ("<head><title>Hidden words</title></head><style>colour</style><p>x</p>", ["x"], []),
        ("<p>Kabul<note-call><span>noted</span></note-call></p>", ["Kabul1", "noted"], []),
        ("<td>Kabul</td><td>Herat</td>", ["Kabul Herat"], []),
        ("<p>दुनिया</p>", ["दुनिनया"], ["दुनिया"]),
        ("<p>the long-term goals</p>", ["the long\ufffe4 A note", "3 Head\r\nterm goals"], []),
        ("<p>effects and seffec</p>", ["effec seffec fects"], ["effects"]),
        ("<p>शिक्षा</p>", ["शि-\r\n2", "क्षा"], []),
    ],
)
def test_lost_words(html: str, pages: list[str], lost: list[str]) -> None:
    """Broken words, ligatures, capitals and direction are no loss; anything else is."""
    assert lost_words(html, pages) == lost
