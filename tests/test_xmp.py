"""What a finished file says of itself: its XMP packet and Info dictionary, read by others."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest

from publish.page import Metadata
from publish.render.leaf import Leaf, Rendered, start
from publish.targets import ARCHIVE, PRINT, SCREEN, Target
from tests.pages import make_page

FULL = Metadata(
    title="Trade & <war> ]]> “now”",
    authors=("Ada Writer", "بهار"),
    lang="en-GB",
    keywords=("Kabul", "trade"),
    description="On trade",
    date="2023-04",
    publisher="The House",
    license="CC BY 4.0",
    doi="10.1000/1",
)
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOMENT = "2023-04-01T00:00:00Z"
NAMES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://www.aiim.org/pdfa/ns/extension/": "pdfaExtension",
    "http://www.aiim.org/pdfa/ns/schema#": "pdfaSchema",
    "http://www.aiim.org/pdfa/ns/property#": "pdfaProperty",
}
"""Namespaces as the standards write them."""

OF_THE_WORK: dict[str, object] = {
    "dc:format": "application/pdf",
    "dc:title": ("Alt", ["x-default: Trade & <war> ]]> “now”"]),
    "dc:creator": ("Seq", ["Ada Writer", "بهار"]),
    "dc:description": ("Alt", ["x-default: On trade"]),
    "dc:subject": ("Bag", ["Kabul", "trade"]),
    "dc:language": ("Bag", ["en-GB"]),
    "dc:publisher": ("Bag", ["The House"]),
    "dc:rights": ("Alt", ["x-default: CC BY 4.0"]),
    "dc:identifier": "doi:10.1000/1",
    "dc:date": ("Seq", ["2023-04"]),
    "pdf:Keywords": "Kabul, trade",
    "xmp:CreatorTool": "publish",
    "xmp:CreateDate": MOMENT,
    "xmp:ModifyDate": MOMENT,
    "xmp:MetadataDate": MOMENT,
    "xmpMM:RenditionClass": "default",
    "xmpMM:VersionID": "1",
    "xmpRights:Marked": "True",
}
UA_PART = {
    "pdfaSchema:schema": "PDF/UA identification",
    "pdfaSchema:namespaceURI": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaSchema:prefix": "pdfuaid",
    "pdfaSchema:property": (
        "Seq",
        [
            {
                "pdfaProperty:name": "part",
                "pdfaProperty:valueType": "Integer",
                "pdfaProperty:category": "internal",
                "pdfaProperty:description": "Part of ISO 14289 that the file keeps",
            }
        ],
    ),
}
"""ISO 19005-2 §6.6.2.3.3, tables 3 to 5."""
UA: dict[str, object] = {"pdfuaid:part": "1", "pdfaExtension:schemas": ("Bag", [UA_PART])}
OF_THE_FILE: dict[str, dict[str, object]] = {
    "screen": {"pdfaid:part": "2", "pdfaid:conformance": "A", **UA},
    "archive": {"pdfaid:part": "3", "pdfaid:conformance": "A", **UA},
    "print": {"pdfxid:GTS_PDFXVersion": "PDF/X-4", "pdf:Trapped": "False"},
}


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    with start() as child:
        yield child


def rendered(leaf: Leaf, metadata: Metadata, target: Target) -> Rendered:
    return leaf.render(make_page("<h1>x</h1>", metadata=metadata), target)


def name_of(element: ElementTree.Element) -> str:
    namespace, _, name = element.tag[1:].partition("}")
    return f"{NAMES[namespace]}:{name}"


def value(element: ElementTree.Element) -> object:
    """Read a property: text, a kind of list with what is in it, or a structure."""
    if element.get(f"{RDF}parseType") == "Resource":
        return {name_of(each): value(each) for each in element}
    if not len(element):
        said = element.text or ""
        return f"{element.get(LANG)}: {said}" if element.get(LANG) else said
    (array,) = element
    return array.tag.removeprefix(RDF), [value(each) for each in array]


def xmp(pdf: bytes) -> dict[str, object]:
    """Read the packet by a parser of XML; each property stands in it once."""
    with pikepdf.open(BytesIO(pdf)) as document:
        stream = document.Root.Metadata
        assert stream.Type == "/Metadata"
        assert stream.Subtype == "/XML"
        assert "/Filter" not in stream, "ISO 19005-1 §6.7.2: a tool that knows no PDF finds it"
        data = stream.read_bytes()
    assert data.startswith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'.encode())
    assert data.endswith(b'<?xpacket end="r"?>')
    ((description,),) = ElementTree.fromstring(data)
    assert description.get(f"{RDF}about") == ""
    names = [name_of(each) for each in description]
    assert len(names) == len(set(names))
    return {name_of(each): value(each) for each in description}


@pytest.mark.parametrize("target", [SCREEN, ARCHIVE, PRINT], ids=lambda each: each.name)
def test_the_packet_says_all_that_is_known(leaf: Leaf, target: Target) -> None:
    """ISO 16684-1, and what each standard wants a file to say of itself; nothing else."""
    found = xmp(rendered(leaf, FULL, target).pdf)
    unique = str(found.pop("xmpMM:DocumentID"))
    assert found.pop("xmpMM:InstanceID") == unique
    groups = unique.removeprefix("uuid:").split("-")
    assert [len(each) for each in groups] == [8, 4, 4, 4, 12], "RFC 9562 §4"
    assert (groups[2][0], groups[3][0]) == ("8", "8"), "RFC 9562 §5.8: a rule of one's own"
    assert int("".join(groups), 16)
    assert str(found.pop("pdf:Producer")).startswith("WeasyPrint ")
    assert found == OF_THE_WORK | OF_THE_FILE[target.name]


def test_the_packet_does_not_speak_of_what_is_unknown(leaf: Leaf) -> None:
    """An empty property is a fault, and a guess would be worse."""
    pdf = rendered(leaf, Metadata("A", (), "en"), SCREEN).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.docinfo.keys() == {"/Title", "/Creator", "/Producer"}
    found = xmp(pdf)
    known = {name for name in found if not name.startswith(("pdfa", "pdfua", "xmpMM"))}
    assert known == {"dc:format", "dc:title", "dc:language", "pdf:Producer", "xmp:CreatorTool"}


@pytest.mark.parametrize("target", [SCREEN, ARCHIVE, PRINT], ids=lambda each: each.name)
def test_info_says_what_the_packet_says(leaf: Leaf, target: Target) -> None:
    """ISO 32000-1 §14.3.3; ISO 19005-2 §6.6.3: where both speak, they say the same."""
    pdf = rendered(leaf, FULL, target).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        info = {name: str(text) for name, text in document.docinfo.items()}
    date = "D:20230401000000Z"
    assert info.pop("/Trapped", "") == ("/False" if target is PRINT else "")
    assert info.pop("/Producer") == xmp(pdf)["pdf:Producer"]
    assert info == {
        "/Title": "Trade & <war> ]]> “now”",
        "/Author": "Ada Writer, بهار",
        "/Subject": "On trade",
        "/Keywords": "Kabul, trade",
        "/Creator": "publish",
        "/CreationDate": date,
        "/ModDate": date,
    }


def test_each_file_has_an_identifier_of_its_own(leaf: Leaf) -> None:
    """ISO 15930-7 §6.3: by its content, so that the same content has the same."""
    first, again = (rendered(leaf, FULL, PRINT).pdf for _ in range(2))
    other = leaf.render(make_page("<h1>y</h1>", metadata=FULL), PRINT).pdf
    names = [xmp(each)["xmpMM:DocumentID"] for each in (first, again, other)]
    assert names[0] == names[1] != names[2]


def test_control_characters_are_not_written(leaf: Leaf) -> None:
    """XML 1.0 §2.2 forbids them, and one would make the packet unreadable."""
    odd = Metadata(
        "A\x01 \tB\ufffe", (" C\x00D\t",), "en", ("e\x1bf",), "G\x0bH", license="I\uffff"
    )
    found = xmp(rendered(leaf, odd, SCREEN).pdf)
    assert found["dc:title"] == ("Alt", ["x-default: A  B"])
    assert found["dc:creator"] == ("Seq", ["CD"])
    assert found["dc:subject"] == ("Bag", ["ef"])
    assert found["dc:description"] == ("Alt", ["x-default: GH"])
    assert found["dc:rights"] == ("Alt", ["x-default: I"])
