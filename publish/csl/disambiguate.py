"""Ambiguous cites → expansions that tell them apart (CSL 1.0.2, "Disambiguation")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publish.csl.context import Environment, Expansion
from publish.csl.item import Item


def disambiguate(
    environment: Environment, cited: Sequence[object], listed: Sequence[Item], order: Sequence[Item]
) -> Mapping[str, Expansion]:
    """x."""
    return {}
