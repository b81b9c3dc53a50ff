"""A CSL-JSON item → Item: the typed values that styles ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publish.csl.date_values import Date, read_date_value
from publish.csl.note_fields import note_fields
from publish.csl.person import LiteralName, Name, PersonName, read_name
from publish.csl.vocabulary import DATE_VARIABLES, NAME_VARIABLES, OTHER_SPELLINGS

__all__ = ["Item", "LiteralName", "Name", "PersonName", "read_item"]

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One bibliographic item."""

    id: str
    type: str
    texts: Mapping[str, str]
    """Standard and number variables as written, markup included; never empty."""
    names: Mapping[str, tuple[Name, ...]]
    dates: Mapping[str, Date]
    languages: Mapping[str, str]
    """Variable → tag, for titles in another language than the item, as `custom` tells them."""

    @property
    def language(self) -> str:
        """The item's language tag, or ""."""
        return self.texts.get("language", "").strip().replace("_", "-")

    @property
    def language_tag(self) -> str:
        """The item's language where it is a well-formed tag (BCP 47), else ""."""
        tag = self.language
        return tag if _LANGUAGE_TAG.fullmatch(tag) else ""

    def language_of(self, variable: str) -> str:
        """Give the language tag of a variable's text: its own, else the item's, or ""."""
        return self.languages.get(variable) or self.language_tag

    def has(self, variable: str) -> bool:
        """Whether a variable has a value."""
        return variable in self.texts or variable in self.names or variable in self.dates


def read_item(data: Mapping[str, Any]) -> Item:
    """Read an item of CSL-JSON, and the variables hidden in its note."""
    texts: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    kind = str(data.get("type") or "")
    note = data.get("note")
    hidden = note_fields(note) if isinstance(note, str) else {}
    for key, value in data.items():
        _put(key, value, texts, names, dates)
    for key, value in hidden.items():
        if key == "type":
            kind = str(value)
        elif key not in texts or key in ("title-short", "container-title-short"):
            _put(key, value, texts, names, dates)
    if names.get("editor") and names.get("editor") == names.get("translator"):
        # CSL 1.0.2, appendix IV: made by the processor where both are the same.
        names.setdefault("editor-translator", names["editor"])
    return Item(str(data.get("id", "")), kind, texts, names, dates, _languages(data.get("custom")))


def _languages(custom: Any) -> dict[str, str]:
    """Read what `custom` (CSL-JSON schema) says of the languages of single variables."""
    told = custom.get("languages") if isinstance(custom, dict) else None
    if not isinstance(told, dict):
        return {}
    return {
        str(name): tag
        for name, tag in told.items()
        if isinstance(tag, str) and _LANGUAGE_TAG.fullmatch(tag)
    }


def _put(
    key: str, value: Any, texts: dict[str, str], names: dict[str, tuple[Name, ...]],
    dates: dict[str, Date],
) -> None:  # fmt: skip
    if key in ("id", "type") or value is None or value == "":
        return
    key = OTHER_SPELLINGS.get(key, key)
    if key in NAME_VARIABLES:
        entries = value if isinstance(value, list) else [value]
        read = tuple(name for each in entries if (name := read_name(each)) is not None)
        if read:
            names[key] = read
    elif key in DATE_VARIABLES:
        date = read_date_value(value)
        if date is not None:
            dates[key] = date
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        text = str(value)
        if text.strip():
            texts.setdefault(key, text)
