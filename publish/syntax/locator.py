"""What follows a citation key → locator and suffix, by the terms of the document's language.

Pandoc manual, "Citations" (locators); the labels are those of CSL 1.0.2, appendix IV "Locators".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a source, as written."""

    label: str
    """CSL's name, e.g. "page"; "" with an empty `value`."""
    value: str
    """E.g. "33-35, 38"; "" when there is none."""
    end: int
    """Where the suffix begins, counted from the end of the key."""


_TERMS: dict[str, dict[str, str]] = {
    "en": {
        "act": "act|acts",
        "appendix": "appendix|appendices|app.|apps.|app",
        "article-locator": "article|articles|art.|arts.|art|arts",
        "book": "book|books|bk.|bks.|bk|bks",
        "canon": "canon|canons|can.|cann.",
        "chapter": "chapter|chapters|chap.|chaps.|chap|chaps|ch.|chs.|ch",
        "column": "column|columns|col.|cols.|col|cols",
        "equation": "equation|equations|eq.|eqs.",
        "figure": "figure|figures|fig.|figs.|fig|figs",
        "folio": "folio|folios|fol.|fols.|fol|fols",
        "issue": "number|numbers|no.|nos.|no|nos|issue|issues",
        "line": "line|lines|l.|ll.|l|ll",
        "note": "note|notes|n.|nn.|n|nn",
        "opus": "opus|opera|op.|opp.|op|opp",
        "page": "page|pages|p.|pp.|p|pp",
        "paragraph": "paragraph|paragraphs|para.|paras.|para|paras|par.|pars.|¶|¶¶",
        "part": "part|parts|pt.|pts.|pt|pts",
        "rule": "rule|rules|r.|rr.",
        "scene": "scene|scenes|sc.|scs.",
        "section": "section|sections|sec.|secs.|sec|secs|sect.|§|§§",
        "sub-verbo": "sub verbo|sub verbis|s.v.|s.vv.|s.v|s.vv",
        "table": "table|tables|tbl.|tbls.",
        "timestamp": "timestamp|timestamps",
        "verse": "verse|verses|v.|vv.|v|vv",
        "volume": "volume|volumes|vol.|vols.|vol|vols",
    },
    "de": {
        "article-locator": "Artikel|Art.",
        "book": "Buch|Bücher|B.",
        "chapter": "Kapitel|Kap.",
        "column": "Spalte|Spalten|Sp.",
        "figure": "Abbildung|Abbildungen|Abb.",
        "folio": "Blatt|Blätter|Bl.|Fol.",
        "issue": "Nummer|Nummern|Nr.|Nrn.",
        "line": "Zeile|Zeilen|Z.",
        "note": "Note|Noten|Anm.|Fußnote|Fn.",
        "opus": "Opus|Opera|op.",
        "page": "Seite|Seiten|S.",
        "paragraph": "Absatz|Absätze|Abs.|Randnummer|Rn.|Rz.",
        "part": "Teil|Teile|T.",
        "section": "Abschnitt|Abschnitte|Abschn.|Paragraf|Paragraph",
        "sub-verbo": "s.v.|s. v.|sub verbo",
        "table": "Tabelle|Tabellen|Tab.",
        "verse": "Vers|Verse|V.",
        "volume": "Band|Bände|Bd.|Bde.",
    },
    "fr": {
        "article-locator": "article|articles|art.",
        "book": "livre|livres|liv.",
        "chapter": "chapitre|chapitres|chap.",
        "column": "colonne|colonnes|col.",
        "figure": "figure|figures|fig.",
        "folio": "folio|folios|fol.|fᵒ|f.",
        "issue": "numéro|numéros|n°|nᵒ|nᵒˢ|n°s|no",
        "line": "ligne|lignes|l.",
        "note": "note|notes|n.",
        "page": "page|pages|p.|pp.",
        "paragraph": "paragraphe|paragraphes|paragr.|par.",
        "part": "partie|parties|part.",
        "section": "section|sections|sect.",
        "sub-verbo": "sub verbo|s.v.|s. v.",
        "table": "tableau|tableaux|tab.",
        "verse": "verset|versets|v.",
        "volume": "volume|volumes|vol.|tome|tomes|t.",
    },
    "es": {
        "article-locator": "artículo|artículos|art.|arts.",
        "book": "libro|libros|lib.",
        "chapter": "capítulo|capítulos|cap.|caps.",
        "column": "columna|columnas|col.|cols.",
        "figure": "figura|figuras|fig.|figs.",
        "issue": "número|números|núm.|n.º|nº|n.os",
        "line": "línea|líneas|l.",
        "note": "nota|notas|n.",
        "page": "página|páginas|p.|pp.|pág.|págs.",
        "paragraph": "párrafo|párrafos|párr.",
        "part": "parte|partes|pt.",
        "section": "sección|secciones|sec.|secc.",
        "table": "tabla|tablas|tab.|cuadro|cuadros",
        "verse": "verso|versos|v.",
        "volume": "volumen|volúmenes|vol.|vols.|tomo|tomos|t.",
    },
    "it": {
        "article-locator": "articolo|articoli|art.|artt.",
        "chapter": "capitolo|capitoli|cap.|capp.",
        "column": "colonna|colonne|col.|coll.",
        "figure": "figura|figure|fig.|figg.",
        "issue": "numero|numeri|n.|nn.",
        "note": "nota|note",
        "page": "pagina|pagine|pag.|pagg.|p.|pp.",
        "paragraph": "paragrafo|paragrafi|par.|parr.",
        "part": "parte|parti|pt.",
        "section": "sezione|sezioni|sez.",
        "volume": "volume|volumi|vol.|voll.|tomo|t.",
    },
    "nl": {
        "article-locator": "artikel|artikelen|art.",
        "chapter": "hoofdstuk|hoofdstukken|hfdst.",
        "figure": "figuur|figuren|fig.",
        "issue": "nummer|nummers|nr.",
        "page": "pagina|pagina's|p.|pp.|blz.",
        "paragraph": "alinea|alinea's|al.|paragraaf",
        "part": "deel|delen",
        "section": "sectie|secties",
        "volume": "volume|volumes|vol.",
    },
    "pt": {
        "article-locator": "artigo|artigos|art.",
        "chapter": "capítulo|capítulos|cap.|caps.",
        "figure": "figura|figuras|fig.",
        "issue": "número|números|n.º|nº",
        "note": "nota|notas",
        "page": "página|páginas|p.|pp.|pág.",
        "paragraph": "parágrafo|parágrafos|par.",
        "part": "parte|partes|pt.",
        "section": "seção|seções|secção|secções|sec.",
        "volume": "volume|volumes|vol.|vols.",
    },
    "fa": {
        "chapter": "فصل",
        "column": "ستون",
        "figure": "شکل",
        "issue": "شماره",
        "line": "سطر",
        "note": "یادداشت|پانویس",
        "page": "صفحه|صفحات|ص.|صص.|ص|صص",
        "paragraph": "پاراگراف|بند",
        "part": "بخش",
        "table": "جدول",
        "volume": "جلد|ج.|ج",
    },
    "ar": {
        "chapter": "الفصل|فصل",
        "figure": "الشكل|شكل",
        "issue": "العدد|عدد",
        "page": "صفحة|الصفحة|الصفحات|صفحات|ص.|ص ص.|صص.|ص",
        "paragraph": "الفقرة|فقرة",
        "part": "الجزء|جزء",
        "section": "القسم|قسم",
        "volume": "المجلد|مجلد|مج.|مج",
    },
    "ur": {
        "chapter": "باب",
        "page": "صفحہ|صفحات|ص.|ص",
        "paragraph": "پیرا",
        "part": "حصہ",
        "volume": "جلد|ج.",
    },
    "ps": {
        "chapter": "څپرکی",
        "page": "مخ|مخونه|م.",
        "part": "برخه",
        "volume": "ټوک",
    },
}
"""Language → label → terms, long and short, singular and plural, as the CSL locales have them."""

_DIGIT = re.compile(r"\d")
_ROMAN = re.compile(r"[ivxlcdm]+(?:[-–][ivxlcdm]+)?", re.IGNORECASE)
_NO_BRACKETS = str.maketrans("", "", "()[]")
_WORD = re.compile(
    r"(?:[^\W_]|[-–]|:(?=\w)|[(\[][^\W_][^\s()\[\]]*[)\]]|[.](?=[^\W_])|/(?=\d)|[٫](?=\d))+"
)
_LEAD = re.compile(r"[ \t\n\u00a0]*,?[ \t\n\u00a0]*")
_BETWEEN = re.compile(r"(?:[,،]?[ \t\n\u00a0]+|[,،])")


def read_locator(text: str, language: str) -> Locator:
    """Read the locator at the beginning of what follows a key; `text` is as written."""
    lead = _LEAD.match(text)
    assert lead is not None
    start = lead.end()
    if text.startswith("{", start):
        return _in_braces(text, start, language) or Locator("", "", 0)
    term = _terms(language).match(text, start)
    if term is not None:
        label = _labels(language)[_folded(term[1])]
        value, end = _words(text, term.end(), may_be_roman=True)
        if value:
            return Locator(label, value, end)
    value, end = _words(text, start, may_be_roman=False)
    if not value or not start:
        return Locator("", "", 0)
    return Locator("page", value, end)


def _in_braces(text: str, start: int, language: str) -> Locator | None:
    depth = 0
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            inner = text[start + 1 : at].strip()
            break
    else:
        return None
    if not inner:
        return Locator("", "", at + 1)
    term = _terms(language).match(inner)
    if term is None:
        return Locator("page", inner, at + 1)
    return Locator(_labels(language)[_folded(term[1])], inner[term.end() :].strip(), at + 1)


def _words(text: str, start: int, *, may_be_roman: bool) -> tuple[str, int]:
    """Take words that can be numbers, with spaces or commas between them."""
    end = at = start
    while word := _WORD.match(text, at):
        bare = word[0].translate(_NO_BRACKETS)
        is_number = _DIGIT.search(bare) or (may_be_roman and _ROMAN.fullmatch(bare))
        if not is_number:
            break
        end = word.end()
        between = _BETWEEN.match(text, end)
        if between is None:
            break
        at = between.end()
    return text[start:end].strip(), end


@cache
def _labels(language: str) -> dict[str, str]:
    labels: dict[str, str] = {}
    for table in (_TERMS.get(language.split("-")[0].lower(), {}), _TERMS["en"]):
        for label, terms in table.items():
            for term in terms.split("|"):
                labels.setdefault(_folded(term), label)
    return labels


@cache
def _terms(language: str) -> re.Pattern[str]:
    """Match a term that is followed by a number: after a letter only with a space between."""
    longest_first = sorted(_labels(language), key=lambda term: (-len(term), term))
    written = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in longest_first)
    return re.compile(rf"({written})(?:[\s\u00a0]+|(?<=[.¶§°º])|(?=\d))", re.IGNORECASE)


def _folded(term: str) -> str:
    return " ".join(term.casefold().split())
