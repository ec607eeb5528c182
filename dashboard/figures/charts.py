"""What a chart is made of: series in IBCS notation, the chart, and the target it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from dashboard.figures.facts import Item
from dashboard.figures.outlook_facts import TargetOutlook
from dashboard.figures.series import Series
from dashboard.wording import Language, number, t

Ink = Literal["solid", "outline", "line", "dash", "dots", "rings", "hatch", "ahead", "band_50", "band_80"]
Numbers = tuple[float | None, ...]


@dataclass(frozen=True)
class Trace:
    """One series of a chart; ``texts`` label single points, "" for none; a band lies between ``lower`` and values."""

    name: str
    ink: Ink
    values: Numbers
    texts: tuple[str, ...] = ()
    said: tuple[str, ...] = ()  # values with their unit, for the hover text
    lower: Numbers = ()


@dataclass(frozen=True)
class Plot:
    """One chart: title with unit, labels of the x axis, series, a level to reach, and its text for screen readers."""

    key: str
    title: str
    labels: tuple[str, ...]
    traces: tuple[Trace, ...]
    alt: str
    goal: float | None = None
    goal_text: str = ""
    from_zero: bool = True
    ticks: tuple[str, ...] = ()  # short labels for the axis; the full ones otherwise


@dataclass(frozen=True)
class Subject:
    """What is drawn: a target's series in one region; the path belongs to the city only."""

    item: Item
    series: Series
    region: str
    name: str
    whole: bool  # the city: paths apply
    through: str
    lang: Language
    outlook: TargetOutlook = field(default_factory=TargetOutlook)  # of the city; a county's chart has none

    @property
    def scale(self) -> tuple[Decimal, str]:
        """Return factor and name of the unit of the axis: yuan become millions or billions in English."""
        made = self.series.indicator
        if self.lang == "zh" or made.unit != "亿元":
            return Decimal(1), made.unit if self.lang == "zh" else made.unit_en
        known = [v for v in self.series.values.get(self.region, {}).values() if v is not None]
        large = made.frequency == "A" and max(known, default=Decimal(0)) >= 10
        return (Decimal("0.1"), "¥ bn") if large else (Decimal(100), "¥ m")

    def _short(self, value: Decimal) -> str:
        """Return a value as written at a column: in the unit of the axis, without naming it."""
        factor = self.scale[0]
        if factor == 1:
            return self.item.bare(value, self.lang)
        scaled = value * factor
        return number(scaled, 0 if scaled >= 100 else 1)

    def trace(self, key: str, ink: Ink, values: list[Decimal | None], label: tuple[int, ...] = ()) -> Trace:
        """Return a series; ``label`` are the places whose value is written at the point."""
        said = tuple("" if v is None else self.item.amount(v, self.lang) for v in values)
        bare = ["" if v is None else self._short(v) for v in values]
        texts = tuple(text if at in label else "" for at, text in enumerate(bare))
        numbers = tuple(None if v is None else float(v * self.scale[0]) for v in values)
        return Trace(t(f"target.code_{key}", self.lang), ink, numbers, texts, said)
