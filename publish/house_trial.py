"""A house → what the renderer says of its sheets and pictures, when it lays out a specimen once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.composing.house_pictures import beginning, lost
from publish.diagnostics import Diagnostic, PublishError, warning
from publish.draft import Draft
from publish.drawings import clean
from publish.houses.addresses import with_addresses
from publish.houses.house import House
from publish.houses.tokens import put_in, values
from publish.options import Options
from publish.page import PAGE_SHEET, Page, Resource, page_sheet
from publish.pipeline import orders_of
from publish.project import Project
from publish.source import Span
from publish.targets import TARGETS

_LAYER = "trial"
"""Of sheets that this page would not have: beneath all others, where they are read and lose."""
_TOLD = ("render-style", "render-message", "render-picture", "render-refused", "render-crash")
_CRASH_HINT = "leave out the rules of the house one by one; sizes and margins of pages first"


def on_trial(draft: Draft, project: Project, options: Options) -> tuple[Diagnostic, ...]:
    """Lay out the specimen of a draft with every sheet and picture of its house."""
    from publish.outputs.table import OUTPUTS  # which loads the renderer: texts need none of it

    house = draft.house
    found: list[Diagnostic] = []
    order = orders_of(draft, project, TARGETS["screen"], options, found)[0]
    page = _with_all(order.page, house)
    try:
        with OUTPUTS["pdf"]() as output:
            made = output.write(replace(order, page=page))
    except PublishError as problem:
        message = f"the sheets were not tried by the renderer: {problem}"
        return (warning("render-message", message, _settings(house), problem.hint),)
    told = [
        replace(each, hint=_CRASH_HINT) if each.code == "render-crash" else each
        for each in made.diagnostics
        if each.code in _TOLD
    ]
    placed = (each if each.span else replace(each, span=_settings(house)) for each in told)
    drawn = list(_drawings(house))
    if any(each.code == "image-refers" for each in drawn):  # said there, with the file's name
        placed = (each for each in placed if each.code != "render-refused")
    return tuple(dict.fromkeys((*drawn, *placed)))


def _drawings(house: House) -> Iterator[Diagnostic]:
    """Tell what the drawings of a house ask for and do not get."""
    for url, data in house.assets.items():
        if url in _own(house) and url.endswith(".svg"):
            yield from lost(url, data, clean(data))


def _own(house: House) -> list[str]:
    return [url for url in house.assets if url.startswith(f"doc:///house/{house.name}/")]


def _with_all(page: Page, house: House) -> Page:
    """Give a page the sheets of its house for other occasions, and all of its pictures."""
    others = [each for each in house.sheets if each.layer == house.name and each not in page.sheets]
    tokens = values((*others, *page.sheets))
    resources = dict(page.resources)
    for each in others:
        text = put_in(with_addresses(each.source.text, each.url), tokens)
        resources[each.url] = Resource("text/css", text.encode())
    first = tuple(replace(each, layer=_LAYER) for each in others)
    resources[PAGE_SHEET] = Resource("text/css", page_sheet((*first, *page.sheets)).encode())
    own = _own(house)
    shown = "".join(f'<p><img src="{url}" alt="" style="width: 9mm"></p>' for url in own)
    return replace(
        page,
        html=page.html.replace("</body>", f"{shown}</body>"),
        resources=resources,
        sheets=(*first, *page.sheets),
        spans={**page.spans, **{url: beginning(url) for url in own}},
    )


def _settings(house: House) -> Span | None:
    return house.settings.span(0, 0) if house.settings else None
