"""cs:date → output: localized and own formats, ranges, seasons, eras (CSL 1.0.2, "Date")."""

from __future__ import annotations

from dataclasses import replace

from publish.csl.context import Context
from publish.csl.date_values import Date, Day
from publish.csl.nodes import PLAIN, DateNode, DatePart, Look
from publish.csl.numbers import ordinal_suffix
from publish.csl.output import Glue, Output, Role, gather
from publish.csl.textcase import change_case

_LEVELS = {"year": 0, "month": 1, "day": 2}
_SHOWN = {"year": ("year",), "year-month": ("year", "month")}


def evaluate_date(node: DateNode, context: Context) -> Output | None:
    """Render a date variable."""
    date = context.item.dates.get(node.variable)
    if node.variable in context.suppressed:
        date = None
    if context.compares and node.variable == "accessed":
        return None  # when a work was read, say, does not tell it from another
    if date is None:
        context.meet(node.variable, False)
        return None
    if date.start is None:
        context.meet(node.variable, True)
        literal = context.environment.parsed(date.literal)
        return _with_case(gather(literal, node.look, role=Role.DATE), node.look)
    parts, delimiter = date_parts(node, context)
    written = _date(date, date.start, parts, delimiter, context)
    if not context.meet(node.variable, bool(written)):
        return None
    result = gather(written, node.look, role=Role.DATE, value=node.variable)
    return _with_case(result, node.look)


def _with_case(output: Output | None, look: Look) -> Output | None:
    if output is not None and look.text_case:
        return change_case(output, look.text_case, "en")
    return output


def date_parts(node: DateNode, context: Context) -> tuple[tuple[DatePart, ...], str]:
    """Give the parts to show, in order, and their delimiter."""
    if not node.form:
        return node.parts, node.delimiter
    format_ = context.locale.dates.get(node.form)
    if format_ is None:
        return node.parts, node.delimiter
    allowed = _SHOWN.get(node.shown, ("year", "month", "day"))
    overrides = {part.name: part for part in node.parts}
    parts = tuple(
        _overridden(part, overrides.get(part.name))
        for part in format_.parts
        if part.name in allowed
    )
    return parts, format_.delimiter


def _overridden(part: DatePart, own: DatePart | None) -> DatePart:
    """Let the attributes of the style's date-part win, except affixes."""
    if own is None:
        return part
    look = replace(
        part.look,
        format=own.look.format or part.look.format,
        text_case=own.look.text_case or part.look.text_case,
        strip_periods=own.look.strip_periods or part.look.strip_periods,
    )
    return DatePart(
        part.name, own.form or part.form, own.range_delimiter or part.range_delimiter, look
    )


def _date(
    date: Date, start: Day, parts: tuple[DatePart, ...], delimiter: str, context: Context
) -> list[Output | str]:
    present = [part for part in parts if _value(start, part.name)]
    if date.is_open:
        joint = next((p.range_delimiter for p in parts if p.name == "year"), "") or "–"
        return [*_series(start, present, delimiter, context), Glue(joint)]
    if date.end is None:
        present = present if start.year else _bare_end(present)
        return _series(start, present, delimiter, context, True)
    return _range(start, date.end, parts, delimiter, context)


def _range(
    start: Day, end: Day, parts: tuple[DatePart, ...], delimiter: str, context: Context
) -> list[Output | str]:
    """Write a range: the parts that differ twice, the others once.

    Where one day has parts that the other lacks, both are written whole.
    """
    names = [part.name for part in parts if _value(start, part.name)]
    if names != [part.name for part in parts if _value(end, part.name)]:
        return _whole_range(start, end, parts, delimiter, context)
    differing = [name for name in names if _value(start, name) != _value(end, name)]
    if not differing:
        present = [part for part in parts if _value(start, part.name)]
        return _series(start, present, delimiter, context, True)
    largest = min(differing, key=_LEVELS.__getitem__)
    repeated = [index for index, part in enumerate(parts) if _LEVELS[part.name] >= _LEVELS[largest]]
    first, last = repeated[0], repeated[-1]
    joint = next(part.range_delimiter for part in parts if part.name == largest) or "–"
    before = [part for part in parts[:first] if _value(start, part.name)]
    one = [part for part in parts[first : last + 1] if _value(start, part.name)]
    two = [part for part in parts[first : last + 1] if _value(end, part.name)]
    after = [part for part in parts[last + 1 :] if _value(end, part.name)]
    one, two = _bare_end(one), _bare_start(two)
    has_year_after = any(part.name == "year" for part in (*two, *after))
    return [
        *_series(start, [*before, *one], delimiter, context, not has_year_after),
        Glue(joint),
        *_series(end, [*two, *after], delimiter, context, True),
    ]


def _whole_range(
    start: Day, end: Day, parts: tuple[DatePart, ...], delimiter: str, context: Context
) -> list[Output | str]:
    one, two = ([part for part in parts if _value(day, part.name)] for day in (start, end))
    joint = next((part.range_delimiter for part in parts if part.name == "year"), "") or "–"
    return [
        *_series(start, _bare_end(one), delimiter, context),
        Glue(joint),
        *_series(end, _bare_start(two), delimiter, context, True),
    ]


def _bare_end(parts: list[DatePart]) -> list[DatePart]:
    """Take the suffix away that would stand before the delimiter of a range."""
    if not parts:
        return parts
    return [*parts[:-1], replace(parts[-1], look=replace(parts[-1].look, suffix=""))]


def _bare_start(parts: list[DatePart]) -> list[DatePart]:
    """Take the prefix away that would stand after the delimiter of a range."""
    if not parts:
        return parts
    return [replace(parts[0], look=replace(parts[0].look, prefix="")), *parts[1:]]


def _series(
    day: Day, parts: list[DatePart], delimiter: str, context: Context, takes_suffix: bool = False
) -> list[Output | str]:
    pieces: list[Output | str] = []
    for part in parts:
        written = _part(day, part, context, takes_suffix)
        if written is None:
            continue
        if pieces and delimiter:
            pieces.append(Glue(delimiter))
        pieces.append(written)
    return pieces


def _value(day: Day, name: str) -> int:
    return {"year": day.year, "month": day.month, "day": day.day}.get(name, 0)


def _part(day: Day, part: DatePart, context: Context, takes_suffix: bool) -> Output | None:
    if part.name == "year":
        return _year(day, part, context, takes_suffix)
    text = _month(day, part, context) if part.name == "month" else _day(day, part, context)
    if part.look.strip_periods:
        text = text.replace(".", "")
    return _with_case(gather([text], part.look), part.look)


def _year(day: Day, part: DatePart, context: Context, takes_suffix: bool) -> Output | None:
    year = abs(day.year)
    text = f"{year % 100:02}" if part.form == "short" and year > 999 else str(year)
    if day.year < 0:
        text += context.locale.term("bc")
    elif year < 1000:
        text += context.locale.term("ad")
    piece = Output((text,), role=Role.YEAR, value=str(day.year))
    pieces: list[Output] = [piece]
    if takes_suffix and context.suffix_is_due and not context.is_sorting:
        context.suffix_is_due = False
        pieces.append(year_suffix(context))
    return gather(pieces, part.look)


def year_suffix(context: Context) -> Output:
    """Write the letter that tells the years of two works apart."""
    letter = context.expansion.year_suffix
    return Output((letter,), role=Role.YEAR_SUFFIX, value=letter)


def _month(day: Day, part: DatePart, context: Context) -> str:
    form = part.form or "long"
    if day.season_name:
        return day.season_name
    if day.season:
        return context.locale.term(f"season-{day.season:02}", form)
    if form == "numeric":
        return str(day.month)
    if form == "numeric-leading-zeros":
        return f"{day.month:02}"
    return context.locale.term(f"month-{day.month:02}", form)


def _day(day: Day, part: DatePart, context: Context) -> str:
    if part.form == "numeric-leading-zeros":
        return f"{day.day:02}"
    locale = context.locale
    if part.form == "ordinal" and (day.day == 1 or not locale.limits_ordinals_to_day_1):
        month = locale.find(f"month-{day.month:02}")
        gender = month.gender if month is not None else ""
        return f"{day.day}{ordinal_suffix(day.day, locale, gender)}"
    return str(day.day)


def date_sort_key(date: Date, parts: tuple[str, ...] = ("year", "month", "day")) -> str:
    """Write a date so that later dates sort later (CSL 1.0.2, "Sorting Variables").

    Years before Christ are counted from the far end; seasons do not count.
    """
    if date.start is None:
        return date.literal
    start = _day_key(date.start, parts)
    if date.is_open:
        return f"{start}-9"
    return f"{start}-{_day_key(date.end, parts)}" if date.end is not None else start


def _day_key(day: Day, parts: tuple[str, ...]) -> str:
    year = day.year if "year" in parts else 0
    month = day.month if "month" in parts and not day.season else 0
    number = day.day if "day" in parts else 0
    era = f"B{100000 + year:06}" if year < 0 else f"C{year:06}"
    return f"{era}{month:02}{number:02}"


def evaluate_date_key(node: DateNode, context: Context) -> Output | None:
    """Write a date inside of a sort macro: only the parts that it would show."""
    date = context.item.dates.get(node.variable)
    if not context.meet(node.variable, date is not None) or date is None:
        return None
    parts, _ = date_parts(node, context)
    return gather([date_sort_key(date, tuple(part.name for part in parts))], PLAIN)
