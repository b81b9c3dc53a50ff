"""A name → the files of a new house style, which builds at once and shows where to change what."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

STYLE = """\
# {name}: a house style. It holds only what differs from the house that it extends.
extends = "base"
description = "The house style of {name}"
sheets = ["tokens.css"]

# A typeface of your own: put its files into a folder fonts/ here, order one after the other as
# below, and name the family in tokens.css (--latin, --latin-small, --latin-large, --latin-sans).
# [[faces]]
# file = "fonts/AcmeSerif-Regular.otf"
"""
TOKENS = """\
/* One line here changes one thing everywhere. `publish style show {name}` lists every token
   with its value and where it comes from. A colour needs its print partner, `…-cmyk`. */
:root {{
  --house: #0b4a58;  --house-cmyk: device-cmyk(.92 .45 .42 .38);  /* headings, rules, calls */
}}
"""
MASTHEAD = """\
{{# The head of the first page in all layouts but the report, which has a cover. Write your own in
   place of the last line, for example
   <header class="masthead"><p class="series">{{{{ brief.series }}}}</p></header> #}}
{{% include "base/_masthead.html" %}}
"""
LAYOUT = """\
{{# Fill a block of base's brief, and leave out what stays as it is. #}}
{{% extends "base/brief.html" %}}
"""


def house_files(name: str) -> Mapping[str, str]:
    """Give the files of a new house, by name inside its folder."""
    return MappingProxyType(
        {
            "style.toml": STYLE.format(name=name),
            "tokens.css": TOKENS.format(name=name),
            "layouts/_masthead.html": MASTHEAD.format(name=name),
            "layouts/brief.html": LAYOUT.format(name=name),
        }
    )
