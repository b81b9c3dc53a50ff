"""Files that an archive copy carries → embedded files of the PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import md5
from typing import Any, Literal

import pydyf

from publish.finishing.xmp import pdf_date

_MEDIA_TYPE = re.compile(r"[a-z]+/[a-zA-Z0-9.+-]+")
_UNKNOWN = "application/octet-stream"
"""What ISO 19005-3 §6.8 asks to be written where the kind is not known."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file inside the PDF."""

    name: str
    """File name without folders, e.g. "brief.md"."""
    data: bytes
    media_type: str
    relationship: Literal["Source", "Data", "Supplement", "Alternative", "Unspecified"]
    """What it is to the document (ISO 19005-3 §6.8, `AFRelationship`)."""
    description: str = ""


def embed(pdf: Any, attachments: tuple[Attachment, ...], date: str) -> None:
    """Put the files into the PDF as PDF/A-3 asks (ISO 19005-3 §6.8, ISO 32000-1 §7.11.4)."""
    if not attachments:
        return
    files = {each.name: _file(pdf, each, date) for each in attachments}
    names = pydyf.Array()
    for name, file in sorted(files.items()):  # ISO 32000-1 §7.9.6; qpdf: by characters, not bytes
        names.extend((pydyf.String(name), file.reference))
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = pydyf.Array(each.reference for each in files.values())
    pdf.catalog["PageMode"] = "/UseAttachments"


def _file(pdf: Any, attachment: Attachment, date: str) -> Any:
    checksum = md5(attachment.data, usedforsecurity=False).hexdigest()
    parameters = {"Size": len(attachment.data), "CheckSum": f"<{checksum}>"}
    if date:
        parameters["ModDate"] = pydyf.String(pdf_date(date))
    known = attachment.media_type if _MEDIA_TYPE.fullmatch(attachment.media_type) else _UNKNOWN
    subtype = "/" + known.replace("/", "#2f")  # a name: ISO 32000-1 §7.3.5
    stream = pydyf.Stream(
        [attachment.data],
        {"Type": "/EmbeddedFile", "Subtype": subtype, "Params": pydyf.Dictionary(parameters)},
        compress=True,
    )
    pdf.add_object(stream)
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name.encode("ascii", "replace").decode()),
            "UF": pydyf.String(attachment.name),
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            "Desc": pydyf.String(attachment.description or attachment.name),
            "AFRelationship": f"/{attachment.relationship}",
        }
    )
    pdf.add_object(file)
    return file
