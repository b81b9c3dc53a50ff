"""The paragraphs of a text → words of time that nobody can date later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.editorial.finding import Finding, Paragraphs, find
from publish.editorial.speech import begins_sentence, lies_in, not_his_own, rest_of_sentence
from publish.syntax.prose import Prose

_UNITS = {
    "en": r"(?:days?|weeks?|months?|years?)",
    "fr": r"(?:jours?|semaines?|mois|années?|ans?)",
    "de": r"(?:Tagen?|Wochen?|Monate?n?|Jahre?n?)",
    "es": r"(?:días?|semanas?|mes(?:es)?|años?)",
}

_UNDATED = {
    "en": r"recently(?!-)|lately|in recent times|not long ago|some time ago",
    "fr": r"récemment",
    "de": r"kürzlich|neulich|unlängst|vor kurzem",
    "es": r"recientemente|hace poco",
    "fa": "اخیراً|اخیرا|به تازگی|به‌تازگی|چندی پیش",
}
"""What a date of the text does not settle."""

_RELATIVE = {
    "en": r"yesterday|(?:earlier |later )?(?:last|this|next) (?:week|month|year)|in recent {u}"
    r"|(?:a few|several|some) {u} ago|nowadays|these days",
    "fr": r"hier|(?:l['’]an|la semaine|le mois|l['’]année) (?:derni(?:er|ère)|prochaine?)"
    r"|(?:cette semaine|ce mois-ci|cette année)|ces derni(?:ers|ères) {u}"
    r"|il y a (?:quelques|plusieurs) {u}|de nos jours",
    "de": r"gestern|(?:letzte|vergangene|nächste|diese)[nsmr]? (?:Woche|Monat|Jahr)"
    r"|vor (?:einigen|wenigen) {u}|in den letzten {u}",
    "es": r"ayer|(?:el año|el mes|la semana) (?:pasad[oa]|próxim[oa])|est[ea] (?:año|mes|semana)"
    r"|hace (?:unos|unas|algunos|algunas|varios|varias) {u}|hoy en día",
    "fa": "سال گذشته|ماه گذشته|هفتهٔ? گذشته|امسال|پارسال|دیروز",
}
"""What the date of the text settles."""

_YEAR = re.compile(r"(?<![–-])\b(?:1[89]|20)\d\d\b(?![–-])|[۱١][۲۳۴٢٣٤][۰-۹٠-٩]{2}")
_ANOTHER_TIME = {
    "en": re.compile(
        r"(?i)(?:\b(?:the|his|her|their|its|our|my|your|that|each|every|a|an|of|since|until|more|most"
        r"|less|very|as|how|so|had|having|only|just|relatively|in)"
        r"(?: (?:only|just|been|so|very|most|more|also))?|n['’]t) $"
    ),
    "fr": re.compile(
        r"(?i)(?:\b(?:avai(?:s|t|ent)|étai(?:s|t|ent)|ayant)(?: \w+)?|plus|depuis|relativement) $"
    ),
    "es": re.compile(r"(?i)\b(?:habían?(?: \w+)?|más|desde|relativamente) $"),
    "de": re.compile(r"(?i)\b(?:(?:hatten?|war|waren)(?: \w+)?|seit|bis|erst) $"),
}
"""Words before it, by which it tells of a time that the sentence knows."""
_BEFORE_THAT = re.compile(r" (?:se )?(?:había|habían|hatten?|war|waren)\b")


def vague_times(paragraphs: Paragraphs, is_dated: bool) -> Iterator[Finding]:
    """Find "recently", "last year" and the like, by which nobody knows when that was.

    In a text with a date only those are meant that the date does not settle, and the first
    speaks for all of them.
    """
    found = [each for prose in paragraphs for each in _times(prose, is_dated)]
    if not is_dated:
        for place in found:
            told = f"'{_text(*place)}' says nothing in a text without a date"
            yield find("editorial-time", told, *place)
    elif found:
        more = f", nor do {len(found) - 1} more like it" if len(found) > 1 else ""
        told = f"'{_text(*found[0])}' does not say when{more}"
        yield find("editorial-time", told, *found[0])


def _text(prose: Prose, start: int, end: int) -> str:
    return prose.text.text[start:end]


def _times(prose: Prose, is_dated: bool) -> Iterator[tuple[Prose, int, int]]:
    language = prose.language[:2]
    if language not in _UNDATED or prose.place == "heading":
        return
    wanted = _UNDATED[language] if is_dated else f"{_UNDATED[language]}|{_RELATIVE[language]}"
    text = prose.text.text
    words = re.compile(
        rf"(?<![\w-])(?:{wanted.replace('{u}', _UNITS.get(language, ''))})(?!\w)", re.I
    )
    found = list(words.finditer(text))
    foreign = not_his_own(prose) if found else ()
    for each in found:
        if not lies_in(foreign, each.start()) and not _is_settled(text, each, language):
            yield prose, *each.span()


def _is_settled(text: str, found: re.Match[str], language: str) -> bool:
    """Say whether it stands in a title, near a year, or tells of a time within what is told."""
    if found[0][0].isupper() and not begins_sentence(text, found.start()):
        return True
    if _YEAR.search(rest_of_sentence(text, found.end())[:40]):
        return True
    before, after = text[max(found.start() - 40, 0) : found.start()], text[found.end() :]
    known = _ANOTHER_TIME.get(language)
    if known is not None and known.search(before):
        return True
    return after.startswith((" of ", " as ")) or _BEFORE_THAT.match(after) is not None
