"""One county (or zone) through every target that counties report: value, share, change, growth. No verdict, no rank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.figures import county_sentences as say
from dashboard.figures.comparison import Comparison, Measured
from dashboard.plan.models import Region
from dashboard.wording import Language, percent, signed


@dataclass(frozen=True)
class Line:
    """A target in the county."""

    name: str
    href: str
    period: str
    value: str
    share: str
    change: str
    growth: str
    base: str
    chosen: bool
    owed: bool


@dataclass(frozen=True)
class County:
    """The county looked at; ``clear`` is the address without it."""

    name: str
    lines: tuple[Line, ...]
    clear: str


def county(
    found: Sequence[Comparison], region: Region, lang: Language, target: str, href: Callable[[str], str], clear: str
) -> County:
    """Return a region through all targets that it has a value in or owes one for."""
    lines = tuple(
        _line(one, m, lang, target, href) for one in found
        if (m := one.of(region.code)) is not None and (m.value is not None or m.owed)
    )  # fmt: skip
    return County(region.name if lang == "zh" else region.name_en, lines, clear)


def _line(found: Comparison, m: Measured, lang: Language, target: str, href: Callable[[str], str]) -> Line:
    item = found.item
    return Line(
        item.name(lang), href(item.target.id), found.span.label,
        "" if m.value is None else item.amount(m.value, lang),
        percent(m.share) if m.share is not None else "",
        say.changed(found, m, lang),
        f"{signed(m.growth * 100)}%" if m.growth is not None else "",
        found.span.base_label, item.target.id == target, m.owed,
    )  # fmt: skip
