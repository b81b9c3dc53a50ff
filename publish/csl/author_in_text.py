"""The author of a cited work as a part of the sentence."""

from __future__ import annotations

from publish.csl.context import Context
from publish.csl.evaluate import evaluate
from publish.csl.nodes import PLAIN, Look, NamesNode, TextVariable
from publish.csl.output import Output, Role, edit, find

_AUTHOR = NamesNode(
    variables=("author",),
    name=None,
    et_al=None,
    label=None,
    label_is_first=False,
    substitute=(
        NamesNode(("editor",), None, None, None, False, (), {}, PLAIN, True),
        NamesNode(("translator",), None, None, None, False, (), {}, PLAIN, True),
        TextVariable("title", True, Look(quotes=True)),
    ),
    options={"name-form": "short", "and": "text", "et-al-min": "4", "et-al-use-first": "1"},
    look=PLAIN,
    is_shorthand=False,
)
"""Family names, joined by a word, or the title: where the style prints no names in citations."""


def author_in_text(output: Output | None, context: Context) -> Output | None:
    """Take the names from a rendered cite, or write them where the cite has none.

    Labels such as "eds." stay behind: in a sentence people are not called so.
    """
    names = find(output, Role.NAMES)
    if names is None:
        return evaluate(_AUTHOR, context)
    return edit(names, lambda piece: None if piece.role is Role.TERM else True) or names
