"""In what order pages are made, made again and finished, whatever lays them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from publish.geometry import Geometry
from publish.render import imposition
from publish.render.imposition import Imposition

ON = {"page": None, "break": "any"}
"""What the renderer says of a text that goes on on a page of the same kind."""
AS_IT_WAS: dict[str, Any] = {"content_changed": False, "pages_wanted": False}
AS_IT_WAS |= {"anchors": [], "content_lookups": []}
NAMES = ("n0", "n1", "n2")
Made = tuple[Any, Any, dict[str, Any]]


def box(name: str, begins_at: Any = None) -> Any:
    """Make the box of a note, or the rest of it that begins at some place."""
    return SimpleNamespace(element=name, begins_at=begins_at)


_MAKES_ALL = """
def make_all_pages(context, pages):
    i = 0
    while i < len(pages):
        if pages[i]:
            reported_footnotes = None
            yield pages[i]
        i += 1
"""
"""The lines of the renderer's own function that are changed."""


class _Notes:
    """What lays out notes, in a renderer that we know."""

    columns: Any = None

    def __init__(self) -> None:
        self.rest: Any = None
        self.may_cut: list[bool] = []
        self.allowed: list[tuple[int, float]] = []

    def begin(self, geometry: Geometry) -> None:
        """Start a document."""
        self.begun = geometry

    def begin_page(self, *, may_cut: bool) -> None:
        """Start a page."""
        self.may_cut.append(may_cut)

    def allow(self, page: int, height: float) -> None:
        """Let notes be so high."""
        self.allowed.append((page, height))


class Press:
    """The renderer as far as it makes pages, and our imposition round it."""

    def __init__(self, folder: Path, notes: _Notes | None, geometry: Geometry, **more: Any) -> None:
        (folder / "page.py").write_text(_MAKES_ALL, "utf-8")
        spec = spec_from_file_location("page", folder / "page.py")
        assert spec is not None
        assert spec.loader is not None
        layout: Any = module_from_spec(spec)
        spec.loader.exec_module(layout)
        layout.make_page = self.make
        self.context = SimpleNamespace(
            footnotes=["f"],
            reported_footnotes=[],
            broken_out_of_flow={"b": 1},
            current_page_footnotes=[],
            page_maker=[[dict(AS_IT_WAS)] for _ in range(3)],
        )
        self.state: list[Any] = [{"page": [0]}, [{"page"}]]
        self.makes: Callable[[int], Made] = lambda _: (page(), "on", ON)
        self.seen: list[Any] = []
        self.imposition = Imposition(layout, notes)
        self.imposition.begin(geometry, None, **more)
        self.layout = layout

    def page(self, number: int, *, name: str = "", is_blank: bool = False) -> Made:
        """Have a page made as the renderer does it."""
        kind = SimpleNamespace(blank=is_blank, name=name, side="right")
        made: Made = self.layout.make_page(self.context, None, kind, None, number, self.state)
        return made

    def make(self, context: Any, *rest: Any) -> Made:
        """Make a page in place of the renderer: it remembers what it found, and changes it."""
        state = rest[-1]
        remake = context.page_maker[rest[3] - 1][-1]
        self.seen.append(
            (
                [*context.footnotes],
                [*context.reported_footnotes],
                dict(context.broken_out_of_flow),
                repr(state),
                dict(remake),
            )
        )
        context.footnotes, context.broken_out_of_flow = [], {}
        context.reported_footnotes = []
        state[0]["page"] = [1]
        state[1].append({"more"})
        remake.update(content_changed=True, pages_wanted=True, anchors=["a"], content_lookups=[1])
        return self.makes(len(self.seen))


def page(*heights: float) -> Any:
    """Make a page with notes of these heights."""
    notes = [
        SimpleNamespace(margin_height=lambda high=each: high, element=NAMES[at])
        for at, each in enumerate(heights)
    ]
    return SimpleNamespace(children=[None, SimpleNamespace(children=notes)], height=500.0)


@pytest.fixture
def notes() -> _Notes:
    return _Notes()


@pytest.fixture
def press(tmp_path: Path, notes: _Notes) -> Press:
    return Press(tmp_path, notes, Geometry())


@pytest.fixture(autouse=True)
def finished(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Name what is done to pages when they are made."""
    done: list[str] = []

    def follow(*_: Any, ends_a_part: bool) -> None:
        done.extend(["let_notes_follow"] * ends_a_part)

    monkeypatch.setattr(imposition, "let_notes_follow", follow)
    for name in ("settle_pull_quotes", "_mirror"):
        monkeypatch.setattr(imposition, name, lambda *_, name=name: done.append(name))
    floats = SimpleNamespace(fill=lambda made, _: made)  # nothing on these pages floats
    monkeypatch.setattr(imposition, "PageFloats", lambda *_, **__: floats)
    return done


def test_the_next_page_has_the_notes_that_a_page_left(press: Press) -> None:
    """Though the renderer forgets them where it keeps that page as it was."""
    late = box("late")

    def makes(time: int) -> Made:
        press.context.reported_footnotes = [late] if time == 1 else []
        return page(), "on", ON

    press.makes = makes
    press.page(1)
    press.context.reported_footnotes = []
    press.page(2)
    assert [each[1] for each in press.seen] == [[], [late]]


def test_a_page_that_is_kept_leaves_its_notes_again(press: Press) -> None:
    """The renderer forgets them, and the page after the last one with them."""
    late = box("late")
    press.makes = lambda _: press.context.reported_footnotes.append(late) or (page(), "on", ON)
    press.page(1)
    left = []
    for _ in press.layout.make_all_pages(press.context, ["kept", "kept"]):
        left.append(press.context.reported_footnotes)
    assert left == [[late], []]


def test_a_document_forgets_the_notes_of_the_one_before(press: Press, notes: _Notes) -> None:
    """A child renders one after the other."""
    press.makes = lambda _: press.context.reported_footnotes.append(box("late")) or (
        page(), "on", ON
    )  # fmt: skip
    press.page(1)
    press.imposition.begin(Geometry(is_facing=True), None)
    assert notes.begun == Geometry(is_facing=True)
    press.context.reported_footnotes = []
    press.page(2)
    assert press.seen[1][1] == []


@pytest.mark.parametrize(
    ("first", "second", "is_changed"),
    [
        ([], [], False),
        ([box("a")], [box("a")], False),
        ([box("a", 1)], [box("a", 1)], False),
        ([], [box("a")], True),
        ([box("a")], [box("b")], True),
        ([box("a", 1)], [box("a", 2)], True),
    ],
)
def test_a_page_is_made_again_where_it_gets_other_notes(
    press: Press, first: list[Any], second: list[Any], is_changed: bool
) -> None:
    """Another note, or another rest of one; and no page after it."""

    def makes(time: int) -> Made:
        press.context.reported_footnotes = [*(first if time == 1 else second)]
        return page(), "on", ON

    press.makes = makes
    for _ in range(2):
        press.page(1)
    changed = [each[-1]["content_changed"] for each in press.context.page_maker]
    assert changed[1:] == [is_changed, False]


@pytest.mark.parametrize(
    ("resume_at", "following", "times"),
    [
        ("on", ON, 1),
        ("on", {"page": "text", "break": "any"}, 1),
        ("on", {"page": "wide", "break": "any"}, 2),
        ("on", {"page": "text", "break": "page"}, 2),
        (None, ON, 2),
    ],
    ids=["a page as any", "one of its kind", "one of another kind", "a new part", "the end"],
)
def test_a_note_goes_on_where_the_text_does(
    press: Press, notes: _Notes, resume_at: Any, following: dict[str, Any], times: int
) -> None:
    """Else the page is made again, from what there was before, and its last note stays whole."""
    notes.rest = rest = box("rest", 1)

    def makes(time: int) -> Made:
        if time == 2:
            notes.rest = None
        press.context.reported_footnotes = [box("other")]
        return page(), resume_at, following

    press.makes = makes
    press.page(1, name="text")
    assert notes.may_cut == [True, False][:times]
    assert press.seen == [press.seen[0]] * times
    left = [each.element for each in press.context.reported_footnotes]
    assert left == ([rest.element, "other"] if times == 1 else ["other"])


def test_a_page_without_the_rest_of_a_note_is_made_once(press: Press, notes: _Notes) -> None:
    """Also where a part ends."""
    press.makes = lambda _: (page(), None, ON)
    press.page(1)
    assert notes.may_cut == [True]


NEXT_PART = {"page": None, "break": "page"}


@pytest.mark.parametrize(
    ("geometry", "following", "is_blank", "expected"),
    [
        (Geometry(), ON, False, []),
        (Geometry(), NEXT_PART, False, ["let_notes_follow"]),
        (Geometry(), NEXT_PART, True, []),
        (Geometry(has_side_notes=True), NEXT_PART, False, []),
        (Geometry(is_facing=True), ON, False, ["_mirror"]),
        (Geometry(is_facing=True), ON, True, []),
    ],
)
def test_pages_are_finished_as_their_place_asks(
    tmp_path: Path, notes: _Notes, finished: list[str], monkeypatch: pytest.MonkeyPatch,
    geometry: Geometry, following: dict[str, Any], is_blank: bool, expected: list[str],
) -> None:  # fmt: skip
    """Notes follow a part's text, and pages of a sheet's left side are mirrored; blank ones not."""
    monkeypatch.setattr(imposition, "SideNotes", lambda _: SimpleNamespace(place=lambda _: 0))
    press = Press(tmp_path, notes, geometry)
    press.makes = lambda _: (page(), "on", following)
    press.page(1, is_blank=is_blank)
    assert finished == expected


@pytest.mark.parametrize("has_pull_quotes", [True, False])
def test_only_pages_of_a_text_with_pull_quotes_are_searched_for_them(
    tmp_path: Path, notes: _Notes, finished: list[str], has_pull_quotes: bool
) -> None:
    """To look for them takes time."""
    Press(tmp_path, notes, Geometry(), has_pull_quotes=has_pull_quotes).page(1)
    assert finished == ["settle_pull_quotes"] * has_pull_quotes


def test_a_renderer_that_we_do_not_know_sets_notes_at_the_foot(tmp_path: Path) -> None:
    """Whatever the text wants."""
    press = Press(tmp_path, None, Geometry(has_side_notes=True, has_columns=True))
    press.page(1)
    assert len(press.seen) == 1


def lacking(monkeypatch: pytest.MonkeyPatch, *answers: float) -> None:
    """Let the notes in the margin lack so much room, page after page."""
    told: Iterator[float] = iter(answers)
    monkeypatch.setattr(
        imposition, "SideNotes", lambda _: SimpleNamespace(place=lambda _: next(told))
    )


def test_notes_without_room_in_the_margin_get_a_page_with_less_text(
    tmp_path: Path, notes: _Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made from what there was before, until they have room."""
    press = Press(tmp_path, notes, Geometry(has_side_notes=True))
    press.makes = lambda time: (page(30.0 * time, 20.0), "on", ON)
    lacking(monkeypatch, 12.0, 5.0, 0.0)
    press.page(1)
    assert notes.allowed == [(1, 50.0 - 12.0), (1, 80.0 - 5.0)]
    assert press.seen == [press.seen[0]] * 3


def test_the_last_notes_of_the_margin_wait_for_the_next_page(
    tmp_path: Path, notes: _Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In their order and whole, before the others that wait; the first note stays."""
    press = Press(tmp_path, notes, Geometry(has_side_notes=True))
    made = page(30.0, 20.0, 10.0)
    notes.rest = box(NAMES[2], 1)

    def makes(_: int) -> Made:
        press.context.current_page_footnotes = [box(each) for each in NAMES]
        press.context.reported_footnotes = [box("later")]
        return made, "on", ON

    press.makes = makes
    lacking(monkeypatch, *[9.0] * 100)
    press.page(1)
    assert len(press.seen) == 8
    assert len(notes.allowed) == 7
    assert [each.element for each in made.children[1].children] == ["n0"]
    left = [(each.element, each.begins_at) for each in press.context.reported_footnotes]
    assert left == [("n1", None), ("n2", None), ("later", None)]


class _Strip:
    """Notes below a text in columns: how high they are depends on what is kept free for them."""

    def __init__(self, needed: Callable[[float], float]) -> None:
        self.reserved = self.spared = 0.0
        self.is_final = False
        self._needed = needed

    @property
    def needed(self) -> float:
        """Give the height of the notes of the page made last."""
        return self._needed(self.reserved)


@pytest.mark.parametrize(
    ("needed", "expected", "is_final"),
    [
        (lambda _: 0.0, [0], False),
        (lambda _: 100.0, [0, 100], False),
        (lambda room: 300.0 - room, [0, 300, 150], False),
        (lambda room: 200.0 if room < 150 else 90.0, [0, 200, 90, 145, 172, 159], False),
        (lambda room: 120.0 if room < 100 else 20.0, [0, 120, 20, 70, 95, 108], False),
        (
            lambda room: 200.0 if room < 150 else 60.0,
            [0, 200, 60, 130, 165, 148, 165],
            True,
        ),
        (
            lambda room: 600.0,
            [0, 235, 352, 411, 441, 455, 463, 466, 468, 469, 470, 470, 470],
            True,
        ),
    ],
    ids=["none", "some", "fewer the higher", "a jump", "a jump below", "a gap", "too many"],
)
def test_the_strip_for_notes_below_columns_is_closed_in(
    tmp_path: Path,
    notes: _Notes,
    needed: Callable[[float], float],
    expected: list[int],
    is_final: bool,
) -> None:
    """Until it is as high as its notes, to a line and a half."""
    notes.columns = strip = _Strip(needed)
    press = Press(tmp_path, notes, Geometry(has_columns=True), spared={1: 76.0})
    tried: list[tuple[int, bool, float]] = []

    def makes(_: int) -> Made:
        tried.append((round(strip.reserved), strip.is_final, strip.spared))
        return page(), "on", ON

    press.makes = makes
    press.page(1)
    press.page(2)
    last = len(expected) - 1
    told = [(room, is_final and at == last, 76.0) for at, room in enumerate(expected)]
    assert tried == told + [(*each[:2], 0.0) for each in told]
    assert press.seen[: len(told)] == [press.seen[0]] * len(told)
