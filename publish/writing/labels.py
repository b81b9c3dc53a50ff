"""The few words that the text itself needs, by language: "Figure", "References", "Note"."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LABELS: dict[str, dict[str, str]] = {
    "en": {
        "list-fig": "Figures", "list-tbl": "Tables",
        "fig": "Figure", "tbl": "Table", "sec": "Section", "eq": "Equation", "lst": "Listing",
        "page": "p.", "note-number": "n.", "references": "References", "notes": "Notes",
        "note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning",
        "caution": "Caution",
        "thm": "Theorem", "lem": "Lemma", "cor": "Corollary", "prp": "Proposition",
        "cnj": "Conjecture", "def": "Definition", "exm": "Example", "exr": "Exercise",
        "proof": "Proof", "remark": "Remark", "solution": "Solution",
    },
    "de": {
        "list-fig": "Abbildungen", "list-tbl": "Tabellen",
        "fig": "Abbildung", "tbl": "Tabelle", "sec": "Abschnitt", "eq": "Gleichung",
        "lst": "Listing", "page": "S.", "note-number": "Anm.", "references": "Literatur",
        "notes": "Anmerkungen", "note": "Hinweis", "tip": "Tipp", "important": "Wichtig",
        "warning": "Warnung", "caution": "Vorsicht",
        "thm": "Satz", "lem": "Lemma", "cor": "Korollar", "prp": "Proposition",
        "cnj": "Vermutung", "def": "Definition", "exm": "Beispiel", "exr": "Aufgabe",
        "proof": "Beweis", "remark": "Bemerkung", "solution": "Lösung",
    },
    "fr": {
        "list-fig": "Figures", "list-tbl": "Tableaux",
        "fig": "Figure", "tbl": "Tableau", "sec": "Section", "eq": "Équation", "lst": "Listing",
        "page": "p.", "note-number": "n.", "references": "Références", "notes": "Notes",
        "note": "Note", "tip": "Conseil", "important": "Important", "warning": "Avertissement",
        "caution": "Attention",
        "thm": "Théorème", "lem": "Lemme", "cor": "Corollaire", "prp": "Proposition",
        "cnj": "Conjecture", "def": "Définition", "exm": "Exemple", "exr": "Exercice",
        "proof": "Démonstration", "remark": "Remarque", "solution": "Solution",
    },
    "es": {
        "list-fig": "Figuras", "list-tbl": "Tablas",
        "fig": "Figura", "tbl": "Tabla", "sec": "Sección", "eq": "Ecuación", "lst": "Listado",
        "page": "p.", "note-number": "n.", "references": "Referencias", "notes": "Notas",
        "note": "Nota", "tip": "Consejo", "important": "Importante", "warning": "Advertencia",
        "caution": "Precaución",
        "thm": "Teorema", "lem": "Lema", "cor": "Corolario", "prp": "Proposición",
        "cnj": "Conjetura", "def": "Definición", "exm": "Ejemplo", "exr": "Ejercicio",
        "proof": "Demostración", "remark": "Observación", "solution": "Solución",
    },
    "fa": {
        "list-fig": "شکل‌ها", "list-tbl": "جدول‌ها",
        "fig": "شکل", "tbl": "جدول", "sec": "بخش", "eq": "معادله", "lst": "فهرست",
        "page": "ص.", "note-number": "یادداشت", "references": "منابع", "notes": "یادداشت‌ها",
        "note": "یادداشت", "tip": "نکته", "important": "مهم", "warning": "هشدار",
        "caution": "احتیاط",
        "thm": "قضیه", "lem": "لم", "cor": "نتیجه", "prp": "گزاره", "cnj": "حدس",
        "def": "تعریف", "exm": "مثال", "exr": "تمرین", "proof": "اثبات", "remark": "تذکر",
        "solution": "حل",
    },
    "ar": {
        "list-fig": "الأشكال", "list-tbl": "الجداول",
        "fig": "الشكل", "tbl": "الجدول", "sec": "القسم", "eq": "المعادلة", "lst": "القائمة",
        "page": "ص.", "note-number": "الحاشية", "references": "المراجع", "notes": "الحواشي",
        "note": "ملاحظة", "tip": "نصيحة", "important": "مهم", "warning": "تحذير",
        "caution": "تنبيه",
        "thm": "مبرهنة", "lem": "تمهيدية", "cor": "نتيجة", "prp": "قضية", "cnj": "حدسية",
        "def": "تعريف", "exm": "مثال", "exr": "تمرين", "proof": "برهان", "remark": "تعليق",
        "solution": "حل",
    },
    "ur": {
        "list-fig": "اشکال", "list-tbl": "جداول",
        "fig": "شکل", "tbl": "جدول", "sec": "حصہ", "eq": "مساوات", "lst": "فہرست",
        "page": "ص", "note-number": "حاشیہ", "references": "حوالہ جات", "notes": "حواشی",
        "note": "نوٹ", "tip": "مشورہ", "important": "اہم", "warning": "انتباہ",
        "caution": "احتیاط",
        "thm": "مسئلہ", "lem": "لیما", "cor": "نتیجہ", "prp": "قضیہ", "cnj": "قیاس",
        "def": "تعریف", "exm": "مثال", "exr": "مشق", "proof": "ثبوت", "remark": "تبصرہ",
        "solution": "حل",
    },
    "ps": {
        "list-fig": "انځورونه", "list-tbl": "جدولونه",
        "fig": "انځور", "tbl": "جدول", "sec": "برخه", "eq": "معادله", "lst": "لړ",
        "page": "مخ", "note-number": "یادښت", "references": "سرچینې", "notes": "یادښتونه",
        "note": "یادښت", "tip": "لارښوونه", "important": "مهم", "warning": "خبرداری",
        "caution": "احتیاط",
        "thm": "قضیه", "lem": "لیما", "cor": "پایله", "prp": "وړاندیز", "cnj": "اټکل",
        "def": "تعریف", "exm": "بېلګه", "exr": "تمرین", "proof": "ثبوت", "remark": "یادونه",
        "solution": "حل",
    },
}  # fmt: skip
_SAME = {"prs": "fa"}
_DIGITS = {
    "fa": "۰۱۲۳۴۵۶۷۸۹",
    "prs": "۰۱۲۳۴۵۶۷۸۹",
    "ps": "۰۱۲۳۴۵۶۷۸۹",
    "ar": "٠١٢٣٤٥٦٧٨٩",
    "ur": "۰۱۲۳۴۵۶۷۸۹",
}
"""Unicode CLDR 46, default numbering systems"""


def labels_of(lang: str) -> Mapping[str, str]:
    """Give a language's words; English ones for a language we do not know."""
    primary = lang.lower().split("-")[0]
    return _LABELS.get(_SAME.get(primary, primary), _LABELS["en"])


_LEVELS = re.compile(r"\d+(\.\d+)+")


def number(value: int | str, lang: str) -> str:
    """Write a number with the digits of a language.

    Numbers of several levels have a dash in Arabic script, where a full stop looks like a zero
    beside digits. As a neutral sign (UAX #9, class ON) it leaves the first level at the right.
    """
    digits = _DIGITS.get(lang.lower().split("-")[0])
    text = str(value)
    if not digits:
        return text
    if _LEVELS.fullmatch(text):
        text = text.replace(".", "–")
    return text.translate(str.maketrans("0123456789", digits))


def full_stop(lang: str) -> str:
    """Give the full stop of a language: Urdu has its own (Unicode CLDR 46, punctuation of ur)."""
    return "۔" if lang.lower().split("-")[0] == "ur" else "."
