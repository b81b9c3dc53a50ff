"""Two front matters → one: the first one's fields count, the other's fill its gaps."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from publish.frontmatter.front import FrontMatter


def completed(front: FrontMatter, defaults: FrontMatter) -> FrontMatter:
    """Give a front matter the fields that it does not have; bibliographies join."""
    taken: dict[str, Any] = {}
    for each in fields(FrontMatter):
        value = getattr(defaults, each.name)
        is_set = each.name.replace("_", "-") in front.spans or getattr(front, each.name)
        if value and not is_set:
            taken[each.name] = value
    return replace(
        front,
        **{
            **taken,
            "bibliography": (*defaults.bibliography, *front.bibliography),
            "spans": {**defaults.spans, **front.spans},
            "extra": {**defaults.extra, **front.extra},
        },
    )
