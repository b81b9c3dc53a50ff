"""The scripts that a typeface can be ordered for, by what is written."""

from __future__ import annotations

import re
from types import MappingProxyType

SCRIPTS = MappingProxyType(
    {
        "Arab": re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"),
        "Hebr": re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]"),
        "Deva": re.compile("[\u0900-\u097f\ua8e0-\ua8ff]"),
        "Beng": re.compile("[\u0980-\u09ff]"),
        "Taml": re.compile("[\u0b80-\u0bff]"),
        "Telu": re.compile("[\u0c00-\u0c7f]"),
        "Thai": re.compile("[\u0e00-\u0e7f]"),
        "Geor": re.compile("[\u10a0-\u10ff\u1c90-\u1cbf]"),
        "Ethi": re.compile("[\u1200-\u139f]"),
        "Khmr": re.compile("[\u1780-\u17ff]"),
        "Armn": re.compile("[\u0530-\u058f]"),
        "Hang": re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"),
        "Kana": re.compile("[\u3040-\u30ff]"),
        "Hani": re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
    }
)
"""By ISO 15924 code, the letters of Unicode 16's blocks; Cyrillic and Greek are in most faces."""
