"""CitedDocument + Body + House → Page: one whole HTML document and all that it may load."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from html import escape
from typing import TYPE_CHECKING, Literal

from publish.composing.column_flows import in_columns
from publish.composing.cover_picture import faults_of_cover
from publish.composing.editions import Edition
from publish.composing.house_pictures import house_pictures
from publish.composing.imprint import Person, with_publisher
from publish.composing.long_notes import LONGEST, LONGEST_BESIDE, part_long_notes
from publish.composing.plain import plain_text
from publish.composing.qr import DOI_PICTURE, qr_code
from publish.composing.view import View, make_view
from publish.composing.wide_formulas import tell_wide_formulas
from publish.composing.wide_tables import fit_tables, room_of
from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.geometry import ONE_SIDED, Geometry, conditions_of, geometry_of, impossible
from publish.houses.addresses import with_addresses
from publish.houses.faces import FontFace
from publish.houses.house import House, Sheet
from publish.houses.house_folders import ROOT_HOUSE
from publish.houses.tokens import put_in, values
from publish.houses.typefaces import faces_for, names_in_print
from publish.houses.unused_rules import classes_in, without_unused
from publish.language.localization import Words, words_for
from publish.metadata import Metadata
from publish.source import Source, Span
from publish.syntax.language import direction_of

if TYPE_CHECKING:
    from jinja2 import BytecodeCache

    from publish.body import Body
    from publish.citations import CitedDocument
    from publish.frontmatter.front import FrontMatter

__all__ = ["Metadata", "Page", "PageOptions", "Resource", "compose"]

PAGE_SHEET = "doc:///page.css"
"""The one sheet that a layout links; it imports the house's, each into its layer."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that the page loads: its bytes are here, the renderer opens nothing."""

    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What the page is for; "" means: as the house says."""

    paper: str = "a4"
    """A key of the house's sheets: "a4", "letter"."""
    layout: str = ""
    layout_at: Span | None = None
    """Where the layout is named."""
    lang: str = "en-US"
    """The language where the front matter names none."""
    publisher: Mapping[str, str] = field(default_factory=dict)
    """What the project says of its publisher: "name", "place", "issn", "url"; the front matter's
    own words win."""
    editions: tuple[Edition, ...] = ()
    """The same in other languages."""
    colour: Literal["rgb", "cmyk"] = "rgb"
    """With "cmyk" every colour is replaced by its print partner."""
    reach_mm: float = 0
    """How far art reaches over the edge of the page: the value of `--bleed`."""
    overruns: Mapping[int, float] | None = None
    """Tables that were too wide when the page was set before, by number, and their widths in mm;
    None where it was not."""


@dataclass(frozen=True, slots=True)
class Page:
    """One whole HTML document with a closed world of resources."""

    html: str
    resources: Mapping[str, Resource]
    """By `doc:///` URL; a URL that is not here is refused."""
    sheets: tuple[Sheet, ...]
    faces: tuple[FontFace, ...]
    metadata: Metadata
    spans: Mapping[str, Span]
    """Where the manuscript names a resource, by its URL."""
    diagnostics: tuple[Diagnostic, ...]
    geometry: Geometry = ONE_SIDED
    drawn_faces: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Families of the house for words of drawings, by "sans", "serif" and "mono"."""


def compose(
    cited: CitedDocument,
    body: Body,
    house: House,
    options: PageOptions,
    images: Mapping[str, Resource],
    kept: BytecodeCache | None = None,
) -> Page:
    """Fill the house's layout with the text, and gather all that the page loads.

    `images` are the pictures that the body shows, by the URL it shows them under; `kept` may
    hold layouts compiled before.
    """
    front = with_publisher(cited.document.manuscript.front, options.publisher)
    lang = front.lang or options.lang
    words = words_for(lang, house)
    found: list[Diagnostic] = []
    layout = _layout(house, options, found)
    found += impossible(front, layout)
    sheets = sheets_of(house, layout, front, options, body.html)
    tokens = {**values(sheets, options.colour), "--bleed": f"{options.reach_mm:g}mm"}
    body = _with_parted_notes(cited, body, words, found)
    body = _fitted(cited, body, tokens, layout, options.overruns, found)
    css = {each.url: put_in(with_addresses(each.source.text, each.url), tokens) for each in sheets}
    written = "".join((body.html, body.references, *map(str, body.fields.values())))
    faces = faces_for(house.faces, written, "".join(css.values()))
    view = make_view(
        front, body, words, body.logo or _logo(house), names_in_print(faces), options.editions
    )
    html = _fill(house, layout, view, words, found, kept)
    if (picture := view.cover_picture) is not None:
        found += faults_of_cover(front, layout, is_shown=escape(picture.url) in html)
    pictures = house_pictures(house.assets, (html, *css.values()))
    resources = {url: Resource(media_type(url), data) for url, data in pictures.data.items()}
    resources.update((url, _css(text)) for url, text in _used(css, sheets, html).items())
    resources[PAGE_SHEET] = _css(page_sheet(sheets))
    if view.doi:
        resources[DOI_PICTURE] = Resource("image/svg+xml", qr_code(view.doi))
    resources.update(images)
    return Page(
        html=html,
        resources=resources,
        sheets=sheets,
        faces=faces_for(house.faces, html + _drawn_words(images), "".join(css.values())),
        metadata=_metadata(front, view, options),
        spans={**_places(cited, body), **pictures.spans},
        diagnostics=(*found, *pictures.diagnostics),
        geometry=geometry_of(front),
        drawn_faces=_drawn_faces(tokens),
    )


def _used(css: dict[str, str], sheets: tuple[Sheet, ...], html: str) -> dict[str, str]:
    """Leave out the rules of base for what is not on this page.

    Those of other houses all reach the renderer, which tells what it does not know in them.
    """
    classes = classes_in(html)
    ours = {each.url for each in sheets if each.layer == ROOT_HOUSE}
    return {
        url: without_unused(text, classes) if url in ours else text for url, text in css.items()
    }


def sheets_of(
    house: House, layout: str, front: FrontMatter, options: PageOptions, text: str = ""
) -> tuple[Sheet, ...]:
    """Choose the sheets of a house that a page needs, by paper, layout, language and colour.

    `text` is the HTML of the text, for sheets that only some texts need.
    """
    conditions = _conditions(layout, front.lang or options.lang, front, options)
    if 'class="columns' in text:
        conditions |= {"uses:columns"}
    if house.has_own_typefaces:
        conditions |= {"typefaces:own"}
    return tuple(each for each in house.sheets if each.is_wanted(conditions))


def _drawn_words(images: Mapping[str, Resource]) -> str:
    """Give charts and drawings as text: a script may be written in them alone."""
    drawings = (each.data for each in images.values() if each.media_type == "image/svg+xml")
    return "".join(each.decode("utf-8") for each in drawings if not each.isascii())


def _with_parted_notes(
    cited: CitedDocument, body: Body, words: Words, found: list[Diagnostic]
) -> Body:
    """Move the ends of notes that no page can hold behind the text, and tell the author."""
    is_beside = cited.document.manuscript.front.notes == "side"
    longest = LONGEST_BESIDE if is_beside else LONGEST
    parted = part_long_notes(body.html, words["note-continued"], longest)
    if not parted.rest:
        return body
    notes = cited.document.notes
    places = {each.number: notes[each.id].span for each in cited.note_order if each.id in notes}
    for number, length in parted.numbers:
        message = f"note {number} has {length} words: its end stands after the text"
        hint = f"a note of up to {longest} words stays whole; a longer one may belong into the text"
        found.append(warning("note-long", message, places.get(number), hint))
    title = escape(words["notes-continued"])
    section = (
        f'<section class="endnotes" role="doc-endnotes">\n<h2 id="notes-continued"'
        f' data-title="{title}">{title}</h2>\n<div role="list">\n{parted.rest}</div>\n</section>\n'
    )
    return replace(body, html=parted.html + section)


def _fitted(
    cited: CitedDocument,
    body: Body,
    tokens: Mapping[str, str],
    layout: str,
    overruns: Mapping[int, float] | None,
    found: list[Diagnostic],
) -> Body:
    """Give wide tables the room they need, and put into columns what stands in columns."""
    html, problems = fit_tables(body.html, room_of(tokens), _tables(cited), overruns)
    found += (*problems, *tell_wide_formulas(body.formulas, tokens))
    if cited.document.manuscript.front.columns == "2":
        html = in_columns(html, ("h2",) if layout == "report" else ())
    return replace(body, html=html)


def _logo(house: House) -> str:
    """Give the address of the logo of the last house that has one."""
    logos = [url for url in house.assets if url.rpartition("/")[2].partition(".")[0] == "logo"]
    return logos[-1] if logos else ""


def _tables(cited: CitedDocument) -> tuple[Span | None, ...]:
    """Say where each table of the text stands: the first of its cells."""
    places: list[Span | None] = []
    for token in cited.document.body:
        if token.type == "table_open":
            places.append(None)
        elif token.type == "inline" and places and places[-1] is None:
            located = token.meta.get("located")
            places[-1] = located.span if located else None
    return tuple(places)


def _drawn_faces(tokens: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Read which families the house has of each kind of typeface."""
    lists = {kind: put_in(f"var(--{kind})", tokens) for kind in ("sans", "serif", "mono")}
    return {kind: tuple(re.findall(r"[\"']([^\"']+)[\"']", given)) for kind, given in lists.items()}


def _places(cited: CitedDocument, body: Body) -> dict[str, Span]:
    """Say where the manuscript has what the renderer may have something to tell of."""
    places = {each.url: each.span for each in body.images}
    places |= {each.url: each.block.span for each in body.charts}
    tables = enumerate(_tables(cited))
    places |= {f"table-{number}": span for number, span in tables if span}
    notes = cited.document.notes
    calls = {each.number: notes[each.id] for each in cited.note_order if each.id in notes}
    return places | {f"note-{number}": note.span for number, note in calls.items()}


def page_sheet(sheets: tuple[Sheet, ...]) -> str:
    """Write the sheet that imports the others: each house in its layer, base first.

    So the later house wins however specific base is (CSS Cascade 5 §6.4).
    """
    return "\n".join(f"@import url({each.url}) layer({each.layer});" for each in sheets)


def media_type(url: str) -> str:
    """Name the media type of a house's picture by its ending."""
    endings = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}
    return endings.get(url.rpartition(".")[2].lower(), "image/jpeg")


def _css(text: str) -> Resource:
    return Resource("text/css", text.encode())


def _conditions(layout: str, lang: str, front: FrontMatter, options: PageOptions) -> frozenset[str]:
    """List what holds of this page, as the `when` of a style.toml asks it."""
    return frozenset(
        (
            *conditions_of(front),
            f"paper:{options.paper}",
            f"layout:{layout}",
            f"direction:{front.dir or direction_of(lang)}",
            f"language:{lang.partition('-')[0]}",
            f"colour:{options.colour}",
        )
    )


def _layout(house: House, options: PageOptions, found: list[Diagnostic]) -> str:
    """Choose the layout that was asked for, else the house's own."""
    name = options.layout or house.layout
    if name in house.layout_names:
        return name
    hint = "the layouts are: " + ", ".join(house.layout_names)
    message = f"the house '{house.name}' has no layout '{name}'"
    if _FOR_A_WEB_SITE.fullmatch(name):
        told = f"{message}, a kind of web page elsewhere; '{house.layout}' is taken"
        found.append(warning("layout-unknown", told, options.layout_at, hint))
    else:
        hint = did_you_mean(name, house.layout_names) or hint
        found.append(error("layout-unknown", message, options.layout_at, hint))
    return house.layout


_FOR_A_WEB_SITE = re.compile(
    r"post|posts|page|pages|blog|default|home|single|list|base|article|docs?|draft|none|null|false"
    r"|.*/.*|.*\.(?:html?|njk|liquid|hbs|ejs|pug|vue|astro|jsx?|tsx?|mdx?)"
)
"""What `layout` says for Jekyll, Hexo, Hugo, Eleventy, VitePress and Astro, whose manuscripts
come with it: it asks for no page of ours, as a misspelt name of one does."""


def _fill(
    house: House,
    layout: str,
    view: View,
    words: Words,
    found: list[Diagnostic],
    kept: BytecodeCache | None,
) -> str:
    """Run the layout of the last house that has one of this name.

    Layouts are a publisher's, not an author's, and yet they run in a sandbox that reaches
    nothing but `brief`, `words` and the layouts of the chain.
    """
    from publish.composing.sandbox import LAYOUT_FAULTS, LayoutEnvironment

    names = [f"{each}/{layout}.html" for each in reversed(house.chain)]
    name = next((each for each in names if each in house.layouts), "")
    try:
        template = LayoutEnvironment(house.layouts, kept).get_template(name)
        filled: str = template.render(brief=view, words=words)
        return filled
    except LAYOUT_FAULTS as problem:
        found.append(_layout_error(problem, name, house))
        return f"<html><title>{escape(view.plain_title)}</title>{view.text}</html>"


_NO_FIELD = re.compile(r"'(?P<kind>\S+) object' has no attribute '(?P<name>\w+)'")


def _layout_error(problem: Exception, name: str, house: House) -> Diagnostic:
    """Say what a layout did, at its line: the last frame of the traceback inside a layout."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    from publish.composing.layout_faults import in_our_words
    from publish.composing.sandbox import LayoutEnvironment

    said = str(problem) or type(problem).__name__
    line, hint, message = 1, "", f"the layout stops here: {said}"
    frame = problem.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename in house.layouts:
            name, line = frame.tb_frame.f_code.co_filename, frame.tb_lineno
        frame = frame.tb_next
    if unknown := _NO_FIELD.search(said):
        whose = "'brief'" if unknown["kind"].endswith("View") else "what is printed here"
        message = f"{whose} has no field '{unknown['name']}'"
        known = {each.name for each in (*fields(View), *fields(Person))}
        hint = did_you_mean(unknown["name"], sorted(known))
    if isinstance(problem, TemplateSyntaxError):
        name, line = problem.name or name, problem.lineno
        message, hint = in_our_words(said, LayoutEnvironment({}).filters)
    if isinstance(problem, TemplateNotFound):
        message = f"there is no layout '{problem.message}'"
        hint = did_you_mean(problem.message or "", sorted(house.layouts))
    source = house.layouts.get(name) or Source(name, "")
    start = source.line_start(line)
    span = source.span(start, start + len(source.line(line)))
    return error("layout-error", message, span, hint)


def _metadata(front: FrontMatter, view: View, options: PageOptions) -> Metadata:
    return Metadata(
        title=view.plain_title,
        authors=tuple(each.name for each in view.authors),
        lang=view.lang,
        keywords=front.keywords,
        description=front.description or plain_text(view.abstract),
        date=front.date.iso if front.date else "",
        publisher=view.publisher,
        license=view.license_url or view.license,
        doi=view.doi.removeprefix("https://doi.org/"),
    )
