"""Style + locales + a language → the locale in force (CSL 1.0.2, "Locale Fallback")."""

from __future__ import annotations

from publish.csl.citation import Options
from publish.csl.context import Environment
from publish.csl.item import Item
from publish.csl.locale import Locale, merge_locales
from publish.csl.style import Style
from publish.csl.vocabulary import PRIMARY_DIALECTS


def style_locale(style: Style, locale: Locale, tag: str) -> Locale:
    """Lay the cs:locale elements of a style over a locale, the most special last."""
    wanted = (tag or locale.language or style.default_locale or "en-US").lower()
    wanted = PRIMARY_DIALECTS.get(wanted, wanted).lower()
    language = wanted.split("-")[0]
    ranked = sorted(
        (rank, index, each)
        for index, each in enumerate(style.locales)
        if (rank := _rank(each.language.lower(), wanted, language)) is not None
    )
    merged = merge_locales(locale, *(each for _, _, each in ranked))
    return Locale(tag or locale.language, merged.terms, merged.ordinals, merged.dates,
                  merged.options)  # fmt: skip


def _rank(tag: str, wanted: str, language: str) -> int | None:
    """Rank a cs:locale: the dialect over the language over none; None when it is another."""
    if not tag:
        return 0
    if tag == language:
        return 1
    return 2 if tag == wanted else None


def entry_locale(environment: Environment, item: Item, options: Options) -> Locale:
    """Choose the locale of an entry: that of its language where the document asks for it.

    The specification knows one locale for a document; this is beyond it.
    """
    if not options.language_per_entry or not item.language_tag:
        return environment.locale
    tag = item.language_tag.lower()
    language = tag.split("-")[0]
    if language == environment.locale.language.split("-")[0].lower():
        return environment.locale
    kept = environment.entry_locales.get(tag)
    if kept is None:
        known = {key.lower(): locale for key, locale in options.locales.items()}
        same = (locale for key, locale in known.items() if key.split("-")[0] == language)
        found = known.get(tag) or next(same, None)
        kept = environment.locale
        if found is not None:
            kept = style_locale(environment.style, found, found.language or item.language_tag)
        environment.entry_locales[tag] = kept
    return kept
