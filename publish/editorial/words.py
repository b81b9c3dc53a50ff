"""Slips that one paragraph shows by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.editorial.finding import Finding, find
from publish.editorial.rules import RULES
from publish.editorial.speech import addresses, lies_in, quotations
from publish.syntax.prose import Prose


def slips(prose: Prose, names: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Find the slips of one paragraph; those of wording only in what the author himself says.

    `names` are words that are right as they stand.
    """
    text = prose.text.text
    elsewhere = addresses(text)
    quoted = quotations(prose)
    for rule in RULES:
        if rule.languages and not re.match(rf"(?:{rule.languages})", prose.language):
            continue
        group = "slip" if "slip" in rule.pattern.groupindex else 0
        for found in rule.pattern.finditer(text):
            start, end = found.span(group)
            if found[0] in names or (rule.unless is not None and rule.unless(found)):
                continue
            if lies_in(elsewhere, start) or (rule.is_wording and lies_in(quoted, start)):
                continue
            around = max(start - 1, 0), min(end + 1, len(text))
            if found[0].isspace() and prose.text.at(*around).text != text[slice(*around)]:
                continue  # a formula or the end of a line stands there in the manuscript
            message = rule.message.format(found[group].strip(), end - start)
            yield find(rule.code, message, prose, start, end, rule.mend(found))
