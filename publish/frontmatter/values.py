"""The kinds of values a field may have: a node → a typed value, or a diagnostic."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.frontmatter.nodes import Fields, Items, Node, Scalar, is_empty, plain
from publish.located import Located


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written, and as numbers when it is one."""

    written: Located
    year: int = 0
    """0 when the text is free ("Spring 2026")."""
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """The date as ISO 8601 writes it: "2026", "2026-05" or "2026-05-14"; "" when free."""
        parts = (f"{self.year:04}", f"{self.month:02}", f"{self.day:02}")
        return "-".join(parts[: 3 if self.day else 2 if self.month else 1 if self.year else 0])


@dataclass(frozen=True, slots=True)
class License:
    """Under what terms the brief may be used."""

    text: str
    """An SPDX name ("CC-BY-4.0") or a sentence."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom some of the recommendations go."""

    name: Located
    first: int
    """Place of the first of them among all, 0-based."""
    is_heading: bool = False
    """Whether the name is a whole heading ("To the donors"), and not what follows "to"."""


@dataclass(frozen=True, slots=True)
class Recommendations:
    """What should be done, in order, and by whom."""

    texts: tuple[Located, ...]
    addressees: tuple[Addressee, ...]


class Reader:
    """Reads values, and keeps what there is to tell."""

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []

    def text(self, name: str, node: Node) -> Located | None:
        """Read a string that may hold Markdown."""
        if isinstance(node, Scalar):
            return node.value if node.text.strip() else None
        if isinstance(node, Fields) and (inner := node.get("text", "statement", "content")):
            return self.text(name, inner)
        self._wrong(name, "a text", node)
        return None

    def texts(self, name: str, node: Node) -> tuple[Located, ...]:
        """Read one string or a list of strings that may hold Markdown."""
        if isinstance(node, Items):
            found = (self.text(name, each) for each in node.items)
            return tuple(each for each in found if each is not None)
        single = self.text(name, node)
        return (single,) if single else ()

    def recommendations(self, name: str, node: Node) -> Recommendations:
        """Read texts, or groups of them by addressee.

        A group is `{to: …, items: […]}`, or a heading with its list (`To the donors: […]`).
        """
        listed = node.items if isinstance(node, Items) else (node,)
        texts: list[Located] = []
        groups: list[Addressee] = []
        for each in listed:
            if not isinstance(each, Fields):
                texts += self.texts(name, each)
                continue
            to = each.get(*_ADDRESSEE)
            inner = each.get(*_ITEMS)
            if to is not None and inner is not None:
                pairs: list[tuple[Node, Node, bool]] = [(to, inner, False)]
            elif each.get("text", "statement", "content") is not None:
                texts += self.texts(name, each)
                continue
            else:
                pairs = [(key, value, True) for key, value in each.entries]
            for heading, items, is_heading in pairs:
                if located := self.text(name, heading):
                    groups.append(Addressee(located, len(texts), is_heading))
                texts += self.texts(name, items)
        return Recommendations(tuple(texts), tuple(groups))

    def word(self, name: str, node: Node) -> str:
        """Read a string that holds no Markdown."""
        if isinstance(node, Scalar):
            return " ".join(node.text.split())
        self._wrong(name, "one value", node)
        return ""

    def words(self, name: str, node: Node) -> tuple[str, ...]:
        """Read a list of words, or a string of them with `;` or `,` between."""
        if isinstance(node, Items):
            found = tuple(self.word(name, each) for each in node.items)
        else:
            text = self.word(name, node)
            found = tuple(part.strip() for part in text.split(";" if ";" in text else ","))
        return tuple(each for each in found if each)

    def flag(self, name: str, node: Node) -> bool:
        """Read true or false, as YAML 1.1 and 1.2 spell them."""
        text = self.word(name, node).lower()
        if text in ("true", "yes", "on"):
            return True
        if text not in ("false", "no", "off", ""):
            self._wrong(name, "'true' or 'false'", node)
        return False

    def number(self, name: str, node: Node) -> int:
        """Read a whole number; 0 when it is none."""
        text = self.word(name, node)
        if re.fullmatch(r"\d{1,4}", text, re.ASCII):
            return int(text)
        self._wrong(name, "a whole number", node)
        return 0

    def choice(self, name: str, node: Node, choices: tuple[str, ...]) -> str:
        """Read one word of a closed set; "" when it is none of them."""
        text = self.word(name, node).lower()
        if text in choices or not text:
            return text
        listed = ", ".join(choices)
        hint = did_you_mean(text, choices) or f"it may be: {listed}"
        self.problems.append(error("field-value", f"'{name}' cannot be '{text}'", node.span, hint))
        return ""

    def language(self, name: str, node: Node) -> str:
        """Read a language tag (BCP 47, RFC 5646 §2.1)."""
        text = self.word(name, node)
        tag = text.replace("_", "-").split(".")[0]
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
            self._wrong(name, "a language tag such as 'en-GB'", node)
            return ""
        if tag != text:
            message = f"the language is written '{tag}', with a hyphen"
            self.problems.append(warning("field-value", message, node.span))
        return tag

    def date(self, name: str, node: Node) -> Date | None:
        """Read a date: ISO 8601, or any text; nothing that changes from day to day."""
        written = self.text(name, node)
        if written is None:
            return None
        text = written.text.strip()
        if text.lower() in ("today", "now", "last-modified", "\\today"):
            message = f"'{name}: {text}' would make another PDF every day"
            hint = "write the day, e.g. 2026-05-14"
            self.problems.append(error("date-relative", message, node.span, hint))
            return None
        found = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text, re.ASCII)
        if found is None:
            return Date(written)
        year, month, day = (int(part or 0) for part in found.groups())
        is_month = 1 <= month <= 12
        if (found[2] and not is_month) or (
            found[3] and not (year and 1 <= day <= monthrange(year, month)[1])
        ):
            self._wrong(name, "a day of the calendar such as 2026-05-14", node)
            return None
        return Date(written, year, month, day)

    def license(self, name: str, node: Node) -> License | None:
        """Read a licence: an SPDX name, a sentence, or the fields of Quarto or MyST."""
        if is_empty(node):
            return None
        if isinstance(node, Fields):
            inner = node.get("text", "type", "content", "code", "id", "name")
            url = node.get("url")
            if isinstance(inner, Scalar):
                return License(inner.text.strip(), url.text if isinstance(url, Scalar) else "")
            if isinstance(inner, Fields):
                return self.license(name, inner)
        text = self.word(name, node)
        return License(text) if text else None

    def copyright(self, name: str, node: Node) -> str:
        """Read a copyright line: a string, or holder and year."""
        if isinstance(node, Fields):
            statement = node.get("statement")
            parts = (node.get("year"), node.get("holder"))
            if isinstance(statement, Scalar):
                return statement.text.strip()
            found = [each.text for each in parts if isinstance(each, Scalar)]
            return "© " + " ".join(found) if found else ""
        return self.word(name, node)

    def items(self, name: str, node: Node) -> tuple[dict[str, object], ...]:
        """Read a list of CSL items as plain dicts."""
        if not isinstance(node, Items):
            self._wrong(name, "a list of references", node)
            return ()
        values = [plain(each) for each in node.items if isinstance(each, Fields)]
        return tuple(dict(value) for value in values if isinstance(value, Mapping))

    def _wrong(self, name: str, wanted: str, node: Node) -> None:
        what = {Items: "a list", Fields: "fields"}.get(type(node), "")
        found = what or f"'{_short(node)}'"
        message = f"'{name}' must be {wanted}, and here it is {found}"
        self.problems.append(error("field-value", message, node.span))


_ADDRESSEE = ("to", "for", "addressee", "audience")
_ITEMS = ("items", "recommendations", "texts", "list", "do")


def _short(node: Node) -> str:
    text = node.text.strip() if isinstance(node, Scalar) else ""
    return text if len(text) <= 40 else text[:39] + "…"
