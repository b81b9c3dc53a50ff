"""BibLaTeX's data model as tables: entry types, fields, aliases, and what each type needs.

Sources: "The biblatex Package" (Kime, Wemheuer, Lehman), §2.1 entry types, §2.2 fields, §2.2.5
aliases; `blx-dm.def` for mandatory fields; "BibTeXing" (Patashnik, 1988) §3 for BibTeX's own;
CSL 1.0.2, appendix III, for the types on the other side.
"""

from __future__ import annotations

from publish.bibliography.scan import Block

TYPE_ALIASES: dict[str, str] = {
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "data": "dataset",
    "letters": "letter",
    "techreport": "techreport",
}

CSL_TYPES: dict[str, str] = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "collection": "book",
    "commentary": "book",
    "dataset": "dataset",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "newsarticle": "article-newspaper",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "article-journal",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "set": "document",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "xdata": "document",
}

ARTICLE_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""`entrysubtype` of articles and periodicals."""

ARTICLES = frozenset(("article", "periodical", "suppperiodical", "review"))
"""Types whose `number` is an issue."""
CHAPTERS = frozenset(("inbook", "incollection", "inproceedings", "inreference", "bookinbook"))
"""Types that stand in another work, so that `booktitle` names it."""
IN_SERIES = frozenset(
    ("book", "collection", "proceedings", "reference", "mvbook", "mvcollection", "mvproceedings",
     "mvreference", "bookinbook", "inbook", "incollection", "inproceedings", "inreference",
     "suppbook", "suppcollection", "manual")
) - {"manual"}  # fmt: skip
"""Types whose `number` counts the series."""

THESIS_KEYS = {"mastersthesis": "mathesis", "phdthesis": "phdthesis", "techreport": "techreport"}
"""Types whose genre goes without saying."""

FIELD_ALIASES: dict[str, str] = {
    "address": "location",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "hyphenation": "langid",
    "journal": "journaltitle",
    "key": "sortkey",
    "pdf": "file",
    "primaryclass": "eprintclass",
    "school": "institution",
}
"""Old names (§2.2.5); the right-hand one wins where an entry has both."""

LITERAL_LISTS = frozenset(
    ("institution", "organization", "publisher", "location", "origlocation", "origpublisher")
)
"""Lists of names of houses and places, joined by "and" (§2.2.1)."""

NAMES: dict[str, str] = {
    "author": "author",
    "bookauthor": "container-author",
    "translator": "translator",
    "editor": "editor",
    "director": "director",
    "compiler": "compiler",
    "composer": "composer",
    "illustrator": "illustrator",
    "interviewer": "interviewer",
    "recipient": "recipient",
    "performer": "performer",
    "narrator": "narrator",
    "producer": "producer",
    "scriptwriter": "script-writer",
    "origauthor": "original-author",
    "reviewedauthor": "reviewed-author",
}
"""Name list → CSL variable; the first five are BibLaTeX's, the others those of APA's and Zotero's
exports."""

OTHER_NAMES = frozenset(
    ("afterword", "annotator", "commentator", "editora", "editorb", "editorc", "foreword",
     "holder", "introduction", "shortauthor", "shorteditor", "sortname", "namea", "nameb", "namec",
     "executor")
)  # fmt: skip
"""Name lists that CSL has no variable for; they are in the file, but never printed."""

EDITOR_ROLES = {
    "director": "director",
    "compiler": "compiler",
    "translator": "translator",
    "producer": "producer",
    "illustrator": "illustrator",
    "organizer": "organizer",
    "curator": "curator",
    "narrator": "narrator",
    "performer": "performer",
}
"""`editortype` → CSL variable; other roles are editors."""

VERBATIM: dict[str, str] = {
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
}

PLAIN: dict[str, str] = {
    "volumes": "number-of-volumes",
    "pagetotal": "number-of-pages",
    "chapter": "chapter-number",
    "version": "version",
    "venue": "event-place",
    "library": "call-number",
    "annotation": "annote",
    "abstract": "abstract",
    "keywords": "keyword",
    "origpublisher": "original-publisher",
    "scale": "scale",
    "dimensions": "dimensions",
}
"""Fields that go over as they are."""

EPRINTS = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "googlebooks": "https://books.google.com?id=",
    "hdl": "https://hdl.handle.net/",
}
"""`eprinttype` → the address before the number (§3.14.7)."""

REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "article": (("author",), ("title",), ("journaltitle",), ("date",)),
    "book": (("author", "editor"), ("title",), ("date",)),
    "mvbook": (("author", "editor"), ("title",), ("date",)),
    "inbook": (
        ("author", "editor"),
        ("title", "chapter", "pages"),
        ("booktitle", "title"),
        ("date",),
    ),
    "bookinbook": (("author",), ("title",), ("booktitle",), ("date",)),
    "suppbook": (("author",), ("title",), ("booktitle",), ("date",)),
    "booklet": (("author", "editor", "title"), ("title",)),
    "collection": (("editor",), ("title",), ("date",)),
    "mvcollection": (("editor",), ("title",), ("date",)),
    "incollection": (("author",), ("title",), ("booktitle",), ("date",)),
    "suppcollection": (("author",), ("title",), ("booktitle",), ("date",)),
    "dataset": (("title",), ("date",)),
    "manual": (("title",),),
    "online": (("title",), ("url", "doi", "eprint")),
    "patent": (("author", "holder"), ("title",), ("number",), ("date",)),
    "periodical": (("title",), ("date",)),
    "proceedings": (("title",), ("date",)),
    "mvproceedings": (("title",), ("date",)),
    "inproceedings": (("author",), ("title",), ("booktitle",), ("date",)),
    "report": (
        ("author", "editor", "institution", "organization", "publisher"),
        ("title",),
        ("date",),
    ),
    "techreport": (("author", "institution"), ("title",), ("date",)),
    "thesis": (("author",), ("title",), ("institution",), ("date",)),
    "mastersthesis": (("author",), ("title",), ("institution",), ("date",)),
    "phdthesis": (("author",), ("title",), ("institution",), ("date",)),
    "unpublished": (("author",), ("title",)),
}  # fmt: skip
"""Type → what it must have, each a choice of fields (§2.1.1; `year` counts as `date`).

Softer than the manual where briefs need it: an institution may author a report, and a web page may
have no date.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIELDS: frozenset[str] = _words(
    """abstract addendum afterword annotation annotator archive author authortype bookauthor
    bookpagination booksubtitle booktitle booktitleaddon chapter commentator crossref date day
    dimensions director doi edition editor editora editorb editorc editoratype editorbtype
    editorctype editortype eid endday endmonth endyear entryset entrysubtype eprint eprintclass
    eprinttype eventdate eventday eventendday eventendmonth eventendyear eventmonth eventtitle
    eventtitleaddon eventyear execute file foreword gender holder howpublished ids indexsorttitle
    indextitle institution introduction isan isbn ismn isrn issn issue issuesubtitle issuetitle
    issuetitleaddon iswc journalsubtitle journaltitle journaltitleaddon keywords label langid
    langidopts language library lista listb listc listd liste listf location mainsubtitle maintitle
    maintitleaddon month namea nameaddon nameatype nameb namebtype namec namectype note number
    nyearfilter options organization origdate origday origendday origendmonth origendyear
    origlanguage origlocation origmonth origpublisher origtitle origyear pages pagetotal pagination
    part pmcid pmid presort primaryclass publisher pubstate related relatedoptions relatedstring
    relatedtype reprinttitle scale series seriesaddon shortauthor shorteditor shorthand
    shorthandintro shortjournal shortseries shorttitle sortkey sortname sortshorthand sorttitle
    sortyear subtitle timestamp title titleaddon translator type url urldate urlday urlendday
    urlendmonth urlendyear urlmonth urlyear usera userb userc userd usere userf venue verba verbb
    verbc version volume volumes xdata xref year"""
) | frozenset(NAMES)
"""Every field of the data model, new names."""

FOREIGN_FIELDS: frozenset[str] = _words(
    """adsnote adsurl bibcode collaboration contributor reportnumber slaccitation
    archivelocation archiveurl archivedate added-at asin bibsource biburl bdsk-file-1 bdsk-url-1
    bibdata-added bibdata-modified citation-key citeulike-article-id code comment copyright
    creationdate date-added date-modified description doi-url interhash intrahash issn_online
    keyword lccn mendeley-groups mendeley-tags modificationdate mrclass mrnumber mrreviewer
    numpages owner priority posted-at printed qualityassured ranking readstatus review rights
    rating shortbooktitle rawbibtex username articleno location_of_original collection
    collaborator groups journal-iso language-iso shorttitle_original affiliation annote-url
    zblnumber publication_type urlaccessdate lastchecked accessed accessdate"""
)
"""Fields that reference managers and databases write, and that nobody prints: not misspelt."""


def entry_type(block: Block) -> str:
    """Give an entry's type under its present name."""
    return TYPE_ALIASES.get(block.kind, block.kind)
