"""Item → citation label such as "Doe99" or "DSM07", for styles with labels."""

from __future__ import annotations

from publish.csl.item import Item
from publish.csl.person import Name, PersonName
from publish.csl.vocabulary import NAME_VARIABLES


def citation_label(item: Item) -> str:
    """Make a label of the first letters of the names and the last two digits of the year."""
    names = _names(item)
    if not names:
        return _of_title(item) + _year(item)
    count = min(len(names), 4)
    letters = ""
    for place, name in enumerate(names[:4]):
        taken = {1: (4,), 2: (2, 2), 3: (2, 1, 1), 4: (1, 1, 1, 1)}[count][place]
        letters += _family(name)[:taken]
    return letters + _year(item)


def _names(item: Item) -> tuple[Name, ...]:
    if "author" in item.names:
        return item.names["author"]
    return next((item.names[key] for key in item.names if key in NAME_VARIABLES), ())


def _family(name: Name) -> str:
    text = name.family if isinstance(name, PersonName) else name.text
    return text[:1].upper() + text[1:]


def _of_title(item: Item) -> str:
    words = item.texts.get("title", "").split()
    return words[0][:4].capitalize() if words else ""


def _year(item: Item) -> str:
    issued = item.dates.get("issued")
    if issued is None or issued.start is None:
        return ""
    return f"{abs(issued.start.year) % 100:02}"
